import * as pulumi from "@pulumi/pulumi";

/** What decides when a job's pods may run, beside or instead of the cluster's own scheduler. */
export const BatchScheduler = {
    /** Holds the whole job back until its queue has room; the cluster's scheduler places the pods. */
    Kueue: "kueue",
    /** Apache YuniKorn. The operator's batch schedulers must be enabled. */
    YuniKorn: "yunikorn",
    /** Volcano. The operator's batch schedulers must be enabled. */
    Volcano: "volcano",
    /**
     * A kube-scheduler of this name with the plugin for pod groups (coscheduling). The operator's
     * batch schedulers must be enabled, with this name.
     */
    KubeScheduler: "kube-scheduler",
} as const;
export type BatchScheduler = (typeof BatchScheduler)[keyof typeof BatchScheduler];

/** The batch scheduler of a job. It must be installed; the platform brings none. */
export interface SchedulerArgs {
    name: BatchScheduler;
    /**
     * Queue that the job waits in: with Kueue a LocalQueue of the team's namespace, and required;
     * not for `kube-scheduler`.
     * @default the scheduler's own default queue
     */
    queue?: pulumi.Input<string>;
    /**
     * Priority in the queue: with Kueue a WorkloadPriorityClass, with Volcano the PriorityClass of
     * the job's pod group.
     * @default the scheduler's own
     */
    priorityClass?: pulumi.Input<string>;
}
