import { contentHash } from "../../hash";

/**
 * Maximum length of a SparkApplication's name. Spark adds a dash and 16 characters to name
 * executors, which may have 47 characters without their number in Spark 3.3.0; `-driver` and
 * `-ui-svc` fit as well.
 */
const MAX_LENGTH = 30;

/**
 * Maximum length of a ScheduledSparkApplication's name. The operator adds a dash and 19 digits
 * (nanoseconds) to name each run; that name is a label of the run's pods and so has at most 63
 * characters.
 */
const MAX_SCHEDULED_LENGTH = 63 - 20;

/** Name of a job's SparkApplication: a different hash is a different run. */
export function applicationName(job: string, hash: string): string {
    return withSuffix(job, hash, MAX_LENGTH);
}

/** Name of a job's ScheduledSparkApplication: the job's name, truncated if it is too long. */
export function scheduledName(job: string): string {
    return job.length <= MAX_SCHEDULED_LENGTH
        ? job
        : withSuffix(job, contentHash(job), MAX_SCHEDULED_LENGTH);
}

function withSuffix(name: string, suffix: string, maxLength: number): string {
    const room = maxLength - suffix.length - 1;
    return `${name.slice(0, room).replace(/-+$/, "")}-${suffix}`;
}
