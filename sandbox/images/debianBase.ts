import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { debianEnvironment, debianMirror, type DebianMirror } from "../debian";
import { run, UserError, which } from "../shell";
import { imagePackages } from "./recipe";

interface Keyring {
    file: string;
    debianPackage: string;
}

const debian: Keyring = {
    file: "/usr/share/keyrings/debian-archive-keyring.gpg",
    debianPackage: "debian-archive-keyring",
};
const ubuntu: Keyring = {
    file: "/usr/share/keyrings/ubuntu-archive-keyring.gpg",
    debianPackage: "ubuntu-keyring",
};

/** The keys that sign this machine's distribution. */
export function archiveKeyring(osRelease = readFileSync("/etc/os-release", "utf8")): Keyring {
    return /^ID(_LIKE)?=.*\bubuntu\b/m.test(osRelease) ? ubuntu : debian;
}

/** Unpacks Debian into `base`. Packages whose signature cannot be checked are refused. */
export function debianBase(
    base: string,
    mirror: DebianMirror = debianMirror(),
    keyring: Keyring = archiveKeyring(),
): void {
    if (!existsSync(keyring.file)) {
        throw new UserError(
            `${keyring.file} is missing, and without it no signature of ${mirror.uri} can be ` +
                `checked: apt-get install ${keyring.debianPackage}`,
        );
    }
    const env = debianEnvironment();
    if (!which("gpgv", env)) {
        throw new UserError(
            `gpgv is missing, which checks the signature of ${mirror.uri}: apt-get install gpgv`,
        );
    }
    run(
        "debootstrap",
        [
            ...["--force-check-gpg", `--keyring=${keyring.file}`],
            ...["--variant=minbase", `--components=${mirror.components}`],
            `--include=${imagePackages.join(",")}`,
            ...[mirror.suite, base, mirror.uri],
        ],
        { env },
    );
    // Nothing in the image needs them, and they would be half of its files.
    for (const unused of [
        "usr/share/doc",
        "usr/share/man",
        "usr/share/locale",
        "usr/share/info",
        "var/cache/apt",
        "var/lib/apt/lists",
        "var/log",
    ]) {
        rmSync(join(base, unused), { recursive: true, force: true });
    }
    mkdirSync(join(base, "var/log"));
}
