import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { built, buildOnce, withLock } from "../../sandbox/cache";
import { sleep } from "../../sandbox/shell";

describe("the build cache", () => {
    const before = process.env.SPARK_PLATFORM_CACHE;
    let cache: string;

    beforeEach(() => {
        cache = mkdtempSync(join(tmpdir(), "cache-"));
        process.env.SPARK_PLATFORM_CACHE = cache;
    });

    afterEach(() => {
        if (before === undefined) {
            delete process.env.SPARK_PLATFORM_CACHE;
        } else {
            process.env.SPARK_PLATFORM_CACHE = before;
        }
        rmSync(cache, { recursive: true, force: true });
    });

    it("builds everything once", async () => {
        const dir = join(cache, "tools", "tool-1");
        let builds = 0;
        const make = (into: string) => writeFileSync(join(into, "tool"), String(++builds));
        assert.equal(built(dir), false);
        await buildOnce(dir, make);
        await buildOnce(dir, make);
        assert.equal(built(dir), true);
        assert.equal(readFileSync(join(dir, "tool"), "utf8"), "1");
    });

    it("leaves nothing of a failed build, and passes on its error", async () => {
        const dir = join(cache, "tools", "tool-1");
        const failing = (into: string) => {
            writeFileSync(join(into, "half"), "");
            throw new Error("main.go:7:2: undefined: x");
        };
        await assert.rejects(buildOnce(dir, failing), { message: "main.go:7:2: undefined: x" });
        assert.deepEqual(readdirSync(join(cache, "tools")), []);
    });

    it("does not mistake leftovers of a killed build for a result, and removes them", async () => {
        const dir = join(cache, "tools", "tool-1");
        const program = `
            const { buildOnce } = require("./sandbox/cache");
            const { writeFileSync } = require("fs");
            buildOnce(${JSON.stringify(dir)}, (into) => {
                writeFileSync(into + "/half", "");
                process.kill(process.pid, "SIGKILL");
            });`;
        const killed = node(program);
        await new Promise((resolve) => killed.on("exit", resolve));
        assert.equal(readdirSync(join(cache, "tools")).length, 1);
        assert.equal(built(dir), false);
        await buildOnce(dir, (into) => writeFileSync(join(into, "tool"), ""));
        assert.deepEqual(readdirSync(join(cache, "tools")), ["tool-1"]);
        assert.deepEqual(readdirSync(dir).sort(), [".complete", "tool"]);
    });

    it("lets only one process at a time hold a lock", async () => {
        const order: string[] = [];
        const first = withLock("tools", async () => {
            order.push("first begins");
            await sleep(100);
            order.push("first ends");
        });
        while (order.length === 0) {
            await sleep(5);
        }
        const second = withLock("tools", () => {
            order.push("second");
            return Promise.resolve();
        });
        await Promise.all([first, second]);
        assert.deepEqual(order, ["first begins", "first ends", "second"]);
    });

    it("releases the lock of a killed process", async () => {
        const holder = node(`
            require("./sandbox/cache").withLock("tools", async () => {
                console.log("held");
                await new Promise(() => setInterval(() => {}, 1000));
            });`);
        await new Promise((resolve) => holder.stdout?.once("data", resolve));
        holder.kill("SIGKILL");
        assert.equal(await withLock("tools", () => Promise.resolve("mine")), "mine");
        assert.ok(existsSync(join(cache, "locks/tools")));
    });

    function node(program: string) {
        return spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", program], {
            cwd: join(__dirname, "../.."),
            env: process.env,
            stdio: ["ignore", "pipe", "inherit"],
        });
    }
});
