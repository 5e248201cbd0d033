import { EnvironmentArgs } from "./environmentArgs";
import { PodArgs } from "./podArgs";
import { ResourceArgs } from "./resourceArgs";
import { VolumeArgs } from "./volumeArgs";

export * from "./containerArgs";
export * from "./environmentArgs";
export * from "./podArgs";

/** Resources and pod settings of a driver or an executor. */
export interface RoleArgs extends EnvironmentArgs, PodArgs {
    /**
     * Number of tasks that run at once.
     * @default 1
     */
    cores?: number;
    /**
     * CPU request of the pod, as a Kubernetes quantity such as "500m".
     * @default the value of `cores`; "250m" if `cores` is not set either, which fits a laptop
     */
    coreRequest?: string;
    /**
     * CPU limit of the pod, as a Kubernetes quantity such as "1200m".
     * @default no limit
     */
    coreLimit?: string;
    /**
     * Heap of the JVM in Spark's form, e.g. "14g". The pod requests more: `memoryOverhead` is
     * added.
     * @default "512m"
     */
    memory?: string;
    /**
     * Memory of the pod besides the heap, in Spark's form, e.g. "2g": for Python, R, native
     * libraries and buffers. Volumes in memory are added.
     * @default 10 % of `memory` for Scala and Java, 40 % for Python and R; at least 384 MiB
     */
    memoryOverhead?: string;
    /**
     * Node pool to run on, by its name in the platform's `nodePools`. Without an autoscaler: the
     * value of the node label `spark-platform.dev/pool`.
     * @default any pool for the role
     * @example "executor-on-demand"
     */
    pool?: string;
    /**
     * Labels of the pods.
     * @default {}
     */
    labels?: Record<string, string>;
    /**
     * Annotations of the pods.
     * @default {}
     */
    annotations?: Record<string, string>;
    /**
     * Resources of nodes besides CPU and memory, such as GPUs, by Spark's name of the resource.
     * @default {}
     * @example { gpu: { amount: 1, perTask: 0.25 } }
     */
    resources?: Record<string, ResourceArgs>;
    /**
     * Volumes by name.
     * @default {}
     * @example { scratch: { mountPath: "/scratch", localDir: true, emptyDir: { sizeLimit: "50Gi" } } }
     */
    volumes?: Record<string, VolumeArgs>;
}

/** Resources and pod settings of the driver: one pod, on on-demand capacity. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a name of its own in the API
export interface DriverArgs extends RoleArgs {}

/** A number of executors that follows the load. */
export interface DynamicAllocationArgs {
    /** Minimum number of executors. */
    min: number;
    /** Maximum number of executors. */
    max: number;
    /**
     * Number of executors at the start.
     * @default min
     */
    initial?: number;
}

/**
 * Resources and pod settings of the executors. They run on spot capacity where there is any, or in
 * their `pool`. Set `instances` or `dynamicAllocation`, not both.
 */
export interface ExecutorArgs extends RoleArgs {
    /**
     * Fixed number of executors.
     * @default 1
     */
    instances?: number;
    /**
     * Adds and removes executors with the load, instead of `instances`.
     * @default none: a fixed number
     * @example { min: 1, max: 20 }
     */
    dynamicAllocation?: DynamicAllocationArgs;
}
