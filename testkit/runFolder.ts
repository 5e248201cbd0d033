import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { removeAtEnd, removeLeftovers } from "../sandbox/temporary";

/** Folders of stacks and examples, which find the checkout's packages by their place. */
const INSIDE_CHECKOUT = resolve(__dirname, "../.local/test");

/** Says to the processes of a run that it has a folder. */
const MARK = "SPARK_PLATFORM_TEST_RUN";

/** A new folder inside the checkout that no run of tests or benches leaves behind. */
export function folderInCheckout(name: string): string {
    mkdirSync(INSIDE_CHECKOUT, { recursive: true, mode: 0o700 });
    const folder = mkdtempSync(join(INSIDE_CHECKOUT, `${name}-${process.pid}-`));
    removeAtEnd(folder);
    return folder;
}

/**
 * Gives this process, and all that it starts, one folder for temporary files. At the end the folder
 * is removed; where something is left in it, or of this process in the checkout, the run fails.
 */
export function beginRun(): void {
    if (process.env[MARK] !== undefined) {
        // A worker of Mocha's, which works in its parent's folder.
        return;
    }
    const name = "spark-platform-run";
    removeLeftovers(tmpdir(), new RegExp(`^${name}-(\\d+)-`));
    removeLeftovers(INSIDE_CHECKOUT, /^[a-z]+-(\d+)-/);
    const folder = mkdtempSync(join(tmpdir(), `${name}-${process.pid}-`));
    // Compiled code of ts-node would be left there; it saves no time.
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

/** Removes what is left of this process, and returns it. */
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
