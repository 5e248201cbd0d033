import { RbacRule } from "../../kubernetes/rbacRule";

/** Service account of Spark drivers and executors in every team's namespace. */
export const SERVICE_ACCOUNT = "spark";

/**
 * What a Spark driver does in its namespace, and no more.
 *
 * Read from `KubernetesClusterSchedulerBackend`, `ExecutorPodsAllocator` and the sources of pods'
 * snapshots in Spark 3.5, 4.0 and 4.1, with their Kubernetes clients 6.7 and 7.4: a change of a pod
 * is `get` and `patch`; what is found by label is removed by `deletecollection`. The driver's
 * Service and first ConfigMaps come from the submission client; a driver only removes them.
 *
 * Not for what Spark leaves off by default: executors as StatefulSets, and from 4.2 on claims that
 * grow and a Service for the driver's pages. The network policy that Spark 4.2 makes for each job
 * comes from its submitter, and goes with the driver's pod.
 */
export function driverRules(): RbacRule[] {
    return [
        {
            apiGroups: [""],
            resources: ["pods"],
            verbs: ["create", "get", "list", "watch", "patch", "delete", "deletecollection"],
        },
        { apiGroups: [""], resources: ["configmaps"], verbs: ["create", "deletecollection"] },
        {
            apiGroups: [""],
            resources: ["persistentvolumeclaims"],
            verbs: ["create", "list", "deletecollection"],
        },
        { apiGroups: [""], resources: ["services"], verbs: ["deletecollection"] },
    ];
}
