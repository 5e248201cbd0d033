import { readdirSync, readFileSync } from "node:fs";

const POLL_MS = 250;

export interface MemoryWatch {
    /** Stops watching; returns the peak memory of the processes in MiB. */
    stop(): number;
}

/**
 * Watches the resident memory of the processes that `program`, a descendant of process `root`,
 * started.
 */
export function watchMemory(root: number, program: string): MemoryWatch {
    let peakKib = 0;
    const look = () => {
        peakKib = Math.max(peakKib, residentKib(root, program));
    };
    const timer = setInterval(look, POLL_MS);
    return {
        stop: () => {
            clearInterval(timer);
            return peakKib / 1024;
        },
    };
}

interface Process {
    pid: number;
    parent: number;
    /** First 15 characters of the program's name. */
    name: string;
    residentKib: number;
}

function residentKib(root: number, program: string): number {
    const all = processes();
    const hosts = below(all, root).filter(({ name }) => name === program.slice(0, 15));
    return hosts
        .flatMap(({ pid }) => below(all, pid))
        .reduce((sum, process) => sum + process.residentKib, 0);
}

function below(all: Process[], pid: number): Process[] {
    return all
        .filter(({ parent }) => parent === pid)
        .flatMap((child) => [child, ...below(all, child.pid)]);
}

function processes(): Process[] {
    return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .flatMap((name) => {
            try {
                return [described(Number(name), readFileSync(`/proc/${name}/status`, "utf8"))];
            } catch {
                // It has exited in the meantime.
                return [];
            }
        });
}

function described(pid: number, status: string): Process {
    const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, "m").exec(status)?.[1] ?? "";
    return {
        pid,
        parent: Number(field("PPid")),
        name: field("Name"),
        residentKib: Number(field("VmRSS")),
    };
}
