import { RbacRule } from "../../kubernetes/rbacRule";
import { Controller } from "../chart/controller";

const GROUP = "sparkoperator.k8s.io";
const KINDS = ["sparkapplications", "scheduledsparkapplications", "sparkconnects"];

/**
 * What a controller does in a namespace whose jobs it runs, and no more. Its submission client (a
 * `spark-submit` with the same account) is part of it.
 *
 * Read from the operator 2.5.2, internal/controller, and from Spark 4.0's and 4.1's
 * KubernetesClientApplication. Reads are those of an informer.
 */
export function controllerRules(controller: Controller): RbacRule[] {
    const { hasIngresses, hasBatchScheduler, hasKubeScheduler } = controller;
    const read = ["get", "list", "watch"];
    return [
        // The client creates the driver, and removes it where it could not make the rest.
        { apiGroups: [""], resources: ["pods"], verbs: [...read, "create", "update", "delete"] },
        // The client applies the driver's headless Service and ConfigMaps on the server's side,
        // which takes "create" and "patch".
        {
            apiGroups: [""],
            resources: ["configmaps"],
            verbs: [...read, "create", "update", "patch"],
        },
        {
            apiGroups: [""],
            resources: ["services"],
            verbs: [...read, "create", "update", "patch", "delete"],
        },
        { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
        // Schedules create runs; runs are deleted after their time to live.
        {
            apiGroups: [GROUP],
            resources: ["sparkapplications"],
            verbs: [...read, "create", "delete"],
        },
        {
            apiGroups: [GROUP],
            resources: ["scheduledsparkapplications", "sparkconnects"],
            verbs: read,
        },
        {
            apiGroups: [GROUP],
            // "finalizers" is what owner references take where the API server checks them.
            resources: KINDS.flatMap((kind) => [`${kind}/status`, `${kind}/finalizers`]),
            verbs: ["update"],
        },
        ...(hasIngresses
            ? [
                  {
                      apiGroups: ["networking.k8s.io"],
                      resources: ["ingresses"],
                      verbs: ["get", "create", "update", "delete"],
                  },
              ]
            : []),
        ...(hasBatchScheduler
            ? [{ apiGroups: POD_GROUPS, resources: ["podgroups"], verbs: ["*"] }]
            : []),
        // The chart forgets them: its operator may not make the pod groups that it makes.
        ...(hasKubeScheduler === true
            ? [
                  {
                      apiGroups: ["scheduling.x-k8s.io"],
                      resources: ["podgroups"],
                      verbs: [...read, "create", "update", "delete"],
                  },
              ]
            : []),
    ];
}

/** Groups of the kind that Volcano schedules, as the chart has them. */
const POD_GROUPS = ["scheduling.incubator.k8s.io", "scheduling.sigs.dev", "scheduling.volcano.sh"];

/** What a controller with a batch scheduler reads of the cluster: whether Volcano is installed. */
export function batchSchedulerRules(): RbacRule[] {
    return [
        {
            apiGroups: ["apiextensions.k8s.io"],
            resources: ["customresourcedefinitions"],
            resourceNames: ["podgroups.scheduling.volcano.sh"],
            verbs: ["get"],
        },
    ];
}

/**
 * What a controller does in the operator's own namespace: it elects a leader, and tells of it.
 *
 * @param makesLock whether it creates the lease. No rule can name what is created, so an account
 * that may do it could also take the lease of another operator in the namespace.
 */
export function ownNamespaceRules({ lock }: Controller, makesLock: boolean): RbacRule[] {
    if (lock === undefined) {
        return [];
    }
    const leases = { apiGroups: ["coordination.k8s.io"], resources: ["leases"] };
    return [
        ...(makesLock ? [{ ...leases, verbs: ["create"] }] : []),
        { ...leases, resourceNames: [lock], verbs: ["get", "update"] },
        { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
    ];
}
