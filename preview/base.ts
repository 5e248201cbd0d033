import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../sandbox/temporary";

/**
 * Runs `use` with a checkout of the merge base of a branch and the head, and removes it afterwards.
 */
export async function withBase<T>(
    head: string,
    branch: string,
    use: (folder: string) => Promise<T>,
): Promise<T> {
    const base = commonCommit(head, branch);
    const temporary = temporaryFolder("preview-base");
    const folder = join(temporary, "checkout");
    const options = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"] };
    try {
        execFileSync("git", ["worktree", "add", "--quiet", "--detach", folder, base], {
            ...options,
            cwd: head,
        });
        if (lockOf(folder) === lockOf(head)) {
            symlinkSync(join(head, "node_modules"), join(folder, "node_modules"));
        } else {
            execFileSync("npm", ["ci"], { ...options, cwd: folder });
        }
        return await use(folder);
    } finally {
        rmSync(temporary, { recursive: true, force: true });
        execFileSync("git", ["worktree", "prune"], { ...options, cwd: head });
    }
}

/** Commits on the branch that the head does not have yet are not changes of the head. */
function commonCommit(head: string, branch: string): string {
    try {
        return execFileSync("git", ["merge-base", "--", branch, "HEAD"], {
            cwd: head,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "pipe"],
        }).trim();
    } catch {
        throw new Error(`BASE=${branch}: no common commit with HEAD; fetch the branch first`);
    }
}

function lockOf(folder: string): string | undefined {
    const file = join(folder, "package-lock.json");
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
