import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout } from "../../testkit/stack";
import { workflow } from "../workflows/workflows";

const INSTALL = "npm ci --ignore-scripts";

const { steps } = workflow("preview.yml").jobs["mocks"] ?? assert.fail();

/** Git allows it. */
const ODD_BRANCH = "main;$(touch${IFS}ran)";

const SHORT = `spark-platform:teams:
        processing: {}`;

/** What docs/how-to/preview-pull-requests.md shows. */
function sample(): string[] {
    const page = readFileSync(join(checkout, "docs/how-to/preview-pull-requests.md"), "utf8");
    return page.split("````text\n")[1]?.split("````")[0]?.split("\n") ?? [];
}

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
            cwd: checkout,
        });
        execFileSync("tar", ["-cf", file("all.tar"), "-T", "-"], { cwd: checkout, input: files });
        execFileSync("tar", ["-xf", "all.tar"], { cwd: folder });
        rmSync(file("all.tar"));
        // This takes the place of the step `npm ci --ignore-scripts`.
        // A link for each package: an `npm ci` here would empty the target of a single link.
        mkdirSync(file("node_modules"));
        for (const name of readdirSync(join(checkout, "node_modules"))) {
            const from = join(checkout, "node_modules", name);
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
        for (const branch of ["main", ODD_BRANCH]) {
            git("update-ref", `refs/remotes/origin/${branch}`, "HEAD");
        }
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    /** Commits changes of files (undefined: removed) on top of the base, and runs the job. */
    function run(
        changes: Record<string, ((before: string) => string) | undefined>,
        branch = "main",
    ): { status: number | null; summary: string } {
        git("checkout", "--quiet", "--force", "--detach", "origin/main");
        for (const [name, change] of Object.entries(changes)) {
            const before = readFileSync(file(name), "utf8");
            if (change === undefined) {
                rmSync(file(name));
            } else {
                writeFileSync(file(name), change(before));
            }
        }
        git("commit", "--quiet", "-am", "head");
        const summary = file(".git/summary.md");
        writeFileSync(summary, "");
        const commands = steps.flatMap(({ run }) => (run && run !== INSTALL ? [run] : []));
        // As on GitHub, where no other make runs around the step's.
        const env = Object.fromEntries(
            Object.entries(process.env).filter(([key]) => !/^(MAKE|MFLAGS)/.test(key)),
        );
        const { status } = spawnSync("bash", ["-eo", "pipefail", "-c", commands.join("\n")], {
            cwd: folder,
            timeout: 150_000,
            env: { ...env, GITHUB_BASE_REF: branch, GITHUB_STEP_SUMMARY: summary },
        });
        return { status, summary: readFileSync(summary, "utf8") };
    }

    /** Replaces something that must occur exactly once. */
    function replaced(from: string, to: string): (before: string) => string {
        return (before) => {
            assert.strictEqual(before.split(from).length, 2, from);
            return before.replace(from, to);
        };
    }

    it("has only steps that this test knows", () => {
        assert.deepStrictEqual(
            steps.map(({ uses, run }) => uses?.split("@")[0] ?? run),
            [
                "actions/checkout",
                "actions/setup-node",
                INSTALL,
                'BASE="origin/$GITHUB_BASE_REF" make pr-preview | tee -a "$GITHUB_STEP_SUMMARY"',
            ],
        );
    });

    it("shows what changes in each stack, as the docs show it", () => {
        const { status, summary } = run({
            "Pulumi.dev.yaml": replaced('["1000"]', '["2000"]'),
            "Pulumi.local.yaml": replaced(SHORT, `${SHORT}\n        reports: {}`),
            "Pulumi.staging.yaml": replaced('cpu: "64"', 'cpu: "96"'),
        });
        // The program's own tests cover the whole trees.
        const short = summary.replace(/(?<=```text\n)( {4}.*\n)*/g, "    …\n");
        assert.deepStrictEqual(
            { status, lines: short.split("\n") },
            { status: 0, lines: sample() },
        );
    });

    it("shows why a stack is rejected, and fails", () => {
        const changes = {
            "Pulumi.dev.yaml": undefined,
            "Pulumi.staging.yaml": undefined,
            "Pulumi.local.yaml": (before: string) =>
                before.replace("wait: completed", "wait: complete"),
        };
        const { status, summary } = run(changes, ODD_BRANCH);
        assert.deepStrictEqual(
            { status, summary: summary.split("\n<sub>")[0]?.split("\n") },
            {
                status: 2,
                summary: [
                    "## What this pull request changes",
                    "",
                    "| stack | added | changed | removed |",
                    "| --- | ---: | ---: | ---: |",
                    "| dev | file removed | | |",
                    "| local | **refused** | | |",
                    "| staging | file removed | | |",
                    "",
                    "### dev: stack file removed",
                    "",
                    "This destroys nothing. To destroy the stack, run `pulumi destroy -s dev`.",
                    "",
                    "### local: refused",
                    "",
                    "```text",
                    '    Configuration of stack "local" has 1 problem:',
                    '      jobs.pi.wait: unknown wait "complete"; did you mean "completed"? (known: none, running, completed)',
                    "```",
                    "",
                    "### staging: stack file removed",
                    "",
                    "This destroys nothing. To destroy the stack, run `pulumi destroy -s staging`.",
                    "",
                ],
            },
        );
        assert.ok(!existsSync(file("ran")), "a part of the branch's name was run");
    });
});
