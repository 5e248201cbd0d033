import { execFileSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { cacheRoot } from "../../sandbox/cache";
import { debianEnvironment } from "../../sandbox/debian";
import { run, which } from "../../sandbox/shell";

/** What a sandbox could leave on a machine, as sorted lists that can be compared. */
export type Machine = Record<string, string[]>;

export function lookAtMachine(sandboxId: string): Machine {
    return {
        processes: processesOf(sandboxId),
        mounts: lines("cat", "/proc/self/mounts"),
        links: lines("ip", "-oneline", "link").map((line) => line.split(" ").slice(0, 2).join(" ")),
        addresses: lines("ip", "-oneline", "-4", "address"),
        routes: lines("ip", "route"),
        networkNamespaces: lines("ip", "netns", "list"),
        packetRules: packetRules(),
        cgroups: foldersBelow("/sys/fs/cgroup"),
        kernelSettings: kernelSettings(),
        files: watchedFolders.flatMap((folder) => filesBelow(folder, 3)).sort(),
    };
}

/** Where node programs write by themselves. Not /tmp: any program of the machine writes there at any time. */
const watchedFolders = ["/etc", "/opt", "/run", "/var/lib", "/var/log", "/usr/libexec", homedir()];

/** What is there after and was not before, and the other way round. */
export function difference(before: Machine, after: Machine): string[] {
    return Object.keys(before).flatMap((list) => {
        const [was, is] = [new Set(before[list]), new Set(after[list])];
        return [
            ...[...is].filter((line) => !was.has(line)).map((line) => `new in ${list}: ${line}`),
            ...[...was].filter((line) => !is.has(line)).map((line) => `gone from ${list}: ${line}`),
        ];
    });
}

function lines(command: string, ...args: string[]): string[] {
    return execFileSync(command, args, { encoding: "utf8" }).split("\n").filter(Boolean).sort();
}

/** Every process whose command line names the sandbox: its first one does, and all by their files. */
export function processesOf(sandboxId: string): string[] {
    return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
        .flatMap((pid) => {
            try {
                const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replace(/\0/g, " ");
                return command.includes(sandboxId) ? [`${pid} ${command}`] : [];
            } catch {
                return [];
            }
        });
}

/** Rules of the machine's own network namespace; a machine without the program has none. */
function packetRules(): string[] {
    const env = debianEnvironment();
    return which("iptables-save", env)
        ? run("iptables-save", [], { env })
              .split("\n")
              .filter((line) => /^[-:*]/.test(line))
              .map((line) => line.replace(/\[\d+:\d+\]/, ""))
              .sort()
        : [];
}

function foldersBelow(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap(({ name }) => [join(folder, name), ...foldersBelow(join(folder, name))]);
}

function filesBelow(folder: string, depth: number): string[] {
    if (folder === cacheRoot() || /\/(\.npm|node-compile-cache)$/.test(folder)) {
        return [];
    }
    let names: string[];
    try {
        names = readdirSync(folder);
    } catch {
        return [];
    }
    return names.flatMap((name) => {
        const path = join(folder, name);
        const below = depth > 1 && isFolder(path) ? filesBelow(path, depth - 1) : [];
        return path === cacheRoot() ? [] : [path, ...below];
    });
}

function isFolder(path: string): boolean {
    try {
        return lstatSync(path).isDirectory();
    } catch {
        return false;
    }
}

/** Every network, memory and kernel setting whose value does not change by itself. */
function kernelSettings(): string[] {
    const changing = /random|ns_last_pid|pty\/nr|perf_|sched_|cad_pid|inode|dentry|file-nr|keys/;
    const read = (folder: string): string[] =>
        readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
            const path = join(folder, entry.name);
            if (entry.isDirectory()) {
                return read(path);
            }
            if (changing.test(path)) {
                return [];
            }
            try {
                return [`${path} = ${readFileSync(path, "utf8").trim()}`];
            } catch {
                return [];
            }
        });
    return ["/proc/sys/net", "/proc/sys/vm", "/proc/sys/kernel"].flatMap(read);
}
