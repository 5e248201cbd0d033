import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Hands over a checkout of the base commit, and removes it afterwards. */
export function withBase<T>(head: string, base: string, use: (folder: string) => T): T {
    const temporary = mkdtempSync(join(tmpdir(), "preview-base-"));
    const folder = join(temporary, "checkout");
    const git = (...args: string[]) =>
        execFileSync("git", args, { cwd: head, stdio: ["ignore", "ignore", "inherit"] });
    try {
        git("worktree", "add", "--detach", folder, base);
        const lock = (of: string) => readFileSync(join(of, "package-lock.json"), "utf8");
        if (lock(folder) === lock(head)) {
            symlinkSync(join(head, "node_modules"), join(folder, "node_modules"));
        } else {
            execFileSync("npm", ["ci"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
        }
        return use(folder);
    } finally {
        rmSync(temporary, { recursive: true, force: true });
        git("worktree", "prune");
    }
}
