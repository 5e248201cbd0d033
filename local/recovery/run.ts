import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../sandbox/shell";
import { isRunning } from "../engine/processes";

/** The engine was interrupted: it may have left processes, a lock or half-created objects. */
export class Interrupted extends UserError {}

/**
 * Runs one command at a time per checkout. The lock file remains if a command is killed or
 * interrupted, so that the next one knows.
 */
export async function runExclusively(
    file: string,
    command: string,
    work: (afterInterruption: boolean) => Promise<void>,
): Promise<void> {
    mkdirSync(dirname(file), { recursive: true });
    const afterInterruption = existsSync(file);
    if (afterInterruption) {
        refuseConcurrentRun(file);
        rmSync(file);
    }
    claim(file, command);
    try {
        await work(afterInterruption);
    } catch (error) {
        // A failure before an interruption is repaired leaves the repair to the next run.
        if (!(error instanceof Interrupted) && !afterInterruption) {
            rmSync(file, { force: true });
        }
        throw error;
    }
    rmSync(file, { force: true });
}

function claim(file: string, command: string): void {
    try {
        writeFileSync(file, JSON.stringify({ pid: process.pid, command }), { flag: "wx" });
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") {
            throw new UserError("Another make up or make down has just started in this checkout.");
        }
        throw error;
    }
}

function refuseConcurrentRun(file: string): void {
    const content = readFileSync(file, "utf8");
    // A command killed between creating and writing the file leaves it empty.
    const { pid, command } = (content ? JSON.parse(content) : {}) as {
        pid?: number;
        command?: string;
    };
    if (pid !== undefined && pid !== process.pid && isRunning(pid, "local/cli")) {
        throw new UserError(
            `make ${command} is already running in this checkout (process ${pid}): ` +
                "wait for it, or stop it with Ctrl-C.",
        );
    }
}
