import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../sandbox/shell";
import { Interrupted } from "./run";

const MIB = 1024 * 1024;
/** State, copies, logs and kubeconfigs of one run; the state alone is written at each step. */
const NEEDED_BYTES = 64 * MIB;
/** Below that a file of the state may not have been written whole. */
const FULL_BYTES = 4 * MIB;

/** Refuses to begin what could not be recorded. */
export function refuseFullDisk(folder: string, free = freeBytes): void {
    const left = free(folder);
    if (left < NEEDED_BYTES) {
        throw new UserError(
            `The disk of ${folder} has ${Math.floor(left / MIB)} MiB left, and the state needs ` +
                `${NEEDED_BYTES / MIB} MiB: free some, and run the same command again. Nothing was changed.`,
        );
    }
}

/** Runs the engine; where it fails on a full disk, its state may lack what it has made. */
export async function whereDiskIsFull(
    folder: string,
    work: () => Promise<void>,
    free = freeBytes,
): Promise<void> {
    try {
        await work();
    } catch (error) {
        if (error instanceof Interrupted || free(folder) >= FULL_BYTES) {
            throw error;
        }
        // The next run compares state and cluster, as after any interruption.
        throw new Interrupted(
            `The disk of ${folder} is full, so the state could not be written. ` +
                "Free some, and run the same command again: it goes on from there.",
        );
    }
}

function freeBytes(folder: string): number {
    const existing = existsSync(folder) ? folder : dirname(folder);
    const { bavail, bsize } = statfsSync(existing);
    return bavail * bsize;
}
