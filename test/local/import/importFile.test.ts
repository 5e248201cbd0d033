import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { stackOf } from "../../../components";
import { importFile } from "../../../local/import/importFile";
import { stackFile } from "../../../local/import/stackFile";
import { readDocuments } from "../../../local/import/documents";
import { misfitsOf } from "../../components/job/manifest/crdSchema";
import { blocks } from "../../docs/blocks";
import { imported, importedManifests, manifestNames, MANIFESTS, manifestText } from "./imported";

/** UPDATE_IMPORTS=1 writes the importer's output for each manifest: read the diff. */
const isUpdate = process.env["UPDATE_IMPORTS"] === "1";

/** What a preview reports for some manifests, and the settings that fix it. */
interface ToDo {
    said: RegExp[];
    team?: object;
    stack?: object;
}

const PRIVILEGED = { podSecurity: "privileged" };
const HOST_PATHS = [/driver\.volumes\..*Pod Security/, /executor\.volumes\..*Pod Security/];

const TO_DO: Record<string, ToDo> = {
    "first-steps.yaml": { said: [/sparkVersion: .* too old/, ...HOST_PATHS] },
    "growing.yaml": { said: [/executor\.dynamicAllocation\.max: is missing/] },
    "kerberos.yaml": { said: [/podTemplate.*nfs.*Pod Security/], team: PRIVILEGED },
    "mountpoint-jars.yaml": { said: HOST_PATHS, team: PRIVILEGED },
    "volcano-queue.yaml": { said: [/scheduler\.name: .* not enabled/], stack: withScheduler() },
    "yunikorn-gang.yaml": {
        said: [...HOST_PATHS, /scheduler\.name: .* not enabled/],
        team: PRIVILEGED,
        stack: withScheduler(),
    },
};

function withScheduler(): object {
    return { operator: { values: { controller: { batchScheduler: { enable: true } } } } };
}

/** The CRDs, by kind. */
const PLURALS: Record<string, string> = {
    SparkApplication: "sparkapplications",
    ScheduledSparkApplication: "scheduledsparkapplications",
};

describe("make import", () => {
    it("is tested with many kinds of manifests", () => {
        assert.ok(manifestNames.length >= 15, `only ${manifestNames.length}`);
    });

    it("is tested with manifests that the operator would accept", () => {
        for (const name of manifestNames) {
            for (const { kind, spec } of readDocuments(manifestText(name), name).applications) {
                assert.deepEqual(misfitsOf(PLURALS[String(kind)] ?? "", spec), [], name);
            }
        }
    });

    it("produces jobs whose rendered objects the operator accepts", () => {
        const rendered = importedManifests();
        assert.ok(rendered.length >= 12, `only ${rendered.length}`);
        for (const { kind, metadata, spec } of rendered) {
            const plain = JSON.parse(JSON.stringify(spec)) as object;
            assert.deepEqual(misfitsOf(PLURALS[kind] ?? "", plain), [], metadata.name);
        }
    });

    for (const name of manifestNames) {
        const { jobs, others } = imported(name);

        it(`turns ${name} into jobs`, () => {
            const file = join(MANIFESTS, name.replace(/\.yaml$/, ".stack.yaml"));
            const made = stackFile(jobs, others);
            if (isUpdate) {
                writeFileSync(file, made);
            }
            assert.equal(made, existsSync(file) ? readFileSync(file, "utf8") : "");
        });

        it(`turns ${name} into jobs that pass the checks, or says what to do`, () => {
            const problems = jobs.flatMap((job) => job.problems);
            const { said, team, stack }: ToDo = TO_DO[name] ?? { said: [] };
            assert.equal(problems.length, said.length, problems.join("\n"));
            said.forEach((pattern, index) => assert.match(problems[index] ?? "", pattern));
            if (said.length === 0 || team !== undefined || stack !== undefined) {
                const teams = Object.fromEntries(jobs.map((job) => [job.team, team ?? {}]));
                const content = parse(stackFile(jobs, others)) as Record<string, unknown>;
                const values = Object.entries(content).map(([key, value]) => [
                    key.replace("spark-platform:", ""),
                    value,
                ]);
                const whole = { cluster: { context: "any" }, teams, ...stack };
                const parts = Object.fromEntries(values) as Record<string, unknown>;
                stackOf({ ...whole, ...parts }, name);
            }
        });
    }
});

describe("the example of make import in the docs", () => {
    const page = "docs/how-to/migrate-from-spark-application.md";
    const [manifest, result] = blocks("yaml").filter(({ where }) => where.startsWith(page));

    it("is its actual output", () => {
        const { jobs, others } = importFile(manifest?.text ?? "", "app.yaml");
        assert.equal(result?.text, stackFile(jobs, others));
    });
});
