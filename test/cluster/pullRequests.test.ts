import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as yaml from "yaml";

const CHECKOUT = resolve(__dirname, "../..");

interface Step {
    uses?: string;
    run?: string;
}

function steps(): Step[] {
    const file = readFileSync(join(CHECKOUT, ".github/workflows/preview.yml"), "utf8");
    return (yaml.parse(file) as { jobs: { mocks: { steps: Step[] } } }).jobs.mocks.steps;
}

const SHORT = `spark-platform:teams:
        processing: {}`;

describe("the preview of a pull request from a fork", () => {
    let folder: string;
    const file = (name: string) => join(folder, name);
    const git = (...args: string[]) =>
        execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], {
            cwd: folder,
            encoding: "utf8",
        });

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "fork-"));
        const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
            cwd: CHECKOUT,
        });
        execFileSync("tar", ["-cf", file("all.tar"), "-T", "-"], { cwd: CHECKOUT, input: files });
        execFileSync("tar", ["-xf", "all.tar"], { cwd: folder });
        rmSync(file("all.tar"));
        rmSync(file("Pulumi.dev.yaml"));
        // This takes the place of the step `npm ci`.
        // A link for each package: an `npm ci` here would empty what one link for all points to.
        mkdirSync(file("node_modules"));
        for (const name of readdirSync(join(CHECKOUT, "node_modules"))) {
            const from = join(CHECKOUT, "node_modules", name);
            if (name !== ".package-lock.json") {
                symlinkSync(from, file(`node_modules/${name}`));
            }
        }
        // make asks this file whether the packages are installed.
        writeFileSync(file("node_modules/.package-lock.json"), "{}");
        git("init", "--quiet");
        writeFileSync(file(".git/info/exclude"), "node_modules\n");
        git("add", "-A");
        git("commit", "--quiet", "-m", "base");
        git("update-ref", "refs/remotes/origin/main", "HEAD");
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    function change(from: string, to: string): { status: number | null; summary: string } {
        git("checkout", "--quiet", "--force", "--detach", "origin/main");
        const stackFile = readFileSync(file("Pulumi.local.yaml"), "utf8");
        assert.ok(stackFile.includes(from));
        writeFileSync(file("Pulumi.local.yaml"), stackFile.replace(from, to));
        git("commit", "--quiet", "-am", "head");
        const summary = file(".git/summary.md");
        writeFileSync(summary, "");
        const commands = steps().flatMap(({ run }) => (run && run !== "npm ci" ? [run] : []));
        const { status } = spawnSync("bash", ["-eo", "pipefail", "-c", commands.join("\n")], {
            cwd: folder,
            timeout: 60_000,
            env: { ...process.env, GITHUB_BASE_REF: "main", GITHUB_STEP_SUMMARY: summary },
        });
        return { status, summary: readFileSync(summary, "utf8") };
    }

    it("has no other steps than those that this test knows", () => {
        assert.deepStrictEqual(
            steps().map(({ uses, run }) => uses?.split("@")[0] ?? run),
            [
                "actions/checkout",
                "actions/setup-node",
                "npm ci",
                'make pr-preview BASE="origin/$GITHUB_BASE_REF" | tee -a "$GITHUB_STEP_SUMMARY"',
            ],
        );
    });

    it("shows what changes, in its tree", () => {
        const { status, summary } = change(
            SHORT,
            SHORT.replace("{}", "{ labels: { costs: data } }"),
        );
        assert.deepStrictEqual(
            { status, summary: summary.split("\n<details>")[0] },
            {
                status: 0,
                summary: [
                    "## What this pull request changes",
                    "",
                    "| stack | added | changed | removed |",
                    "| --- | ---: | ---: | ---: |",
                    "| local | 0 | 2 | 0 |",
                    "",
                    "### local",
                    "",
                    "```diff",
                    "  SparkPlatform spark",
                    "!   SparkTeam spark-processing",
                    '+       labels: {"costs":"data"}',
                    "!     Namespace spark-processing",
                    '+         metadata.labels.costs: "data"',
                    "```",
                    "",
                ].join("\n"),
            },
        );
    });

    it("shows why a stack is refused, and fails", () => {
        const { status, summary } = change("wait: completed", "wait: complete");
        assert.deepStrictEqual(
            { status, summary: summary.split("\n<sub>")[0] },
            {
                status: 2,
                summary: [
                    "## What this pull request changes",
                    "",
                    "| stack | added | changed | removed |",
                    "| --- | ---: | ---: | ---: |",
                    "| local | **refused** | | |",
                    "",
                    "### local: refused",
                    "",
                    "```text",
                    '    Configuration of stack "local" has 1 problem:',
                    '      jobs.pi.wait: unknown wait "complete"; did you mean "completed"? (known: none, running, completed)',
                    "```",
                    "",
                ].join("\n"),
            },
        );
    });
});
