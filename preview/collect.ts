import { execFile, ExecFileException } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { temporaryFolder } from "../sandbox/temporary";
import { stacksOf } from "./configuration";
import { Preview, PreviewedStack } from "./resources";

const TIMEOUT_MS = 120_000;
const HOOK = require.resolve("ts-node/register/transpile-only");

/** Runs every stack of a folder, each in its own process, because mocks are global. */
export async function collect(folder: string, timeout = TIMEOUT_MS): Promise<Preview> {
    const temporary = temporaryFolder("previews");
    try {
        const preview: Preview = {};
        const open = stacksOf(folder);
        const work = async () => {
            for (let stack = open.shift(); stack !== undefined; stack = open.shift()) {
                preview[stack] = await runOne(folder, stack, join(temporary, stack), timeout);
            }
        };
        await Promise.all(Array.from({ length: availableParallelism() }, work));
        return preview;
    } finally {
        rmSync(temporary, { recursive: true });
    }
}

async function runOne(
    folder: string,
    stack: string,
    file: string,
    timeout: number,
): Promise<PreviewedStack> {
    const script = join(__dirname, "runStack.ts");
    const args = ["--require", HOOK, script, folder, stack, file];
    const why = await new Promise<string | undefined>((resolve) => {
        // The program's output is not part of its resources.
        execFile(process.execPath, args, { timeout, killSignal: "SIGKILL" }, (error, _, stderr) =>
            resolve(error ? reasonOf(error, stderr, timeout) : undefined),
        );
    });
    if (why !== undefined || !existsSync(file)) {
        const reason = why ?? "it exited by itself";
        return {
            resources: [],
            warnings: [],
            error: `The program did not finish: ${reason}`,
        };
    }
    return JSON.parse(readFileSync(file, "utf8")) as PreviewedStack;
}

function reasonOf(error: ExecFileException, stderr: string, timeout: number): string {
    return error.killed ? `it took longer than ${timeout / 1000} s` : stderr || error.message;
}
