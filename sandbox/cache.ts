import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    renameSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { UserError } from "./shell";

/** One folder per user, outside any checkout: built tools, images and the sandboxes themselves. */
export function cacheRoot(): string {
    return (
        process.env.SPARK_PLATFORM_CACHE ??
        join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "spark-platform")
    );
}

/** A short hash of everything that determines a build's result. */
export function contentKey(...parts: unknown[]): string {
    return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
}

/** Whether a build is finished. */
export function built(dir: string): boolean {
    return existsSync(join(dir, ".complete"));
}

/**
 * Creates `dir` with `make(temporary folder)`, atomically: an interrupted build leaves only a
 * temporary folder, which the next build of the same thing removes. Call it while holding a lock.
 */
export async function buildOnce(dir: string, make: (into: string) => void | Promise<void>) {
    if (built(dir)) {
        return;
    }
    const parent = dirname(dir);
    mkdirSync(parent, { recursive: true });
    for (const left of readdirSync(parent).filter((name) => name.startsWith(`${basename(dir)}.`))) {
        rmSync(join(parent, left), { recursive: true, force: true });
    }
    const temporary = mkdtempSync(`${dir}.building-`);
    try {
        await make(temporary);
        writeFileSync(join(temporary, ".complete"), "");
        renameSync(temporary, dir);
    } finally {
        rmSync(temporary, { recursive: true, force: true });
    }
}

/**
 * Holds a lock while `work` runs; the kernel releases it when this process ends, however it ends.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
    const file = join(cacheRoot(), "locks", name);
    mkdirSync(dirname(file), { recursive: true });
    const release = await acquire(file, () =>
        console.log(`Waiting for another process that holds ${file}`),
    );
    try {
        return await work();
    } finally {
        await release();
    }
}

function acquire(file: string, onWait: () => void): Promise<() => Promise<void>> {
    // flock's child lives until its standard input closes, at the latest when this process ends.
    const holder = spawn("flock", [file, "sh", "-c", "echo held; exec cat"], {
        stdio: ["pipe", "pipe", "inherit"],
    });
    const waiting = setTimeout(onWait, 1000);
    return new Promise((resolve, reject) => {
        holder.on("error", (error) => {
            clearTimeout(waiting);
            reject(new UserError(`Cannot run flock (${error.message}); install util-linux`));
        });
        holder.stdout.once("data", () => {
            clearTimeout(waiting);
            resolve(async () => {
                holder.stdin.end();
                await new Promise((done) => holder.once("close", done));
            });
        });
    });
}
