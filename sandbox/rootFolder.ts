import { run } from "./shell";

/**
 * Runs a program in another root folder, with its own /proc, where Java finds its libraries. The
 * machine's temporary folder does not exist in there.
 */
export function runIn(root: string, program: string, args: string[]): void {
    run("unshare", [
        ...["--mount", "--pid", "--fork", `--root=${root}`, "--mount-proc"],
        ...["env", "TMPDIR=/tmp", program, ...args],
    ]);
}
