import { sleep } from "../sandbox/shell";
import type { Run } from "../testkit/stack";

const LONGEST_WAIT_SECONDS = 900;

const NO_CHANGE_SECONDS = 20;

/**
 * Frequent enough for figures in whole seconds, rare enough to leave the CPU to the controllers.
 */
const PAUSE_MILLIS = 1000;

/** Runs the engine; throws an error with its output if it fails. */
export function ok(run: Run): Run {
    if (run.code !== 0) {
        throw new Error(run.output);
    }
    return run;
}

export async function seconds(work: () => void | Promise<void>): Promise<number> {
    const began = Date.now();
    await work();
    return (Date.now() - began) / 1000;
}

/** The middle value; for an even number of values, the mean of the middle two. */
export function median(values: number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), sorted.length / 2 + 1);
    return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/**
 * Polls until nothing is left.
 *
 * @param help is called whenever the number left has not changed for some seconds
 */
export async function untilNone(
    what: string,
    ask: () => string[],
    help: () => void | Promise<void> = () => undefined,
): Promise<void> {
    const began = Date.now();
    let last = { count: NaN, since: began };
    for (;;) {
        const left = ask();
        if (left.length === 0) {
            return;
        }
        const now = Date.now();
        if (now - began > LONGEST_WAIT_SECONDS * 1000) {
            const some = left.slice(0, 5).join(", ");
            throw new Error(`after ${LONGEST_WAIT_SECONDS} s: ${left.length} ${what}: ${some}`);
        }
        if (left.length !== last.count) {
            last = { count: left.length, since: now };
        } else if (now - last.since > NO_CHANGE_SECONDS * 1000) {
            await help();
            last = { count: left.length, since: Date.now() };
        }
        await sleep(PAUSE_MILLIS);
    }
}
