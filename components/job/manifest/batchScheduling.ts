import * as pulumi from "@pulumi/pulumi";
import { BatchScheduler, SchedulerArgs } from "../args/schedulerArgs";

type KnownScheduler = pulumi.Unwrap<SchedulerArgs>;

/** The operator does not copy labels with this prefix to an application's pods. */
export const KUEUE_LABELS = "kueue.x-k8s.io/";

/** Label that puts an application into a Kueue queue. */
export const QUEUE_LABEL = `${KUEUE_LABELS}queue-name`;

/**
 * Labels that put an application into a Kueue queue; Kueue's webhook then suspends it until it is
 * admitted.
 */
export function queueLabels(scheduler: KnownScheduler | undefined): Record<string, string> {
    if (scheduler?.name !== BatchScheduler.Kueue) {
        return {};
    }
    const { queue, priorityClass } = scheduler;
    return {
        ...(queue !== undefined && { [QUEUE_LABEL]: queue }),
        ...(priorityClass !== undefined && { [`${KUEUE_LABELS}priority-class`]: priorityClass }),
    };
}

/** Fields that make the operator hand an application to one of its own batch schedulers. */
export function batchScheduling(scheduler: KnownScheduler | undefined) {
    const batchScheduler = podScheduler(scheduler);
    if (scheduler === undefined || batchScheduler === undefined) {
        return {};
    }
    const { queue, priorityClass: priorityClassName } = scheduler;
    const hasOptions = queue !== undefined || priorityClassName !== undefined;
    return {
        batchScheduler,
        ...(hasOptions && { batchSchedulerOptions: { queue, priorityClassName } }),
    };
}

/** The scheduler of the pods, if it is not the cluster's default. */
export function podScheduler(scheduler: KnownScheduler | undefined): string | undefined {
    return scheduler === undefined || scheduler.name === BatchScheduler.Kueue
        ? undefined
        : scheduler.name;
}
