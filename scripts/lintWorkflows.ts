import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureTools } from "../sandbox/tools";
import { actionlint } from "../sandbox/tools/catalogue";
import { workflowProblems } from "./workflowRules";

const WORKFLOWS = join(__dirname, "../.github/workflows");

/** Usage: lintWorkflows.ts [file...]; without files, all workflows of the project. */
async function main(files: string[]): Promise<void> {
    const checked = files.length > 0 ? files : readdirSync(WORKFLOWS).map(inWorkflows);
    const problems = checked.flatMap((file) => workflowProblems(file, readFileSync(file, "utf8")));
    for (const problem of problems) {
        console.error(problem);
    }
    const [folder = ""] = await ensureTools([actionlint]);
    // The same findings everywhere, whether or not shellcheck or pyflakes are installed.
    const args = ["-shellcheck=", "-pyflakes=", ...checked];
    const { status } = spawnSync(join(folder, "actionlint"), args, { stdio: "inherit" });
    process.exitCode = problems.length > 0 ? 1 : (status ?? 1);
}

function inWorkflows(file: string): string {
    return join(WORKFLOWS, file);
}

void main(process.argv.slice(2));
