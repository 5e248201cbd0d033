import { strict as assert } from "node:assert";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removeLeftovers } from "../../sandbox/temporary";
import { checkout } from "../../testkit/stack";
import { temporaryFolder } from "../../testkit/temporaryFolder";

interface Ended {
    code: number | null;
    said: string;
    /** Names in the folder for temporary files of the one who started the tests. */
    left: string[];
}

describe("a run of tests", () => {
    it("succeeds if its tests remove their files", async () => {
        const { code, said, left } = await ended("", (child) => child.stdin?.end());
        assert.equal(code, 0, said);
        assert.deepEqual(left, []);
    });

    it("fails if files are left, names and removes them", async () => {
        const leave = `
            require("node:fs").writeFileSync(require("node:os").tmpdir() + "/kubeconfig1", "");
            require("./testkit/runFolder").folderInCheckout("example");`;
        const { code, said, left } = await ended(leave, (child) => child.stdin?.end());
        assert.equal(code, 1, said);
        const [, temporary = "", folder = ""] =
            /^Tests have left files behind:\n {2}(\S+)\n {2}(\S+)$/m.exec(said) ?? [];
        assert.match(temporary, /\/spark-platform-run-\d+-\w+\/kubeconfig1$/);
        assert.match(folder, /\/\.local\/test\/example-\d+-\w+$/);
        assert.ok(!existsSync(folder));
        assert.deepEqual(left, []);
    });

    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        it(`removes its files on ${signal}`, async () => {
            const { code, left } = await ended("", (child) => child.kill(signal));
            assert.ok(code !== null && code > 128, String(code));
            assert.deepEqual(left, []);
        });
    }

    it("removes those of a killed run, not those of a running one", async () => {
        const folder = temporaryFolder();
        const killed = spawn(process.execPath, ["-e", "0"]);
        await new Promise((resolve) => killed.once("close", resolve));
        for (const name of [`run-${killed.pid}-a`, `run-${process.pid}-b`, "run-c", "other"]) {
            mkdirSync(join(folder, name));
            writeFileSync(join(folder, name, "kubeconfig1"), "");
        }
        removeLeftovers(folder, /^run-(\d+)-/);
        assert.deepEqual(readdirSync(folder).sort(), ["other", `run-${process.pid}-b`, "run-c"]);
    });
});

/** A run whose only test does `work`, until `end` ends it. */
async function ended(work: string, end: (child: ChildProcess) => void): Promise<Ended> {
    const temporary = temporaryFolder();
    const program = `
        require("./testkit/runFolder").beginRun();
        ${work}
        process.stdin.resume().on("end", () => process.exit(0));
        console.log("running");`;
    const child = spawn(
        process.execPath,
        ["-r", "ts-node/register/transpile-only", "-e", program],
        {
            cwd: checkout,
            env: { ...process.env, TMPDIR: temporary, SPARK_PLATFORM_TEST_RUN: undefined },
            stdio: ["pipe", "pipe", "pipe"],
        },
    );
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.once("data", () => end(child));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, said, left: readdirSync(temporary) };
}
