import { SparkApplicationArgs, Wait } from "../args/jobArgs";

/** What a timeout does not reach, where no update waits for the job; nothing where one does. */
export function timeoutNews({
    timeout,
    wait = Wait.None,
}: Pick<SparkApplicationArgs, "timeout" | "wait">): string | undefined {
    return timeout === undefined || wait !== Wait.None
        ? undefined
        : `timeout: ends the driver ${timeout} after it has got a node. Nothing ends a driver that gets ` +
              'none, since no update waits for this job: set wait to "running" or "completed"';
}
