/**
 * Longest name of a SparkApplication. Spark adds a dash and 16 characters for the names of
 * executors, which may have 47 without their number; `-driver`, `-ui-svc` fit as well.
 */
const MAX_LENGTH = 30;

/** Name of a job's SparkApplication: another hash is another run. */
export function applicationName(job: string, hash: string): string {
    const room = MAX_LENGTH - hash.length - 1;
    return `${job.slice(0, room).replace(/-+$/, "")}-${hash}`;
}
