import { RbacRule } from "../../kubernetes/rbacRule";

/** Service account of Spark drivers and executors in every team's namespace. */
export const SERVICE_ACCOUNT = "spark";

/**
 * Exactly what a Spark driver does in its namespace.
 *
 * Taken from `KubernetesClusterSchedulerBackend`, `ExecutorPodsAllocator` and the pod snapshot sources
 * of Spark 3.5, 4.0 and 4.1, with their Kubernetes clients 6.7 and 7.4: a pod is changed with `get` and
 * `patch`, and objects found by label are deleted with `deletecollection`. The submission client creates
 * the driver's Service and first ConfigMaps; a driver only deletes them.
 *
 * Does not cover what Spark disables by default: executors as StatefulSets, and from 4.2 on, growing
 * claims and a Service for the driver's web UI. The network policy that Spark 4.2 creates for each job
 * comes from its submitter, and is deleted with the driver's pod.
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
