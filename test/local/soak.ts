import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { stopLeftovers } from "../../local/engine/processes";
import { NodeKind, sandboxDown, sandboxUp, type Sandbox } from "../../sandbox";
import { sleep } from "../../sandbox/shell";
import { temporaryFolder } from "../../sandbox/temporary";
import { kubectlOf } from "../../testkit/testSandbox";

/**
 * Interrupts `make up` and `make down` at random points and runs them again. The cluster is a
 * sandbox that the runs use as a kube context, so that nothing they leave behind disappears with
 * it.
 */
const runs = Number(process.env.RUNS ?? 20);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
/** Fake nodes run no Spark: fast, but still with all of the engine, Helm and the API server. */
const nodes = process.env.NODES === NodeKind.Fake ? NodeKind.Fake : NodeKind.Real;
const checkout = resolve(__dirname, "../..");

/** How a run is interrupted. */
const stops = {
    /** Ctrl-C at the terminal. */
    interrupt: (pid: number) => process.kill(-pid, "SIGINT"),
    /** `kill -9` of the command; the engine it started keeps running. */
    killCommand: (pid: number) => process.kill(pid, "SIGKILL"),
    /** Everything at once, as in a power failure. */
    killAll: async (pid: number, copy: string) => {
        process.kill(pid, "SIGKILL");
        await stopLeftovers(copy, 0);
    },
};

async function main(): Promise<void> {
    console.log(`SEED=${seed} RUNS=${runs}`);
    const sandbox = await sandboxUp({ id: "soak", nodes });
    const copy = copyOfCheckout(sandbox);
    try {
        const upMs = await timed(copy, "up");
        const downMs = await timed(copy, "down");
        assertNothingLeft(sandbox);
        for (let i = 1; i <= runs; i++) {
            const phase = pick(["create", "change", "destroy"] as const);
            const stop = pick(Object.keys(stops) as (keyof typeof stops)[]);
            if (phase !== "create") {
                await complete(copy, "up");
            }
            if (phase === "change") {
                change(copy, i);
            }
            const command = phase === "destroy" ? "down" : "up";
            const afterMs = Math.round(random() * (command === "up" ? upMs : downMs));
            console.log(`\n== ${i}/${runs}: ${phase}, ${stop} after ${afterMs} ms`);
            await cutOff(copy, command, afterMs, stop);
            if (pick([true, false])) {
                await complete(copy, "up");
                assert.match(await complete(copy, "up"), /Resources:\n +\d+ unchanged\n/);
            }
            await complete(copy, "down");
            assertNothingLeft(sandbox);
        }
        console.log(`${runs} of ${runs} converged (SEED=${seed})`);
    } finally {
        await sandboxDown("soak");
    }
}

/** A separate checkout whose stack refers to the sandbox like any other cluster. */
function copyOfCheckout({ context, kubeconfig, artifacts }: Sandbox): string {
    const copy = temporaryFolder("soak");
    const unwanted = /^(node_modules|bin|coverage|\.local|\.git)$/;
    cpSync(checkout, copy, {
        recursive: true,
        filter: (source) => !unwanted.test(source.slice(checkout.length + 1)),
    });
    symlinkSync(join(checkout, "node_modules"), join(copy, "node_modules"));
    mkdirSync(join(copy, ".local"));
    edit(copy, (config) => {
        config["spark-platform:cluster"] = { kind: "kubernetes", context, kubeconfig };
        config["spark-platform:artifacts"] = artifacts;
        if (nodes === NodeKind.Fake) {
            config["spark-platform:operator"] = { values: { webhook: { enable: false } } };
            jobsOf(config).forEach((job) => (job.wait = "none"));
        }
    });
    return copy;
}

/** A change that upgrades the operator's release and runs the jobs again. */
function change(copy: string, i: number): void {
    edit(copy, (config) => {
        const enable = nodes === NodeKind.Real;
        config["spark-platform:operator"] = {
            values: { controller: { workers: 10 + i }, webhook: { enable } },
        };
        jobsOf(config).forEach((job) => (job.trigger = String(i)));
    });
}

function jobsOf(config: Record<string, unknown>): { wait?: string; trigger?: string }[] {
    return Object.values(config["spark-platform:jobs"] as Record<string, object>);
}

function edit(copy: string, change: (config: Record<string, unknown>) => void): void {
    const file = join(copy, "Pulumi.local.yaml");
    const stack = parse(readFileSync(file, "utf8")) as { config: Record<string, unknown> };
    change(stack.config);
    writeFileSync(file, stringify(stack));
}

function start(copy: string, command: string) {
    const child = spawn(
        process.execPath,
        ["--require", "ts-node/register/transpile-only", "local/cli.ts", command],
        { cwd: copy, detached: true, stdio: ["ignore", "pipe", "pipe"] },
    );
    let output = "";
    const keep = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const code = new Promise<number | null>((done) => child.once("exit", (status) => done(status)));
    return { pid: child.pid as number, code, output: () => output };
}

/** Runs a command that must succeed. */
async function complete(copy: string, command: "up" | "down"): Promise<string> {
    const started = Date.now();
    const { code, output } = start(copy, command);
    const status = await code;
    assert.equal(status, 0, `make ${command} failed:\n${output()}`);
    if (command === "up" && nodes === NodeKind.Real) {
        assert.match(output(), /Pi is roughly 3\.1/);
    }
    // Neither this run nor the previous one, which may have been killed, leaves a kubeconfig.
    const files = readdirSync(join(copy, ".local"), { recursive: true, encoding: "utf8" });
    assert.deepEqual(
        files.filter((name) => name.startsWith("tmp/")),
        [],
    );
    console.log(`make ${command}: ${Math.round((Date.now() - started) / 1000)} s`);
    return output();
}

async function timed(copy: string, command: "up" | "down"): Promise<number> {
    const started = Date.now();
    await complete(copy, command);
    return Date.now() - started;
}

async function cutOff(
    copy: string,
    command: string,
    afterMs: number,
    stop: keyof typeof stops,
): Promise<void> {
    const { pid, code, output } = start(copy, command);
    await Promise.race([sleep(afterMs), code]);
    try {
        await stops[stop](pid, copy);
    } catch {
        // It has exited.
    }
    await code;
    console.log(`stopped at: ${output().trimEnd().split("\n").at(-1)}`);
}

function assertNothingLeft(sandbox: Sandbox): void {
    const kinds = [
        "namespaces,customresourcedefinitions,clusterroles,clusterrolebindings",
        "mutatingwebhookconfigurations,validatingwebhookconfigurations",
    ];
    const names = kubectlOf(sandbox, "get", kinds.join(","), "-o", "name");
    const left = names.split("\n").filter((name) => /spark|processing/.test(name));
    assert.deepEqual(left, []);
}

function pick<T>(from: readonly T[]): T {
    return from[Math.floor(random() * from.length)] as T;
}

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
    let state = start;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
