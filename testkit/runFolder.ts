import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { removeAtEnd, removeLeftovers } from "../sandbox/temporary";

/** Folders of stacks and examples; their location lets them find the checkout's packages. */
const INSIDE_CHECKOUT = resolve(__dirname, "../.local/test");

/** Tells the processes of a run that it has a folder. */
const MARK = "SPARK_PLATFORM_TEST_RUN";

/** A new folder inside the checkout that no test or benchmark run leaves behind. */
export function folderInCheckout(name: string): string {
    mkdirSync(INSIDE_CHECKOUT, { recursive: true, mode: 0o700 });
    const folder = mkdtempSync(join(INSIDE_CHECKOUT, `${name}-${process.pid}-`));
    removeAtEnd(folder);
    return folder;
}

/**
 * Gives this process and its children one temporary folder. At the end the folder is removed; if
 * files are left in it, or files of this process in the checkout, the run fails.
 */
export function beginRun(): void {
    if (process.env[MARK] !== undefined) {
        // A Mocha worker, which uses its parent's folder.
        return;
    }
    const name = "spark-platform-run";
    removeLeftovers(tmpdir(), new RegExp(`^${name}-(\\d+)-`));
    removeLeftovers(INSIDE_CHECKOUT, /^[a-z]+-(\d+)-/);
    const folder = mkdtempSync(join(tmpdir(), `${name}-${process.pid}-`));
    // ts-node would leave compiled code there, without saving time.
    const variables = { TMPDIR: folder, DISABLE_V8_COMPILE_CACHE: "1" };
    Object.assign(process.env, { [MARK]: folder, ...variables });

    let wasStopped = false;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        process.on(signal, () => {
            wasStopped = true;
            process.exit(128 + constants.signals[signal]);
        });
    }
    process.on("exit", () => {
        const left = endRun(folder);
        if (left.length > 0 && !wasStopped) {
            console.error(`Tests have left files behind:\n  ${left.join("\n  ")}`);
            process.exit(1);
        }
    });
}

/** Removes leftovers of this process, and returns their names. */
function endRun(folder: string): string[] {
    const mine = namesIn(INSIDE_CHECKOUT).filter((name) => name.includes(`-${process.pid}-`));
    const left = [
        ...namesIn(folder).map((name) => join(folder, name)),
        ...mine.map((name) => join(INSIDE_CHECKOUT, name)),
    ];
    [folder, ...left].forEach((path) => rmSync(path, { recursive: true, force: true }));
    return left;
}

function namesIn(folder: string): string[] {
    return existsSync(folder) ? readdirSync(folder) : [];
}
