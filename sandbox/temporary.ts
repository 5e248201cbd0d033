import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

/** Folders to remove when this process exits. */
const made: string[] = [];

/**
 * Creates a temporary folder that is removed when this process exits, at the latest. Leftovers of
 * killed processes with the same name are removed now.
 */
export function temporaryFolder(name: string): string {
    removeLeftovers(tmpdir(), new RegExp(`^${name}-(\\d+)-`));
    const folder = mkdtempSync(join(tmpdir(), `${name}-${process.pid}-`));
    removeAtEnd(folder);
    return folder;
}

/** Removes a folder when this process exits, even by a signal, except SIGKILL. */
export function removeAtEnd(folder: string): void {
    if (made.push(folder) > 1) {
        return;
    }
    process.once("exit", () =>
        made.forEach((one) => rmSync(one, { recursive: true, force: true })),
    );
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        process.on(signal, () => {
            // Other listeners must stop something first, e.g. the engine.
            if (process.listenerCount(signal) === 1) {
                process.exit(128 + constants.signals[signal]);
            }
        });
    }
}

/**
 * Removes folders of processes that no longer run.
 *
 * @param pattern for a folder's name, which captures the PID of its process
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
        // The process belongs to another user.
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
