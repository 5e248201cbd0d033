import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stacksOf } from "./configuration";
import { Preview, PreviewedStack } from "./resources";

const TIMEOUT_MS = 120_000;
const HOOK = require.resolve("ts-node/register/transpile-only");

/** Runs every stack of a folder, each in a process of its own: mocks are global. */
export function collect(folder: string): Preview {
    const temporary = mkdtempSync(join(tmpdir(), "previews-"));
    try {
        const stacks = stacksOf(folder);
        return Object.fromEntries(
            stacks.map((stack) => [stack, runOne(folder, stack, join(temporary, stack))]),
        );
    } finally {
        rmSync(temporary, { recursive: true });
    }
}

function runOne(folder: string, stack: string, file: string): PreviewedStack {
    const script = join(__dirname, "runStack.ts");
    const run = spawnSync(process.execPath, ["--require", HOOK, script, folder, stack, file], {
        encoding: "utf8",
        timeout: TIMEOUT_MS,
        // Warnings of the program are not part of its resources.
        stdio: ["ignore", "ignore", "pipe"],
    });
    if (run.status !== 0) {
        const why = run.error?.message ?? run.stderr;
        return { resources: [], error: `The program stopped: ${why}` };
    }
    return JSON.parse(readFileSync(file, "utf8")) as PreviewedStack;
}
