import { RbacRule } from "../../kubernetes/rbacRule";
import { Controller } from "../chart/controller";

const GROUP = "sparkoperator.k8s.io";
const KINDS = ["sparkapplications", "scheduledsparkapplications", "sparkconnects"];

/**
 * The minimum permissions of a controller in a namespace whose jobs it runs, including those of its
 * submission client (a `spark-submit` with the same account).
 *
 * Derived from the source of operator 2.5.2, internal/controller, and of Spark 4.0's and 4.1's
 * KubernetesClientApplication. Read permissions are those of an informer.
 */
export function controllerRules(controller: Controller): RbacRule[] {
    const { hasIngresses, hasBatchScheduler, hasKubeScheduler } = controller;
    const read = ["get", "list", "watch"];
    return [
        // The client creates the driver, and deletes it if it could not create the other objects.
        { apiGroups: [""], resources: ["pods"], verbs: [...read, "create", "update", "delete"] },
        // The client applies the driver's headless Service and ConfigMaps with server-side apply,
        // which needs "create" and "patch".
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
        // Schedules create runs, which are deleted after their time to live.
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
            // "finalizers" is needed for owner references if the API server checks permissions for them.
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
        // Missing in the chart, whose operator thus cannot create its pod groups.
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

/** API groups of Volcano's pod groups, as in the chart. */
const POD_GROUPS = ["scheduling.incubator.k8s.io", "scheduling.sigs.dev", "scheduling.volcano.sh"];

/** Cluster-wide permission of a controller with a batch scheduler: it checks whether Volcano is installed. */
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
 * Permissions of a controller in the operator's own namespace, for leader election and its events.
 *
 * @param createsLock whether it creates the lease. Rules for "create" cannot be limited to a name, so
 * the account could also create the lease of another operator in the namespace.
 */
export function ownNamespaceRules({ lock }: Controller, createsLock: boolean): RbacRule[] {
    if (lock === undefined) {
        return [];
    }
    const leases = { apiGroups: ["coordination.k8s.io"], resources: ["leases"] };
    return [
        ...(createsLock ? [{ ...leases, verbs: ["create"] }] : []),
        { ...leases, resourceNames: [lock], verbs: ["get", "update"] },
        { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
    ];
}
