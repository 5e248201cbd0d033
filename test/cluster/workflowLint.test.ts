import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../testkit/stack";
import { temporaryFolder } from "../../testkit/temporaryFolder";

/** Runs what `make lint` runs on workflows. */
function lint(...files: string[]): { status: number | null; output: string } {
    const args = ["--require", "ts-node/register/transpile-only", "scripts/lintWorkflows.ts"];
    const run = spawnSync(process.execPath, [...args, ...files], {
        cwd: checkout,
        encoding: "utf8",
        timeout: 120_000,
    });
    return { status: run.status, output: run.stdout + run.stderr };
}

describe("the linter of workflows", () => {
    it("has no findings for the project's workflows", () => {
        assert.deepStrictEqual(lint(), { status: 0, output: "" });
    });

    it("rejects one with a wrong key, a misspelt expression and a title in a command", () => {
        const file = join(temporaryFolder(), "broken.yml");
        const lines = [
            "on: pull_request",
            "jobs:",
            "    broken:",
            "        runs-on: ubuntu-24.04",
            "        timeout: 5",
            "        steps:",
            "            - run: echo ${{ github.event.pull_request.title }}",
            "            - run: echo ${{ github.workspac }}",
        ];
        writeFileSync(file, lines.join("\n"));
        const { status, output } = lint(file);
        const findings = [...output.matchAll(/:(\d+):\d+: .* \[(.*)\]$/gm)];
        assert.deepStrictEqual(
            { status, findings: findings.map(([, line, rule]) => `${line} ${rule}`) },
            { status: 1, findings: ["5 syntax-check", "7 expression", "8 expression"] },
        );
    });
});
