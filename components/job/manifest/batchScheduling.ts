import * as pulumi from "@pulumi/pulumi";
import { BatchScheduler, SchedulerArgs } from "../args/schedulerArgs";

type KnownScheduler = pulumi.Unwrap<SchedulerArgs>;

/** The operator leaves labels of this prefix on the application, and keeps them from its pods. */
export const KUEUE_LABELS = "kueue.x-k8s.io/";

/** By it Kueue takes an application. */
export const QUEUE_LABEL = `${KUEUE_LABELS}queue-name`;

/** Labels by which Kueue takes an application; its webhook then suspends it until it is admitted. */
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

/** Fields by which the operator hands an application to a batch scheduler of its own. */
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

/** The scheduler of the pods themselves, where it is not the cluster's own. */
export function podScheduler(scheduler: KnownScheduler | undefined): string | undefined {
    return scheduler === undefined || scheduler.name === BatchScheduler.Kueue
        ? undefined
        : scheduler.name;
}
