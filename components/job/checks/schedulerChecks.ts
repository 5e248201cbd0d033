import { Check, fields, input, isPlainObject, required, rule } from "../../validation/checks";
import { nameInLabel } from "../../validation/labels";
import { formatValue, pathTo } from "../../validation/problems";
import { oneOf } from "../../validation/values";
import { BatchScheduler, SchedulerArgs } from "../args/schedulerArgs";

export const scheduler = fields<SchedulerArgs>({
    name: required(oneOf("batch scheduler", BatchScheduler)),
    queue: input(nameInLabel),
    priorityClass: input(nameInLabel),
});

/**
 * Arguments that a scheduler does not support, by its name; read from the operator 2.5.2,
 * internal/scheduler.
 */
const UNSUPPORTED: Record<string, Partial<Record<keyof SchedulerArgs, string>>> = {
    [BatchScheduler.YuniKorn]: {
        priorityClass: "is not passed to YuniKorn, which reads the pods' own: remove it",
    },
    [BatchScheduler.KubeScheduler]: {
        queue: "has no effect on kube-scheduler, whose pod groups have no queues: remove it",
        priorityClass: "is not passed to kube-scheduler, which reads the pods' own: remove it",
    },
};

/** Properties that set the scheduler of Spark's pods. */
const SCHEDULER_PROPERTIES = [
    "spark.kubernetes.scheduler.name",
    "spark.kubernetes.driver.scheduler.name",
    "spark.kubernetes.executor.scheduler.name",
];

/** Rules between a job's scheduler and its other arguments. */
export const schedulerRules: Check[] = [
    (job, path, problems) => {
        const { name, ...rest } = schedulerOf(job);
        const at = (key: string) => pathTo(pathTo(path, "scheduler"), key);
        if (name === BatchScheduler.Kueue && rest["queue"] === undefined) {
            problems.add(
                at("queue"),
                "is missing: name a LocalQueue in the team's namespace; Kueue ignores jobs without one",
            );
        }
        for (const [key, message] of Object.entries(UNSUPPORTED[String(name)] ?? {})) {
            if (rest[key] !== undefined) {
                problems.add(at(key), message);
            }
        }
    },
    (job, path, problems) => {
        const executor = isPlainObject(job) ? job["executor"] : undefined;
        const { dynamicAllocation } = isPlainObject(executor) ? executor : {};
        if (isKueue(job) && dynamicAllocation !== undefined) {
            problems.add(
                pathTo(pathTo(path, "executor"), "dynamicAllocation"),
                "is rejected by Kueue, which admits jobs with a fixed number of pods only: " +
                    "use executor.instances",
            );
        }
    },
    (job, path, problems) => {
        const { name } = schedulerOf(job);
        const conf = isPlainObject(job) && isPlainObject(job["conf"]) ? job["conf"] : {};
        for (const key of name === undefined || isKueue(job) ? [] : SCHEDULER_PROPERTIES) {
            if (conf[key] !== undefined) {
                problems.add(
                    pathTo(pathTo(path, "conf"), key),
                    `is set by \`scheduler.name\` (${formatValue(name)}); remove it here`,
                );
            }
        }
    },
];

/** Kueue suspends and resumes a job itself, and would overwrite a person's choice. */
export const kueueControlsSuspend = rule((job) =>
    isKueue(job) && job["suspend"] === true
        ? [
              "suspend",
              "cannot be combined with scheduler kueue, which suspends and resumes jobs itself: " +
                  "remove it, or stop the queue (stopPolicy: Hold on the LocalQueue)",
          ]
        : undefined,
);

function isKueue(job: unknown): boolean {
    return schedulerOf(job)["name"] === BatchScheduler.Kueue;
}

function schedulerOf(job: unknown): Record<string, unknown> {
    const given = isPlainObject(job) ? job["scheduler"] : undefined;
    return isPlainObject(given) ? given : {};
}
