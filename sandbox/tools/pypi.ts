import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildOnce } from "../cache";
import { debianEnvironment, debianPreparation } from "../debian";
import { run, succeeds, UserError } from "../shell";
import { checkSha256 } from "./checksum";
import type { PypiPackage } from "./pypiPackages";

/**
 * Downloads one wheel with the user's own pip settings, and returns its file; pip runs no code from
 * wheels.
 */
export async function downloadWheel(wheel: PypiPackage, into: string): Promise<string> {
    const dir = mkdtempSync(join(into, "pypi-"));
    const requirements = join(into, "requirements.txt");
    writeFileSync(requirements, pinned(wheel));
    const options = [
        ...["--quiet", "--no-cache-dir", "--no-deps", "--only-binary=:all:", "--require-hashes"],
        ...["--dest", dir, "--requirement", requirements],
    ];
    run("python3", ["-m", "pip", "download", ...options], { env: await pipEnvironment() });
    return onlyFile(dir, wheel);
}

/** Downloads and unpacks wheels, so that Python finds their modules in the folder. */
export async function unpackWheels(wheels: PypiPackage[], into: string): Promise<void> {
    const env = await pipEnvironment();
    for (const one of wheels) {
        const wheel = await downloadWheel(one, into);
        run("python3", ["-m", "zipfile", "-e", wheel, into], { env });
        rmSync(dirname(wheel), { recursive: true });
    }
}

/** Downloads one source distribution without running any of it; for packages without wheels. */
export async function downloadSource(source: PypiPackage, into: string): Promise<string> {
    const dir = mkdtempSync(join(into, "pypi-"));
    const [name = "", version = ""] = source.requirement.split("==");
    pinned(source);
    run("python3", [join(__dirname, "pypiSource.py"), name, version, dir], {
        env: await pipEnvironment(),
    });
    const file = onlyFile(dir, source);
    await checkSha256(file, source.sha256);
    return file;
}

/** A line of a requirements file for pip's `--require-hashes`. */
export function pinned({ requirement, sha256 }: PypiPackage): string {
    if (!/^[\w.-]+==[\w.]+$/.test(requirement)) {
        throw new Error(`"${requirement}" does not name one version of a package: "name==1.2.3"`);
    }
    if (sha256.length === 0 || !sha256.every((hash) => /^[0-9a-f]{64}$/.test(hash))) {
        throw new Error(`${requirement} needs the SHA-256 of each file that may be used`);
    }
    return [requirement, ...sha256.map((hash) => `--hash=sha256:${hash}`)].join(" ");
}

function onlyFile(dir: string, { requirement }: PypiPackage): string {
    const [file] = readdirSync(dir);
    if (!file) {
        throw new UserError(`pip downloaded nothing for ${requirement}`);
    }
    return join(dir, file);
}

/** The machine's own Python if it has pip; else Debian's packages, unpacked. */
export async function pipEnvironment(): Promise<NodeJS.ProcessEnv> {
    if (succeeds("python3", ["-m", "pip", "--version"])) {
        return process.env;
    }
    const debian = debianPreparation();
    await buildOnce(debian.dir, (into) => debian.make(into));
    return debianEnvironment();
}
