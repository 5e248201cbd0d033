import { strict as assert } from "node:assert";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../../../local/engine/temporary";
import { checkout } from "../../../testkit/stack";
import { temporaryFolder as testFolder } from "../../../testkit/temporaryFolder";

/** How a process with its folder ends: what it does, or the signal that it gets. */
const ENDS = {
    finishes: "process.exit(0)",
    fails: 'throw new Error("made to fail")',
    "is interrupted": "SIGINT",
    "is terminated": "SIGTERM",
    "loses its terminal": "SIGHUP",
};

describe("temporary files of the engine", () => {
    const parent = () => join(testFolder(), "tmp");

    it("are in a private folder", () => {
        const folder = temporaryFolder(parent());
        assert.equal(statSync(folder).mode & 0o777, 0o700);
        assert.equal(statSync(dirname(folder)).mode & 0o777, 0o700);
    });

    for (const [what, end] of Object.entries(ENDS)) {
        it(`are removed when the command ${what}`, async () => {
            const folder = parent();
            const child = await started(folder, end.startsWith("SIG") ? "" : end);
            assert.deepEqual(readdirSync(folder), [String(child.pid)]);
            if (end.startsWith("SIG")) {
                child.kill(end as NodeJS.Signals);
            } else {
                child.stdin?.end();
            }
            await closed(child);
            assert.deepEqual(readdirSync(folder), []);
        });
    }

    it("of a killed command are removed by the next one, but not those of a running one", async () => {
        const folder = parent();
        const killed = await started(folder, "");
        killed.kill("SIGKILL");
        await closed(killed);
        const file = join(folder, String(killed.pid), "kubeconfig1");
        assert.equal(readFileSync(file, "utf8"), "secret");

        const running = await started(folder, "");
        assert.ok(!existsSync(file));
        // What an earlier version left.
        writeFileSync(join(folder, "kubeconfig2"), "secret");
        mkdirSync(join(folder, "helm3"));
        temporaryFolder(folder);
        const names = [running.pid, process.pid].map(String).sort();
        assert.deepEqual(readdirSync(folder).sort(), names);
        running.kill();
        await closed(running);
    });
});

/** A process that has the command's name, and a kubeconfig in its folder. */
async function started(folder: string, end: string): Promise<ChildProcess> {
    const program = `
        const { temporaryFolder } = require("./local/engine/temporary");
        const folder = temporaryFolder(${JSON.stringify(folder)});
        require("node:fs").writeFileSync(folder + "/kubeconfig1", "secret");
        process.stdin.resume().on("end", () => { ${end} });
        console.log("made");`;
    const child = spawn(
        process.execPath,
        ["-r", "ts-node/register/transpile-only", "-e", program, "local/cli.ts"],
        { cwd: checkout, stdio: ["pipe", "pipe", "ignore"] },
    );
    await new Promise((resolve) => child.stdout.once("data", resolve));
    return child;
}

function closed(child: ChildProcess): Promise<unknown> {
    return new Promise((resolve) => child.once("close", resolve));
}
