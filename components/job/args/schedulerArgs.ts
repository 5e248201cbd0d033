import * as pulumi from "@pulumi/pulumi";

/**
 * A scheduler that decides when a job's pods may run, in addition to the cluster's own or instead
 * of it.
 */
export const BatchScheduler = {
    /**
     * Holds back the whole job until its queue has room, and may preempt it; the cluster's
     * scheduler places the pods. Needs Kueue 0.17 or newer with `SparkApplicationIntegration`.
     */
    Kueue: "kueue",
    /**
     * Apache YuniKorn: schedules driver and executors as a gang. Needs YuniKorn, and
     * `operator.values.controller.batchScheduler: { enable: true }`.
     */
    YuniKorn: "yunikorn",
    /** Volcano: schedules by a pod group. Needs Volcano, and the same value of the operator. */
    Volcano: "volcano",
    /**
     * A kube-scheduler of this name with the coscheduling plugin: schedules by a pod group. Needs
     * the same value of the operator, with `kubeSchedulerNames: [kube-scheduler]`.
     */
    KubeScheduler: "kube-scheduler",
} as const;
export type BatchScheduler = (typeof BatchScheduler)[keyof typeof BatchScheduler];

/**
 * The batch scheduler of a job. It must already be installed: the platform does not include one.
 */
export interface SchedulerArgs {
    /** The scheduler. */
    name: BatchScheduler;
    /**
     * Queue that the job waits in. With Kueue: a LocalQueue of the team's namespace, required. Not
     * supported by `kube-scheduler`.
     * @default the scheduler's own default queue
     */
    queue?: pulumi.Input<string>;
    /**
     * Priority in the queue. With Kueue: a WorkloadPriorityClass; with Volcano: the PriorityClass
     * of the job's pod group. Not passed on to the others.
     * @default the scheduler's own
     */
    priorityClass?: pulumi.Input<string>;
}
