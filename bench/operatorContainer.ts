import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "../sandbox";
import { cgroupRoot, nodeCgroup } from "../sandbox/cgroups";
import { run } from "../sandbox/shell";
import { eventually } from "../testkit/applications";

/** The operator controller's container, as seen by the machine's kernel. */
export interface OperatorContainer {
    /** CPU time that it has used. */
    cpuSeconds(): number;
    /** Its working set, as in Kubernetes' metrics: without what the kernel can reclaim. */
    workingSetMib(): number;
    /** Pins its processes, and all that they start, to one core. */
    pinToOneCore(): void;
}

/** Waits until there is only one: during an update there are two. */
export async function operatorContainer({ id }: Sandbox): Promise<OperatorContainer> {
    const cgroup = await eventually("one controller of the operator", () => {
        const [first, second] = operatorCgroups(id);
        return second === undefined && first;
    });
    const file = (controller: string, name: string) => {
        const folder = existsSync(join(cgroupRoot, "cgroup.controllers")) ? "" : controller;
        return join(cgroupRoot, folder, cgroup, name);
    };
    const number = (controller: string, names: string[], pattern: RegExp) => {
        const existing = names.map((name) => file(controller, name)).find(existsSync);
        return Number(pattern.exec(readFileSync(existing ?? "", "utf8"))?.[1]);
    };
    return {
        cpuSeconds: () =>
            existsSync(file("cpuacct", "cpuacct.usage"))
                ? number("cpuacct", ["cpuacct.usage"], /^(\d+)/) / 1e9
                : number("cpu", ["cpu.stat"], /^usage_usec (\d+)/m) / 1e6,
        workingSetMib: () => {
            const used = number("memory", ["memory.usage_in_bytes", "memory.current"], /^(\d+)/);
            const droppable = number("memory", ["memory.stat"], /^(?:total_)?inactive_file (\d+)/m);
            return (used - droppable) / 2 ** 20;
        },
        pinToOneCore: () => {
            const pids = readFileSync(file("cpu", "cgroup.procs"), "utf8").trim().split("\n");
            for (const pid of pids) {
                run("taskset", ["--all-tasks", "--cpu-list", "--pid", "0", pid]);
            }
        },
    };
}

/** All operator controllers that run on the sandbox's nodes. */
function operatorCgroups(id: string): Set<string> {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const found = pids.flatMap((pid) => {
        try {
            const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
            if (!command.includes("spark-operator\0controller\0start")) {
                return [];
            }
            const lines = readFileSync(`/proc/${pid}/cgroup`, "utf8");
            const cgroup = /^\d+:(?:memory)?:(.*)$/m.exec(lines)?.[1] ?? "";
            return cgroup.startsWith(nodeCgroup(id, "")) ? [cgroup] : [];
        } catch {
            // It has exited in the meantime.
            return [];
        }
    });
    return new Set(found);
}
