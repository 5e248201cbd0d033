import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configurationOf, stacksOf } from "../../preview/configuration";
import { workflowProblems } from "../../scripts/workflowRules";
import { checkout } from "../../testkit/stack";
import { texts, workflow } from "./workflows";

describe("the workflows", () => {
    it("are there", () => {
        const found = Object.keys(texts).filter((file) => file.endsWith(".yml"));
        assert.ok(found.includes("preview.yml") && found.includes("test.yml"), found.join());
    });

    for (const [file, text] of Object.entries(texts)) {
        describe(file, () => {
            const { on, permissions, concurrency, jobs } = workflow(file);
            const steps = Object.values(jobs).flatMap((job) => job.steps);

            it("says in its first line that the project's CI machine does not run it", () => {
                assert.match(text.split("\n")[0] ?? "", /^# .*CI machine/);
            });

            it("pins each action by a commit, and runs no scripts of packages", () => {
                assert.deepStrictEqual(workflowProblems(file, text), []);
                const lines = text.split("\n").filter((line) => /^\s+(- )?uses:/.test(line));
                assert.strictEqual(lines.length, steps.filter(({ uses }) => uses).length);
            });

            it("has no right that no job asks for, one run at a time, and an end", () => {
                const may = Object.values(permissions ?? { missing: "write" });
                assert.deepStrictEqual(
                    may.filter((access) => access !== "read"),
                    [],
                );
                assert.ok(concurrency);
                assert.deepStrictEqual(
                    Object.values(jobs).filter((job) => !((job["timeout-minutes"] ?? 0) > 0)),
                    [],
                );
            });

            it("leaves no token in a checkout", () => {
                const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
                assert.deepStrictEqual(
                    checkouts.filter((step) => step.with?.["persist-credentials"] !== false),
                    [],
                );
            });

            it("writes nothing that others chose into a command", () => {
                const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
                assert.deepStrictEqual(
                    commands.filter((run) => run.includes("${{")),
                    [],
                );
            });

            it("has no stored keys, and gives a fork none of this repository's rights", () => {
                assert.ok(!/aws-access-key-id|aws-secret-access-key|AWS_SECRET/.test(text));
                assert.ok(!("pull_request_target" in on) && !("workflow_run" in on));
            });
        });
    }
});

describe("the workflow that previews on AWS", () => {
    const job = workflow("preview.yml").jobs["pulumi"] ?? assert.fail();
    const previews = job.steps.filter(({ uses }) => uses?.startsWith("pulumi/actions@"));

    it("previews every stack on EKS", () => {
        const onEks = stacksOf(checkout).filter((stack) => {
            const cluster = configurationOf(checkout, stack)["spark-platform:cluster"] ?? "{}";
            const { kind } = JSON.parse(cluster) as { kind?: string };
            return kind === "eks" || kind === "existing-eks";
        });
        assert.deepStrictEqual(job.strategy?.matrix, { stack: onEks });
    });

    it("uses the CLI of the SDK's version, and edits one comment for each stack", () => {
        const file = readFileSync(join(checkout, "package.json"), "utf8");
        const { devDependencies } = JSON.parse(file) as { devDependencies: Record<string, string> };
        assert.deepStrictEqual(
            previews.map((step) => step.with),
            [
                {
                    command: "preview",
                    "stack-name": "${{ matrix.stack }}",
                    "pulumi-version": devDependencies["@pulumi/pulumi"],
                    "cloud-url": "${{ vars.PULUMI_BACKEND_URL }}",
                    "comment-on-pr": true,
                    "edit-pr-comment": true,
                    "always-include-summary": true,
                },
            ],
        );
    });

    it("has the rights for a token of OIDC and a comment, in the environment of the role", () => {
        assert.deepStrictEqual(
            [job.permissions, job.environment],
            [{ contents: "read", "id-token": "write", "pull-requests": "write" }, "preview"],
        );
    });
});
