import { SparkApplicationArgs, Wait } from "../args/jobArgs";

/** What a timeout does not cover if no update waits for the job; undefined if one does. */
export function timeoutNotice({
    timeout,
    wait = Wait.None,
}: Pick<SparkApplicationArgs, "timeout" | "wait">): string | undefined {
    return timeout === undefined || wait !== Wait.None
        ? undefined
        : `timeout: stops the driver ${timeout} after it gets a node. A driver that never gets a node is not ` +
              'stopped, since no update waits for this job: set wait to "running" or "completed"';
}
