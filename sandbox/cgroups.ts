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
 * What the pods of all sandboxes count together against the machine's other processes: by itself a
 * cgroup counts as one of them, however many pods it has, and jobs would starve beside a build. With
 * much more the API server would starve beside jobs.
 */
const CPU_WEIGHT = [
    ["cpu.weight", "400"],
    ["cpu.shares", "4096"],
] as const;

/** Every cgroup hierarchy of this machine: one folder on cgroup v2, one a controller on v1. */
function hierarchies(): string[] {
    return existsSync(join(cgroupRoot, "cgroup.controllers"))
        ? [cgroupRoot]
        : readdirSync(cgroupRoot)
              .map((name) => join(cgroupRoot, name))
              .filter((folder) => existsSync(join(folder, "cgroup.procs")));
}

/** The cgroup below which a node's pods live, as the kubelet names it. */
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
            // A new cpuset of cgroup v1 is empty and takes no process until it is filled.
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
    // On cgroup v2 an empty value means "as the parent".
    return (
        existsSync(join(cgroupRoot, "cgroup.controllers")) ||
        readFileSync(file, "utf8").trim() !== ""
    );
}

/** Removes the sandbox's cgroups, and our own top one when no other sandbox uses it. */
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
