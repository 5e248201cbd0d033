import { execFileSync, spawnSync } from "node:child_process";

/** An error for the user: printed without a stack trace. */
export class UserError extends Error {}

export interface RunOptions {
    cwd?: string;
    env?: NodeJS.ProcessEnv;
    input?: string;
    timeoutMs?: number;
}

/**
 * Runs a command and returns its standard output; an error includes the last lines of its output.
 */
export function run(command: string, args: string[], options: RunOptions = {}): string {
    const result = spawnSync(command, args, {
        cwd: options.cwd,
        env: options.env ?? process.env,
        input: options.input ?? "",
        timeout: options.timeoutMs,
        encoding: "utf8",
        maxBuffer: 256 * 1024 * 1024,
    });
    if (result.error) {
        throw new UserError(`Cannot run ${command}: ${result.error.message}`);
    }
    if (result.status !== 0) {
        const said = lastLines(`${result.stdout}\n${result.stderr}`, 30);
        const how =
            result.status === null ? `killed by ${result.signal}` : `exit code ${result.status}`;
        throw new UserError(`${command} ${args.join(" ")}: ${how}\n${said}`);
    }
    return result.stdout;
}

/** Whether the command runs and exits with 0. */
export function succeeds(command: string, args: string[], options: RunOptions = {}): boolean {
    return (
        spawnSync(command, args, {
            cwd: options.cwd,
            env: options.env ?? process.env,
            timeout: options.timeoutMs,
            stdio: "ignore",
        }).status === 0
    );
}

/** The full path of a program; undefined if it is not found. */
export function which(program: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
    try {
        return execFileSync("sh", ["-c", 'command -v "$0"', program], {
            env,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
        }).trim();
    } catch {
        return undefined;
    }
}

export function lastLines(output: string, count: number): string {
    return output.trimEnd().split("\n").slice(-count).join("\n").trim();
}

export function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
}
