/** One rule of a Kubernetes Role. */
export interface Rule {
    apiGroups: string[];
    resources: string[];
    verbs: string[];
}

/**
 * What a Spark driver does in its namespace, and no more.
 *
 * Read from Spark 4.1's `KubernetesClusterSchedulerBackend` and `ExecutorPodsAllocator`: objects
 * are found and removed by label (`list`, `deletecollection`), only pods are watched and patched.
 */
export function driverRules(): Rule[] {
    const manage = ["create", "get", "list", "delete", "deletecollection"];
    return [
        { apiGroups: [""], resources: ["pods"], verbs: [...manage, "watch", "patch"] },
        {
            apiGroups: [""],
            resources: ["services", "configmaps", "persistentvolumeclaims"],
            verbs: manage,
        },
    ];
}
