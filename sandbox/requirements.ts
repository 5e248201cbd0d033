import { which } from "./shell";

/** What this machine lacks to run the sandbox, each with its fix; empty if the sandbox can run. */
export function missingForSandbox(): string[] {
    if (process.platform !== "linux") {
        return [`Linux (this is ${process.platform})`];
    }
    const missing: string[] = [];
    if (process.getuid?.() !== 0) {
        missing.push("root (run make with sudo)");
    }
    if (!which("apt-get")) {
        missing.push("apt (Debian or Ubuntu)");
    }
    const programs = {
        unshare: "util-linux",
        nsenter: "util-linux",
        flock: "util-linux",
        ip: "iproute2",
        tar: "tar",
    };
    for (const [program, debianPackage] of Object.entries(programs)) {
        if (!which(program)) {
            missing.push(`${program} (apt-get install ${debianPackage})`);
        }
    }
    return missing;
}
