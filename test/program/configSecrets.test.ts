import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { configSecrets } from "../../program/configSecrets";
import { register } from "../../testkit/mocks";
import { temporaryFolder } from "../../testkit/temporaryFolder";

const CONFIG = { "spark-platform:jobs": "{}", "spark-platform:environment": "dev" };
const KEYS = ["spark-platform:jobs"];
const FILE = "config:\n    spark-platform:jobs: { pi: { main: a, image: { secure: v1:abc } } }\n";
const IN_FILE = { "spark-platform:jobs": { pi: { main: "a", image: { secure: "v1:abc" } } } };

describe("the secrets of the running program's configuration", () => {
    const before = process.cwd();

    afterEach(() => {
        process.chdir(before);
        pulumi.runtime.setAllConfig({});
    });

    /** What is found by a program that runs in a folder of a project, on stack "stack". */
    async function found(
        files: Record<string, string>,
        { folder = "", keys = KEYS } = {},
    ): Promise<unknown> {
        const project = temporaryFolder();
        mkdirSync(join(project, "src"));
        mkdirSync(join(project, "stacks"));
        for (const [file, content] of Object.entries(files)) {
            writeFileSync(join(project, file), content);
        }
        process.chdir(join(project, folder));
        pulumi.runtime.setAllConfig(CONFIG, keys);
        let secrets: unknown;
        await register(() => {
            secrets = configSecrets();
        });
        return secrets;
    }

    const project = { "Pulumi.yaml": "name: spark-platform\n" };

    it("are the engine's keys, and what the stack file says of them", async () => {
        const expected = { keys: KEYS, stackFile: IN_FILE };
        const files = { ...project, "Pulumi.stack.yaml": FILE };
        assert.deepEqual(await found(files), expected);
        assert.deepEqual(await found(files, { folder: "src" }), expected);
        const elsewhere = {
            "Pulumi.yaml": "name: spark-platform\nstackConfigDir: stacks\n",
            "stacks/Pulumi.stack.yaml": FILE,
        };
        assert.deepEqual(await found(elsewhere), expected);
    });

    it("are whole keys where there is no stack file, or none that can be read", async () => {
        const expected = { keys: KEYS, stackFile: {} };
        for (const files of [
            project,
            { ...project, "Pulumi.other.yaml": FILE },
            { ...project, "Pulumi.stack.yaml": "config: [" },
            { ...project, "Pulumi.stack.yaml": "" },
        ]) {
            assert.deepEqual(await found(files), expected);
        }
    });

    it("are none where the engine names no key: then no file is read", async () => {
        const files = { ...project, "Pulumi.stack.yaml": "config: [" };
        assert.deepEqual(await found(files, { keys: [] }), { keys: [], stackFile: {} });
    });
});
