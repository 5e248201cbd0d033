import { ContainerArgs, ContainerPortArgs } from "./containerArgs";

/** How a toleration compares a taint's value. */
export const TolerationOperator = {
    /** The values are equal. */
    Equal: "Equal",
    /** Any value. */
    Exists: "Exists",
} as const;
export type TolerationOperator = (typeof TolerationOperator)[keyof typeof TolerationOperator];

/** What a taint does to pods that do not tolerate it. */
export const TaintEffect = {
    /** New pods are not scheduled on the node. */
    NoSchedule: "NoSchedule",
    /** New pods are scheduled on other nodes if possible. */
    PreferNoSchedule: "PreferNoSchedule",
    /** Running pods are evicted as well. */
    NoExecute: "NoExecute",
} as const;
export type TaintEffect = (typeof TaintEffect)[keyof typeof TaintEffect];

/**
 * Allows pods on nodes with a taint. It does not send them there: use `nodeSelector` or `pool` for
 * that.
 */
export interface TolerationArgs {
    /**
     * Key of the taint.
     * @default any key, with operator "Exists"
     */
    key?: string;
    /**
     * How the taint's value is compared.
     * @default "Equal"
     */
    operator?: TolerationOperator;
    /**
     * Value of the taint. Only with operator "Equal".
     * @default none
     */
    value?: string;
    /**
     * Effect of the taint.
     * @default any effect
     */
    effect?: TaintEffect;
    /**
     * Seconds that a pod stays on a node that gets the taint. Only with effect "NoExecute".
     * @default no limit
     */
    tolerationSeconds?: number;
}

/** Host names for an IP address, in the pod's /etc/hosts. */
export interface HostAliasArgs {
    /** The IP address. */
    ip: string;
    /** Host names that resolve to it. */
    hostnames: string[];
}

/** Further settings of a role's pods. */
export interface PodArgs {
    /**
     * Taints of nodes that the pods tolerate, besides those of the platform's pools.
     * @default []
     * @example [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }]
     */
    tolerations?: TolerationArgs[];
    /**
     * Labels that a node must have. Not the zone and not the platform's own labels: those are set
     * by the platform.
     * @default {}
     * @example { "node.kubernetes.io/instance-type": "r7i.4xlarge" }
     */
    nodeSelector?: Record<string, string>;
    /**
     * Containers that run to completion, one after the other, before the sidecars and Spark start.
     * @default []
     */
    initContainers?: ContainerArgs[];
    /**
     * Containers that start before Spark and are stopped after it: init containers with
     * `restartPolicy: Always`. They do not keep the pod of a finished job alive.
     * @default []
     */
    sidecars?: ContainerArgs[];
    /**
     * Entries for the pod's /etc/hosts.
     * @default []
     */
    hostAliases?: HostAliasArgs[];
    /**
     * Seconds between the request to stop a pod and its end.
     * @default 30 for drivers, 120 for executors
     */
    terminationGracePeriodSeconds?: number;
    /**
     * Named ports of Spark's container besides Spark's own.
     * @default []
     */
    ports?: ContainerPortArgs[];
    /**
     * Any other pod settings, as a Kubernetes PodTemplateSpec. It is merged last.
     * @throws if it sets what Spark, the platform or the team's Pod Security decides
     * @default {}
     * @example { spec: { runtimeClassName: "nvidia" } }
     */
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- checked by Kubernetes' own fields
    podTemplate?: Record<string, any>;
}
