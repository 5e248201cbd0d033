/**
 * Annotation for objects that own no others. The provider deletes in the foreground by default and
 * then watches; version 4.18 can miss the end on a busy machine and waits for 10 minutes. Without
 * dependents the background is just as good, and the object is gone at once.
 */
export const LEAF_OBJECT: Readonly<Record<string, string>> = {
    "pulumi.com/deletionPropagationPolicy": "background",
};
