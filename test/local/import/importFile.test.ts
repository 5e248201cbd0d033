import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { stackOf } from "../../../components";
import { importFile } from "../../../local/import/importFile";
import { stackFile } from "../../../local/import/stackFile";

const FOLDER = join(__dirname, "manifests");

/** UPDATE_IMPORTS=1 writes what the importer makes of each manifest: read the difference. */
const isUpdate = process.env["UPDATE_IMPORTS"] === "1";

/** Those that need something of their platform, team or image first: what a preview says of each. */
const TO_DO: Record<string, RegExp[]> = {};

const manifests = readdirSync(FOLDER).filter((name) => !name.endsWith(".stack.yaml"));

describe("make import", () => {
    it("is tried on manifests of many kinds", () => {
        assert.ok(manifests.length >= 15, `only ${manifests.length}`);
    });

    for (const name of manifests) {
        const text = readFileSync(join(FOLDER, name), "utf8");
        const { jobs, others } = importFile(text, name);

        it(`turns ${name} into jobs`, () => {
            const file = join(FOLDER, name.replace(/\.yaml$/, ".stack.yaml"));
            const made = stackFile(jobs, others);
            if (isUpdate) {
                writeFileSync(file, made);
            }
            assert.equal(made, existsSync(file) ? readFileSync(file, "utf8") : "");
        });

        it(`makes jobs of ${name} that the checks accept, or says what to do`, () => {
            const problems = jobs.flatMap((job) => job.problems);
            const expected = TO_DO[name] ?? [];
            assert.equal(problems.length, expected.length, problems.join("\n"));
            expected.forEach((pattern, index) => assert.match(problems[index] ?? "", pattern));
            if (expected.length === 0) {
                const teams = Object.fromEntries(jobs.map(({ team }) => [team, {}]));
                const content = parse(stackFile(jobs, others)) as Record<string, unknown>;
                const values = Object.entries(content).map(([key, value]) => [
                    key.replace("spark-platform:", ""),
                    value,
                ]);
                const stack = { cluster: { context: "any" }, teams };
                stackOf({ ...stack, ...Object.fromEntries(values) }, name);
            }
        });
    }
});
