import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runExclusively, Interrupted } from "../../../local/recovery/run";
import { emptyCheckout, put } from "../support";

const nothing = () => Promise.resolve();

async function tellsOfInterruption(file: string): Promise<boolean> {
    let told = false;
    await runExclusively(file, "up", (afterInterruption) => {
        told = afterInterruption;
        return Promise.resolve();
    });
    return told;
}

describe("a run in a checkout", () => {
    it("leaves nothing if it succeeds", async () => {
        const { run } = emptyCheckout();
        await runExclusively(run, "up", nothing);
        assert.ok(!existsSync(run));
        assert.equal(await tellsOfInterruption(run), false);
    });

    it("leaves nothing if it fails on its own", async () => {
        const { run } = emptyCheckout();
        await assert.rejects(
            runExclusively(run, "up", () => Promise.reject(new Error("bad input"))),
        );
        assert.equal(await tellsOfInterruption(run), false);
    });

    it("tells the next one that it was interrupted", async () => {
        const { run } = emptyCheckout();
        await assert.rejects(
            runExclusively(run, "up", () => Promise.reject(new Interrupted("Ctrl-C"))),
        );
        assert.equal(await tellsOfInterruption(run), true);
        assert.equal(await tellsOfInterruption(run), false);
    });

    it("says so again until the repair is done", async () => {
        const { run } = emptyCheckout();
        await assert.rejects(
            runExclusively(run, "up", () => Promise.reject(new Interrupted("Ctrl-C"))),
        );
        await assert.rejects(
            runExclusively(run, "up", () => Promise.reject(new Error("no cluster"))),
        );
        assert.equal(await tellsOfInterruption(run), true);
    });

    it("continues after one that was killed before it wrote its file", async () => {
        const { run } = emptyCheckout();
        writeFileSync(run, "");
        assert.equal(await tellsOfInterruption(run), true);
    });

    it("is refused while another one runs", async () => {
        const paths = emptyCheckout();
        put(join(paths.checkout, "local"), "cli.ts", "setTimeout(() => {}, 60000);");
        const other = spawn(process.execPath, ["local/cli.ts"], { cwd: paths.checkout });
        try {
            await new Promise((resolve) => other.once("spawn", resolve));
            writeFileSync(paths.run, JSON.stringify({ pid: other.pid, command: "up" }));
            await assert.rejects(runExclusively(paths.run, "down", nothing), {
                message: `make up is already running in this checkout (process ${other.pid}): wait for it, or stop it with Ctrl-C.`,
            });
        } finally {
            other.kill("SIGKILL");
        }
    });
});
