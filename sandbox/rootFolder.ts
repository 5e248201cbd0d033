import { run } from "./shell";

/**
 * Runs a program of another root folder, with its own /proc: Java finds its libraries there. This
 * machine's folder for temporary files is not in there.
 */
export function runIn(root: string, program: string, args: string[]): void {
    run("unshare", [
        ...["--mount", "--pid", "--fork", `--root=${root}`, "--mount-proc"],
        ...["env", "TMPDIR=/tmp", program, ...args],
    ]);
}
