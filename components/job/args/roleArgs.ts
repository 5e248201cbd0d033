import { EnvironmentArgs } from "./environmentArgs";
import { PodArgs } from "./podArgs";
import { ResourceArgs } from "./resourceArgs";
import { VolumeArgs } from "./volumeArgs";

export * from "./containerArgs";
export * from "./environmentArgs";
export * from "./podArgs";

/** Size and looks of a driver or an executor. */
export interface RoleArgs extends EnvironmentArgs, PodArgs {
    /**
     * Tasks that run at once.
     * @default 1
     */
    cores?: number;
    /**
     * CPU that the pod reserves on its node, as a Kubernetes quantity.
     * @default the cores, or "250m" if `cores` is not given either: small enough for a laptop
     */
    coreRequest?: string;
    /**
     * Most CPU that the pod may use, as a Kubernetes quantity, e.g. "1200m".
     * @default no limit
     */
    coreLimit?: string;
    /**
     * Heap of the JVM, e.g. "14g". The pod asks for more: `memoryOverhead` comes on top.
     * @default "512m"
     */
    memory?: string;
    /**
     * Memory of the pod besides the heap, e.g. "2g": for Python, R, native libraries and buffers.
     * Volumes in memory come on top.
     * @default 10 % of `memory` for Scala and Java, 40 % for Python and R, 384 MiB at least
     */
    memoryOverhead?: string;
    /**
     * Node pool whose nodes the pods run on, by its name in the platform's `nodePools`. Without an
     * autoscaler: the value of the nodes' label `spark-platform.dev/pool`.
     * @default any pool for the role
     * @example "executor-on-demand"
     */
    pool?: string;
    /** Labels for the pods. */
    labels?: Record<string, string>;
    /** Annotations for the pods. */
    annotations?: Record<string, string>;
    /**
     * What pods get of their nodes beside CPU and memory, by Spark's name of the resource.
     * @default nothing
     * @example { gpu: { amount: 1, perTask: 0.25 } }
     */
    resources?: Record<string, ResourceArgs>;
    /**
     * Volumes by name.
     * @example { scratch: { mountPath: "/scratch", localDir: true, emptyDir: { sizeLimit: "50Gi" } } }
     */
    volumes?: Record<string, VolumeArgs>;
}

/** The driver: one pod, on on-demand capacity. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a name of its own in the API
export interface DriverArgs extends RoleArgs {}

/** Executors that come and go with the work there is. */
export interface DynamicAllocationArgs {
    /** Fewest executors. */
    min: number;
    /** Most executors. */
    max: number;
    /**
     * Executors at the start.
     * @default min
     */
    initial?: number;
}

/** The executors, on spot capacity where there is any or in their `pool`. Not both `instances` and `dynamicAllocation`. */
export interface ExecutorArgs extends RoleArgs {
    /**
     * Fixed number of executors.
     * @default 1
     */
    instances?: number;
    /** Number of executors by the work there is, instead of `instances`. */
    dynamicAllocation?: DynamicAllocationArgs;
}
