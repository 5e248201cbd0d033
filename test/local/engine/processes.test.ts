import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import {
    isMarked,
    stopLeftovers,
    fromPs,
    isRunning,
    marked,
} from "../../../local/engine/processes";
import { emptyCheckout } from "../support";

/**
 * A process that says when it is ready, exits on SIGINT with code 7, and otherwise lives a minute.
 */
const patient = `
    process.on("SIGINT", () => process.exit(7));
    setTimeout(() => {}, 60000);
    console.log("ready");
`;

async function start(program: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
    const child = spawn(program, ["-e", patient], { env: { ...process.env, ...env } });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    return child;
}

function ended(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
    return new Promise((resolve) => child.once("exit", (code, signal) => resolve([code, signal])));
}

describe("what an interrupted run left", () => {
    it("is stopped: the engine gracefully, its children by force, other processes not at all", async () => {
        const { checkout } = emptyCheckout();
        const pulumi = join(checkout, "pulumi");
        symlinkSync(process.execPath, pulumi);
        const engine = await start(pulumi, marked(checkout));
        const plugin = await start(process.execPath, marked(checkout));
        const neighbour = await start(process.execPath, marked(`${checkout}2`));
        const ends = Promise.all([ended(engine), ended(plugin)]);

        assert.equal(await stopLeftovers(checkout), 2);
        assert.deepEqual(await ends, [
            [7, null],
            [null, "SIGKILL"],
        ]);
        assert.equal(neighbour.exitCode, null);
        assert.equal(neighbour.signalCode, null);
        neighbour.kill("SIGKILL");
    });

    it("is nothing without an earlier run", async () => {
        assert.equal(await stopLeftovers(emptyCheckout().checkout), 0);
    });
});

describe("isRunning", () => {
    it("recognizes this process by part of its command", () => {
        assert.equal(isRunning(process.pid, "mocha"), true);
        assert.equal(isRunning(process.pid, "local/cli"), false);
    });
});

describe("the process list of ps", () => {
    it("includes their environment", () => {
        const [one, two] = fromPs(
            [
                "  PID COMMAND",
                "  501 /usr/local/bin/pulumi up HOME=/Users/a SPARK_PLATFORM_RUN=/Users/a/checkout",
                "  502 /bin/zsh HOME=/Users/a",
                "",
            ].join("\n"),
        );
        assert.deepEqual([one?.pid, two?.pid], [501, 502]);
        assert.equal(one && isMarked(one, "/Users/a/checkout"), true);
        assert.equal(one && isMarked(one, "/Users/a"), false);
        assert.equal(two && isMarked(two, "/Users/a/checkout"), false);
    });
});
