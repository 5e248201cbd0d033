import { ContainerArgs, ContainerPortArgs } from "./containerArgs";

/** How a toleration compares a taint's value. */
export const TolerationOperator = { Equal: "Equal", Exists: "Exists" } as const;
export type TolerationOperator = (typeof TolerationOperator)[keyof typeof TolerationOperator];

/** What a taint does to pods that do not tolerate it. */
export const TaintEffect = {
    NoSchedule: "NoSchedule",
    PreferNoSchedule: "PreferNoSchedule",
    NoExecute: "NoExecute",
} as const;
export type TaintEffect = (typeof TaintEffect)[keyof typeof TaintEffect];

/** Lets pods on nodes with a taint; it does not lead them there (`nodeSelector`, `pool`). */
export interface TolerationArgs {
    /**
     * Key of the taint.
     * @default any key, with operator "Exists"
     */
    key?: string;
    /** @default Equal */
    operator?: TolerationOperator;
    /** Value of the taint, with operator "Equal". */
    value?: string;
    /** @default any effect */
    effect?: TaintEffect;
    /**
     * Time that a pod stays on a node that gets such a taint; with effect "NoExecute".
     * @default for good
     */
    tolerationSeconds?: number;
}

/** Names for an IP address, in the pod's /etc/hosts. */
export interface HostAliasArgs {
    ip: string;
    hostnames: string[];
}

/** What else the pods of a role have. */
export interface PodArgs {
    /** Taints of nodes that the pods may be on, besides those of the platform's pools. */
    tolerations?: TolerationArgs[];
    /**
     * Labels that a node must have. The platform decides the zone and its own labels.
     * @example { "node.kubernetes.io/instance-type": "r7i.4xlarge" }
     */
    nodeSelector?: Record<string, string>;
    /** Containers that end, one after the other, before the sidecars and Spark start. */
    initContainers?: ContainerArgs[];
    /**
     * Containers that start before Spark and are stopped after it: init containers with
     * `restartPolicy: Always`. They do not keep the pod of a finished job alive.
     */
    sidecars?: ContainerArgs[];
    /** Further names of hosts. */
    hostAliases?: HostAliasArgs[];
    /**
     * Time between the request to stop and the end of a pod.
     * @default 30 for drivers, 120 for executors
     */
    terminationGracePeriodSeconds?: number;
    /** Ports of Spark's container besides Spark's own. */
    ports?: ContainerPortArgs[];
    /**
     * Whatever else Kubernetes lets a pod have, in the form of a PodTemplateSpec. Merged last; what
     * Spark, the platform or the team's Pod Security decides is refused.
     * @example { spec: { runtimeClassName: "nvidia" } }
     */
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- checked by Kubernetes' own fields
    podTemplate?: Record<string, any>;
}
