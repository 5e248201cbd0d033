import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../sandbox/shell";
import { Interrupted } from "./run";

const MIB = 1024 * 1024;
/** State, copies, logs and kubeconfigs of one run; the state is written at each step. */
const NEEDED_BYTES = 64 * MIB;
/** Below this, a state file may have been written incompletely. */
const FULL_BYTES = 4 * MIB;

/** Refuses to start an update that could not be recorded. */
export function refuseFullDisk(folder: string, free = freeBytes): void {
    const left = free(folder);
    if (left < NEEDED_BYTES) {
        throw new UserError(
            `The disk that holds ${folder} has ${Math.floor(left / MIB)} MiB left; the state needs ` +
                `${NEEDED_BYTES / MIB} MiB. Nothing was changed. Free some space and run the command again.`,
        );
    }
}

/** Runs the engine; if it fails on a full disk, the state may lack what it created. */
export async function explainFullDisk(
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
            `The disk that holds ${folder} is full, so the state could not be written. ` +
                "Free some space and run the command again to continue.",
        );
    }
}

function freeBytes(folder: string): number {
    const existing = existsSync(folder) ? folder : dirname(folder);
    const { bavail, bsize } = statfsSync(existing);
    return bavail * bsize;
}
