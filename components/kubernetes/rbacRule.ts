/** One rule of a Kubernetes Role. */
export interface RbacRule {
    apiGroups: string[];
    resources: string[];
    verbs: string[];
    /** @default all of the kind */
    resourceNames?: string[];
}
