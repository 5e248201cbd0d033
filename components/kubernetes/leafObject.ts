/**
 * Annotation for objects without dependents. The provider deletes in the foreground by default, which
 * waits for Kubernetes' garbage collector. Without dependents, a deletion in the background does the same,
 * and the object is gone at once.
 */
export const LEAF_OBJECT: Readonly<Record<string, string>> = {
    "pulumi.com/deletionPropagationPolicy": "background",
};
