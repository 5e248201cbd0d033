import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot, contentKey } from "./cache";
import type { Preparation } from "./preparation";
import { run, UserError } from "./shell";

/** Debian and Ubuntu packages that nodes and builds need. */
const packages = [
    "conntrack",
    "containerd",
    "containernetworking-plugins",
    "debootstrap",
    "iptables",
    "python3-pip",
    "runc",
    "tini",
];

/**
 * The packages' files in our own folder, with libraries that this machine lacks; nothing is
 * installed.
 */
export function debianPreparation(): Preparation {
    return { title: `unpacking ${packages.join(", ")}`, dir: debianRoot(), make: unpackPackages };
}

function unpackPackages(into: string): void {
    const archives = join(into, "archives");
    mkdirSync(join(archives, "partial"), { recursive: true });
    const download = () =>
        run("apt-get", [
            ...["install", "--yes", "--no-install-recommends", "--download-only"],
            ...["--reinstall", "-o", `Dir::Cache::archives=${archives}`],
            ...["-o", "APT::Get::AllowUnauthenticated=false"],
            ...packages,
        ]);
    try {
        download();
    } catch {
        // Outdated package lists are the usual cause.
        run("apt-get", ["update"]);
        download();
    }
    const files = readdirSync(archives).filter((file) => file.endsWith(".deb"));
    if (files.length === 0) {
        throw new UserError(`apt-get downloaded nothing for ${packages.join(", ")}`);
    }
    for (const file of files) {
        run("dpkg", ["-x", join(archives, file), into]);
    }
    rmSync(archives, { recursive: true });
    // The package creates these links on installation.
    for (const program of ["iptables", "ip6tables"]) {
        for (const name of [program, `${program}-save`, `${program}-restore`]) {
            symlinkSync("xtables-nft-multi", join(into, "usr/sbin", name));
        }
    }
}

export function debianRoot(): string {
    return join(cacheRoot(), "tools", `debian-${contentKey(packages)}`);
}

/** The environment in which the packaged programs find each other and their libraries. */
export function debianEnvironment(...programFolders: string[]): NodeJS.ProcessEnv {
    const root = debianRoot();
    const libraries = join(root, "usr/lib", `${multiarch()}-linux-gnu`);
    const folders = [...programFolders, join(root, "usr/sbin"), join(root, "usr/bin")];
    return {
        ...process.env,
        PATH: [...folders, process.env.PATH].join(":"),
        LD_LIBRARY_PATH: libraries,
        XTABLES_LIBDIR: join(libraries, "xtables"),
        DEBOOTSTRAP_DIR: join(root, "usr/share/debootstrap"),
        PYTHONPATH: join(root, "usr/lib/python3/dist-packages"),
    };
}

function multiarch(): string {
    return process.arch === "arm64" ? "aarch64" : "x86_64";
}

export interface DebianMirror {
    uri: string;
    suite: string;
    /** Comma-separated, as debootstrap expects. */
    components: string;
}

/** The mirror, suite and components that this machine's own package manager uses. */
export function debianMirror(): DebianMirror {
    const lines = run("apt-get", [
        "indextargets",
        "--format",
        "$(REPO_URI) $(CODENAME) $(COMPONENT)",
        "Created-By: Packages",
    ]).split("\n");
    const [uri, suite] = lines[0]?.split(" ") ?? [];
    if (!uri || !suite) {
        throw new UserError("apt has no package source; check /etc/apt/sources.list");
    }
    const components = lines.filter((line) => line.startsWith(`${uri} ${suite} `));
    return {
        uri,
        suite,
        components: [...new Set(components.map((line) => line.split(" ")[2]))].join(","),
    };
}
