import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asOnlyRun, Interrupted } from "../../../local/recovery/run";
import { emptyCheckout, put } from "../support";

const nothing = () => Promise.resolve();

async function tellsOfInterruption(file: string): Promise<boolean> {
    let told = false;
    await asOnlyRun(file, "up", (afterInterruption) => {
        told = afterInterruption;
        return Promise.resolve();
    });
    return told;
}

describe("a run in a checkout", () => {
    it("leaves nothing where it ends well", async () => {
        const { run } = emptyCheckout();
        await asOnlyRun(run, "up", nothing);
        assert.ok(!existsSync(run));
        assert.equal(await tellsOfInterruption(run), false);
    });

    it("leaves nothing where it fails by itself", async () => {
        const { run } = emptyCheckout();
        await assert.rejects(asOnlyRun(run, "up", () => Promise.reject(new Error("bad input"))));
        assert.equal(await tellsOfInterruption(run), false);
    });

    it("tells the next one that it was interrupted", async () => {
        const { run } = emptyCheckout();
        await assert.rejects(asOnlyRun(run, "up", () => Promise.reject(new Interrupted("Ctrl-C"))));
        assert.equal(await tellsOfInterruption(run), true);
        assert.equal(await tellsOfInterruption(run), false);
    });

    it("tells it again until the mending was done", async () => {
        const { run } = emptyCheckout();
        await assert.rejects(asOnlyRun(run, "up", () => Promise.reject(new Interrupted("Ctrl-C"))));
        await assert.rejects(asOnlyRun(run, "up", () => Promise.reject(new Error("no cluster"))));
        assert.equal(await tellsOfInterruption(run), true);
    });

    it("goes on after one that was killed before it could say anything", async () => {
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
            await assert.rejects(asOnlyRun(paths.run, "down", nothing), {
                message: `make up runs in this checkout already (process ${other.pid}): wait for it, or stop it with Ctrl-C.`,
            });
        } finally {
            other.kill("SIGKILL");
        }
    });
});
