import type { Run } from "../test/support/stack";

/** A run of the engine that went well; an error with its output otherwise. */
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

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), sorted.length / 2 + 1);
    return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
