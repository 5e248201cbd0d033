import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { cacheRoot } from "../sandbox/cache";
import { debianEnvironment } from "../sandbox/debian";
import { linkName } from "../sandbox/network";
import { run, which } from "../sandbox/shell";
import { allRecords } from "../sandbox/state";

/** What a sandbox could leave behind on a machine, as sorted lists that can be compared. */
export type Machine = Record<string, string[]>;

/**
 * What has a name that a sandbox or its programs assign, and does not belong to another sandbox: on
 * a machine in use, everything else changes independently.
 *
 * @param sandbox part of the sandbox's id
 */
export function lookAtMachine(sandbox: string): Machine {
    const others = allRecords().filter(({ id }) => !id.includes(sandbox));
    const names = others.flatMap(({ id, subnet }) => [
        id,
        linkName(subnet),
        `10\\.213\\.${subnet}`,
    ]);
    const ofOthers = (line: string) =>
        names.some((name) => new RegExp(`${name}(?![\\w-])`).test(line));
    const isOurs = (line: string) =>
        /spark-sb|\b10\.213\.|spark-platform|\bcni/.test(line) && !ofOthers(line);
    return {
        processes: processesOf(sandbox),
        mounts: lines("cat", "/proc/self/mounts").filter(isOurs),
        links: lines("ip", "-oneline", "link").map(withoutNumber).filter(isOurs),
        addresses: lines("ip", "-oneline", "-4", "address").map(withoutNumber).filter(isOurs),
        routes: lines("ip", "route").filter(isOurs),
        networkNamespaces: lines("ip", "netns", "list").filter(isOurs),
        packetRules: packetRules().filter(isOurs),
        cgroups: cgroups(sandbox),
        kernelSettings: kernelSettings().filter((line) => !ofOthers(line)),
        files: [
            ...watchedFolders.flatMap((folder) => filesOf(folder, 3)),
            ...filesOf(homedir(), 2),
        ].sort(),
    };
}

/** What was added, and what was removed. */
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

/** `4: eth0@if5: <UP…> …` without the kernel's counters and the state. */
function withoutNumber(line: string): string {
    return line
        .split(/\s+/)
        .slice(1, 4)
        .join(" ")
        .replace(/@\S+|<.*/g, "")
        .trim();
}

/**
 * Every process whose command line contains the sandbox's name, as its first process and all file
 * paths do.
 */
export function processesOf(sandbox: string): string[] {
    return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
        .flatMap((pid) => {
            try {
                const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replace(/\0/g, " ");
                return command.includes(sandbox) ? [`${pid} ${command}`] : [];
            } catch {
                return [];
            }
        });
}

/** Rules of the machine's own network namespace; none without the program. */
function packetRules(): string[] {
    const env = debianEnvironment();
    return which("iptables-save", env)
        ? run("iptables-save", [], { env })
              .split("\n")
              .map((line) => line.replace(/\[\d+:\d+\]/, ""))
              .sort()
        : [];
}

/**
 * The sandbox's own cgroups in each hierarchy, and the top-level folder of all sandboxes if it is
 * empty.
 */
function cgroups(sandbox: string): string[] {
    const root = "/sys/fs/cgroup";
    const tops = [root, ...readdirSync(root).map((name) => join(root, name))]
        .map((folder) => join(folder, "spark-platform"))
        .filter((folder) => existsSync(folder));
    return tops.flatMap((top) => {
        const folders = foldersBelow(top);
        return folders.length > 0 ? folders.filter((one) => one.includes(sandbox)) : [top];
    });
}

function foldersBelow(folder: string): string[] {
    return entriesOf(folder)
        .filter((entry) => entry.isDirectory())
        .flatMap(({ name }) => [join(folder, name), ...foldersBelow(join(folder, name))]);
}

/** None if another process removes the folder at this moment. */
function entriesOf(folder: string) {
    try {
        return readdirSync(folder, { withFileTypes: true });
    } catch {
        return [];
    }
}

/** Where node programs write on their own. Not /tmp: any program may write there at any time. */
const watchedFolders = ["/etc", "/opt", "/run", "/var/lib", "/var/log", "/usr/libexec"];
const PROGRAMS = /kube|kwok|etcd|containerd|runc|cni|coredns|pulumi|helm|spark/;

function filesOf(folder: string, depth: number): string[] {
    return entriesOf(folder).flatMap((entry) => {
        const path = join(folder, entry.name);
        // The machine's own kubelet constantly creates and removes folders below "pods".
        if (path === cacheRoot() || path.includes("/pods/")) {
            return [];
        }
        const below = depth > 1 && entry.isDirectory() ? filesOf(path, depth - 1) : [];
        return PROGRAMS.test(path.replace(homedir(), "")) ? [path, ...below] : below;
    });
}

/**
 * Every network, memory and kernel setting whose value does not change on its own, except those of
 * other links.
 */
function kernelSettings(): string[] {
    const changing = /random|ns_last_pid|pty\/nr|perf_|sched_|cad_pid|inode|dentry|file-nr|_count$/;
    const ofOtherLinks = /\/(conf|neigh)\/(?!all\/|default\/|spark-sb)/;
    const read = (folder: string): string[] =>
        entriesOf(folder).flatMap((entry) => {
            const path = join(folder, entry.name);
            if (entry.isDirectory()) {
                return read(path);
            }
            if (changing.test(path) || ofOtherLinks.test(path)) {
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
