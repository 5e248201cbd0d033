/**
 * Annotation for objects that own no others. The provider deletes in the foreground by default, which
 * Kubernetes' garbage collector has to end. Without dependents the background is just as good, and the
 * object is gone at once.
 */
export const LEAF_OBJECT: Readonly<Record<string, string>> = {
    "pulumi.com/deletionPropagationPolicy": "background",
};
