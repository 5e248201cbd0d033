/** Service account of Spark drivers and executors in every team's namespace. */
export const SERVICE_ACCOUNT = "spark";

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
 * The network policy that Spark 4.2 makes for each job comes from its submitter, and goes with the
 * driver's pod: drivers need no right to it.
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
