import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

/** What goes with this process. */
const made: string[] = [];

/**
 * A new folder for temporary files that goes with this process at the latest. What killed processes
 * left under the same name goes now.
 */
export function temporaryFolder(name: string): string {
    removeLeftovers(tmpdir(), new RegExp(`^${name}-(\\d+)-`));
    const folder = mkdtempSync(join(tmpdir(), `${name}-${process.pid}-`));
    removeAtEnd(folder);
    return folder;
}

/** Removes a folder when this process ends, also by a signal, but for SIGKILL. */
export function removeAtEnd(folder: string): void {
    if (made.push(folder) > 1) {
        return;
    }
    process.once("exit", () =>
        made.forEach((one) => rmSync(one, { recursive: true, force: true })),
    );
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        process.on(signal, () => {
            // Whoever else listens has to end something first, e.g. the engine.
            if (process.listenerCount(signal) === 1) {
                process.exit(128 + constants.signals[signal]);
            }
        });
    }
}

/**
 * Removes folders of processes that run no more.
 *
 * @param pattern of a folder's name, with the number of its process
 */
export function removeLeftovers(parent: string, pattern: RegExp): void {
    for (const name of existsSync(parent) ? readdirSync(parent) : []) {
        const [, pid] = pattern.exec(name) ?? [];
        if (pid !== undefined && !isRunning(Number(pid))) {
            rmSync(join(parent, name), { recursive: true, force: true });
        }
    }
}

function isRunning(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        // Another user's.
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
