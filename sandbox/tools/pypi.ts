import { mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run, UserError, which } from "../shell";

/** Downloads one distribution by the user's own pip settings, checks nothing out, runs nothing; returns the file. */
export function downloadFromPypi(requirement: string, into: string): string {
    if (!which("python3")) {
        throw new UserError("python3 is missing: apt-get install python3 python3-pip");
    }
    const dir = mkdtempSync(join(into, "pypi-"));
    run("python3", ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", dir, requirement]);
    const [file] = readdirSync(dir);
    if (!file) {
        throw new UserError(`pip downloaded nothing for ${requirement}`);
    }
    return join(dir, file);
}
