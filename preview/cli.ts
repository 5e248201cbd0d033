import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { withBase } from "./base";
import { collect } from "./collect";
import { comment, isRefused } from "./markdown";

async function main(): Promise<void> {
    // From the environment, not from a shell command line: a branch name may contain `;` and `$`.
    const base = process.env["BASE"] || "origin/main";
    const folder = resolve(__dirname, "..");
    const before = await withBase(folder, base, collect);
    const after = await collect(folder);
    const results = join(folder, ".local", "preview");
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, "base.json"), JSON.stringify(before, undefined, 4));
    writeFileSync(join(results, "head.json"), JSON.stringify(after, undefined, 4));
    const markdown = comment(before, after);
    writeFileSync(join(results, "comment.md"), markdown);
    process.stdout.write(markdown);
    process.exitCode = isRefused(after) ? 1 : 0;
}

main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
});
