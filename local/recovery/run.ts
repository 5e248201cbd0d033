import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../sandbox/shell";
import { isRunning } from "../engine/processes";

/** The engine was stopped in its work: it may have left processes, a lock, half-made objects. */
export class Interrupted extends UserError {}

/**
 * One command at a time in a checkout. The file that says so stays where a command is killed or
 * interrupted, and so tells the next one.
 */
export async function asOnlyRun(
    file: string,
    command: string,
    work: (afterInterruption: boolean) => Promise<void>,
): Promise<void> {
    mkdirSync(dirname(file), { recursive: true });
    const afterInterruption = existsSync(file);
    if (afterInterruption) {
        refuseWhereRunning(file);
        rmSync(file);
    }
    claim(file, command);
    try {
        await work(afterInterruption);
    } catch (error) {
        // A failure before the mending of an interruption leaves that to the next run.
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
            throw new UserError("Another make up or make down just started in this checkout.");
        }
        throw error;
    }
}

function refuseWhereRunning(file: string): void {
    const text = readFileSync(file, "utf8");
    // A command killed between making and filling the file leaves it empty.
    const { pid, command } = (text ? JSON.parse(text) : {}) as { pid?: number; command?: string };
    if (pid !== undefined && pid !== process.pid && isRunning(pid, "local/cli")) {
        throw new UserError(
            `make ${command} runs in this checkout already (process ${pid}): ` +
                "wait for it, or stop it with Ctrl-C.",
        );
    }
}
