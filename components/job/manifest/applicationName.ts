import { contentHash } from "../../hash";

/**
 * Longest name of a SparkApplication. Spark adds a dash and 16 characters for the names of
 * executors, which may have 47 without their number in Spark 3.3.0; `-driver`, `-ui-svc` fit as well.
 */
const MAX_LENGTH = 30;

/**
 * Longest name of a ScheduledSparkApplication. The operator adds a dash and 19 digits (nanoseconds)
 * for the name of each run, which is a label of its pods and so has 63 characters at most.
 */
const MAX_SCHEDULED_LENGTH = 63 - 20;

/** Name of a job's SparkApplication: another hash is another run. */
export function applicationName(job: string, hash: string): string {
    return withSuffix(job, hash, MAX_LENGTH);
}

/** Name of a job's ScheduledSparkApplication: the job's, cut where it is too long. */
export function scheduledName(job: string): string {
    return job.length <= MAX_SCHEDULED_LENGTH
        ? job
        : withSuffix(job, contentHash(job), MAX_SCHEDULED_LENGTH);
}

function withSuffix(name: string, suffix: string, maxLength: number): string {
    const room = maxLength - suffix.length - 1;
    return `${name.slice(0, room).replace(/-+$/, "")}-${suffix}`;
}
