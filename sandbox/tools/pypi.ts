import { mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../cache";
import { debianEnvironment, debianPreparation } from "../debian";
import { run, succeeds, UserError } from "../shell";

/** Downloads one distribution by the user's own pip settings and runs nothing of it; returns the file. */
export async function downloadFromPypi(requirement: string, into: string): Promise<string> {
    const dir = mkdtempSync(join(into, "pypi-"));
    const options = ["--quiet", "--no-cache-dir", "--no-deps", "--dest", dir];
    run("python3", ["-m", "pip", "download", ...options, requirement], {
        env: await pipEnvironment(),
    });
    const [file] = readdirSync(dir);
    if (!file) {
        throw new UserError(`pip downloaded nothing for ${requirement}`);
    }
    return join(dir, file);
}

/** The machine's own Python where it has pip; else Debian's packages, unpacked. */
export async function pipEnvironment(): Promise<NodeJS.ProcessEnv> {
    if (succeeds("python3", ["-m", "pip", "--version"])) {
        return process.env;
    }
    const debian = debianPreparation();
    await buildOnce(debian.dir, (into) => debian.make(into));
    return debianEnvironment();
}
