import * as pulumi from "@pulumi/pulumi";
import { QuotaArgs } from "../team/teamArgs";
import { pathTo, Problems } from "../validation";
import { Language } from "./jobArgs";
import { podMemoryMib, Role } from "./podMemory";
import { DriverArgs, ExecutorArgs } from "./roleArgs";
import { cpuRequest } from "./size";
import { cpuCores, quantityBytes } from "./units";

/** What a job's pods ask for depends on this. */
export interface Demand {
    driver: pulumi.Unwrap<DriverArgs>;
    executor: pulumi.Unwrap<ExecutorArgs>;
    /** The job's Spark properties. */
    conf: Record<string, string>;
    language: Language;
}

/** A resource that a quota limits. */
interface Resource {
    key: "cpu" | "memory";
    of: (role: Role, demand: Demand) => number;
    /** What the quota allows, in the same unit. */
    limit: (quantity: string) => number;
    shown: (amount: number) => string;
}

const RESOURCES: Resource[] = [
    {
        key: "cpu",
        of: (role, demand) => Math.round(cpuCores(cpuRequest(demand[role])) * 1000),
        limit: (quantity) => cpuCores(quantity) * 1000,
        shown: (milliCores) => `${milliCores / 1000} CPU`,
    },
    {
        key: "memory",
        of: (role, { conf, language, ...roles }) =>
            podMemoryMib({ role, args: roles[role], conf, language }),
        limit: (quantity) => quantityBytes(quantity) / 2 ** 20,
        shown: (mib) => `${mib}Mi of memory`,
    },
];

/**
 * Adds where a team's quota has no room for the pods that a job cannot do without: its driver and
 * all of a fixed number of executors, or the fewest (one at least) of a range. The most of a range
 * may be more than the quota: the job then takes what is free.
 */
export function quotaProblems(
    path: string,
    demand: Demand,
    { team, quota = {} }: { team: string; quota?: QuotaArgs },
    problems: Problems,
): void {
    const { key, count } = executors(demand.executor);
    const pods = count === 1 ? "one executor" : `${count} executors`;
    for (const resource of RESOURCES) {
        const quantity = quota[resource.key];
        const driver = resource.of("driver", demand);
        const executor = resource.of("executor", demand);
        const total = driver + count * executor;
        if (quantity !== undefined && total > resource.limit(quantity)) {
            const { shown } = resource;
            const each = count === 1 ? "" : " each";
            problems.add(
                pathTo(pathTo(path, "executor"), key),
                `the driver (${shown(driver)}) and ${pods} (${shown(executor)}${each}) request ` +
                    `${shown(total)}, more than the quota of team "${team}" ` +
                    `(${resource.key}: "${quantity}"): ask for less, or raise the quota`,
            );
        }
    }
}

/** The executors that a job cannot do without, and the key that says how many. */
function executors({ instances = 1, dynamicAllocation }: pulumi.Unwrap<ExecutorArgs>) {
    return dynamicAllocation === undefined
        ? { key: "instances", count: instances }
        : { key: "dynamicAllocation", count: Math.max(1, dynamicAllocation.min) };
}
