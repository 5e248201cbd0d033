import {
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    rmdirSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";

export const cgroupRoot = "/sys/fs/cgroup";
const ours = "spark-platform";

/**
 * CPU weight of the pods of all sandboxes together against the machine's other processes. By
 * default a cgroup weighs as much as one process, however many pods it has, and a build would
 * starve the jobs. With a much higher weight, jobs would starve the API server.
 */
const CPU_WEIGHT = [
    ["cpu.weight", "400"],
    ["cpu.shares", "4096"],
] as const;

/** Every cgroup hierarchy of this machine: one folder on cgroup v2, one per controller on v1. */
function hierarchies(): string[] {
    return existsSync(join(cgroupRoot, "cgroup.controllers"))
        ? [cgroupRoot]
        : readdirSync(cgroupRoot)
              .map((name) => join(cgroupRoot, name))
              .filter((folder) => existsSync(join(folder, "cgroup.procs")));
}

/** The parent cgroup of a node's pods, as the kubelet names it. */
export function nodeCgroup(id: string, node: string): string {
    return `/${ours}/${id}/${node}`;
}

export function createNodeCgroup(id: string, node: string): void {
    for (const hierarchy of hierarchies()) {
        let folder = hierarchy;
        for (const part of [ours, id, node]) {
            const parent = folder;
            folder = join(folder, part);
            mkdirSync(folder, { recursive: true });
            // A new cgroup v1 cpuset is empty and accepts no process until it is filled.
            for (const file of ["cpuset.cpus", "cpuset.mems"]) {
                if (existsSync(join(folder, file)) && !isFilled(join(folder, file))) {
                    writeFileSync(join(folder, file), readFileSync(join(parent, file), "utf8"));
                }
            }
        }
        for (const [file, weight] of CPU_WEIGHT) {
            if (existsSync(join(hierarchy, ours, file))) {
                writeFileSync(join(hierarchy, ours, file), weight);
            }
        }
    }
}

function isFilled(file: string): boolean {
    // On cgroup v2 an empty value means "inherited from the parent".
    return (
        existsSync(join(cgroupRoot, "cgroup.controllers")) ||
        readFileSync(file, "utf8").trim() !== ""
    );
}

/** Removes the sandbox's cgroups, and our top-level one if no other sandbox uses it. */
export function removeCgroups(id: string): void {
    for (const hierarchy of hierarchies()) {
        removeTree(join(hierarchy, ours, id));
        const top = join(hierarchy, ours);
        if (existsSync(top) && folders(top).length === 0) {
            rmdirSync(top);
        }
    }
}

function removeTree(folder: string): void {
    if (!existsSync(folder)) {
        return;
    }
    for (const child of folders(folder)) {
        removeTree(join(folder, child));
    }
    rmdirSync(folder);
}

function folders(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name);
}
