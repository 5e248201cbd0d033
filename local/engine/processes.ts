import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { run, sleep } from "../../sandbox/shell";

/**
 * This environment variable marks the engine that we start, and thus every process that it starts.
 */
const mark = "SPARK_PLATFORM_RUN";

export function marked(checkout: string): NodeJS.ProcessEnv {
    return { [mark]: checkout };
}

export interface Process {
    pid: number;
    /** Program and arguments. */
    command: string[];
    /** `NAME=value` entries. */
    environment: string[];
}

/**
 * Stops what an interrupted run left behind: first the engine, gracefully so that it can save its
 * state, then the language host, the program and the plugins.
 */
export async function stopLeftovers(checkout: string, patienceMs = 20_000): Promise<number> {
    const ours = () => processes().filter((one) => isMarked(one, checkout));
    const engines = () => ours().filter((one) => basename(one.command[0] ?? "") === "pulumi");
    const found = ours().length;

    engines().forEach((one) => end(one.pid, "SIGINT"));
    const deadline = Date.now() + patienceMs;
    while (engines().length > 0 && Date.now() < deadline) {
        await sleep(200);
    }
    while (ours().length > 0) {
        ours().forEach((one) => end(one.pid, "SIGKILL"));
        await sleep(50);
    }
    return found;
}

export function isMarked(one: Process, checkout: string): boolean {
    return one.environment.includes(`${mark}=${checkout}`);
}

export function isRunning(pid: number, commandPart: string): boolean {
    return processes().some(
        (one) => one.pid === pid && one.command.some((part) => part.includes(commandPart)),
    );
}

function end(pid: number, signal: NodeJS.Signals): void {
    try {
        process.kill(pid, signal);
    } catch {
        // It has exited in the meantime.
    }
}

function processes(): Process[] {
    return existsSync("/proc/self/environ") ? fromProc() : fromPs(run("ps", ["axeww", ...psForm]));
}

function fromProc(): Process[] {
    return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .flatMap((name) => {
            try {
                const list = (file: string) =>
                    readFileSync(`/proc/${name}/${file}`, "utf8").split("\0");
                const command = list("cmdline");
                // A zombie has no command line.
                return command[0] === ""
                    ? []
                    : [{ pid: Number(name), command, environment: list("environ") }];
            } catch {
                // It has exited in the meantime, or belongs to another user.
                return [];
            }
        });
}

const psForm = ["-o", "pid=,command="];

/** macOS: `ps` prints arguments and environment on one line. */
export function fromPs(output: string): Process[] {
    return output
        .split("\n")
        .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
        .filter((match) => match !== null)
        .map((match) => {
            const words = (match[2] ?? "").split(" ");
            return { pid: Number(match[1]), command: words, environment: words };
        });
}
