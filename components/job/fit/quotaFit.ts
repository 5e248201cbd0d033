import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_DISK } from "../../team/isolation/isolation";
import { DEFAULT_LIMITS } from "../../team/isolation/objectQuota";
import { QuotaArgs } from "../../team/teamArgs";
import { pathTo, Problems } from "../../validation/problems";
import { cpuCores, quantityBytes } from "../../validation/quantities";
import { ExecutorArgs } from "../args/roleArgs";
import { Demand, quotaRequest, shownCpu, shownMemory } from "../pods/podRequest";
import { Amounts } from "../pods/sideContainers";

/** A resource that a quota limits. */
interface Resource {
    key: "cpu" | "memory";
    of: (request: Amounts) => number;
    /** What the quota allows, in the same unit. */
    limit: (quantity: string) => number;
    format: (amount: number) => string;
}

const RESOURCES: Resource[] = [
    {
        key: "cpu",
        of: ({ cpuMillis }) => cpuMillis,
        limit: (quantity) => cpuCores(quantity) * 1000,
        format: shownCpu,
    },
    {
        key: "memory",
        // The quota is for requests and limits.
        of: ({ memoryLimitMib }) => memoryLimitMib,
        limit: (quantity) => quantityBytes(quantity) / 2 ** 20,
        format: shownMemory,
    },
];

/**
 * Adds where a team's quota has no room for the pods that a job cannot do without: its driver and
 * all of a fixed number of executors, or the fewest (one at least) of a range. The most of a range
 * may be more than the quota: the job then takes what is free.
 */
export function quotaFitProblems(
    path: string,
    demand: Demand,
    { team, quota }: { team: string; quota?: QuotaArgs },
    problems: Problems,
): void {
    if (quota === undefined) {
        return;
    }
    const { key, count } = executors(demand.executor);
    const pods = count === 1 ? "one executor" : `${count} executors`;
    const [ofDriver, ofExecutor] = (["driver", "executor"] as const).map((role) =>
        quotaRequest(role, demand, quantityBytes(DEFAULT_DISK)),
    ) as [Amounts, Amounts];
    for (const resource of RESOURCES) {
        const quantity = quota[resource.key];
        const driver = resource.of(ofDriver);
        const executor = resource.of(ofExecutor);
        const total = driver + count * executor;
        if (quantity !== undefined && total > resource.limit(quantity)) {
            const { format } = resource;
            const each = count === 1 ? "" : " each";
            problems.add(
                pathTo(pathTo(path, "executor"), key),
                `the driver (${format(driver)}) and ${pods} (${format(executor)}${each}) request ` +
                    `${format(total)}, more than the quota of team "${team}" ` +
                    `(${resource.key}: "${quantity}"): ask for less, or raise the quota`,
            );
        }
    }
    const disk = ofDriver.diskBytes + count * ofExecutor.diskBytes;
    for (const { what, needed, limit, shownLimit } of objects(
        demand.executor,
        count,
        disk,
        quota,
    )) {
        if (needed > limit) {
            problems.add(
                pathTo(pathTo(path, "executor"), key),
                `the driver and ${pods} need ${what}, more than the quota of team "${team}" ` +
                    `(${shownLimit}): ask for less, or raise the quota`,
            );
        }
    }
}

/** What a job needs of a team's other limits, which hold without a word of the team, too. */
function objects(
    { volumes = {} }: pulumi.Unwrap<ExecutorArgs>,
    executors: number,
    disk: number,
    quota: QuotaArgs,
) {
    const pods = executors + 1;
    const sizes = Object.values(volumes).flatMap(({ claimPerExecutor }) =>
        claimPerExecutor === undefined ? [] : [claimPerExecutor.size],
    );
    const claims = sizes.length * executors;
    const bytes = sizes.reduce((sum, size) => sum + quantityBytes(size), 0) * executors;
    const {
        pods: mostPods = DEFAULT_LIMITS.pods,
        volumeClaims = DEFAULT_LIMITS.volumeClaims,
        storage = DEFAULT_LIMITS.storage,
        ephemeralStorage,
    } = quota;
    return [
        {
            what: `${pods} pods`,
            needed: pods,
            limit: mostPods,
            shownLimit: `pods: ${mostPods}`,
        },
        {
            what: `${claims} volume claims`,
            needed: claims,
            limit: volumeClaims,
            shownLimit: `volumeClaims: ${volumeClaims}`,
        },
        {
            what: `${shownGib(bytes)} in volume claims`,
            needed: bytes,
            limit: quantityBytes(storage),
            shownLimit: `storage: "${storage}"`,
        },
        {
            what: `${shownGib(disk)} of their nodes' disks (${DEFAULT_DISK} for each container that asks for none)`,
            needed: disk,
            limit: ephemeralStorage === undefined ? Infinity : quantityBytes(ephemeralStorage),
            shownLimit: `ephemeralStorage: "${ephemeralStorage}"`,
        },
    ];
}

function shownGib(bytes: number): string {
    return `${Math.ceil(bytes / 2 ** 30)}Gi`;
}

/** The executors that a job cannot do without, and the key that says how many. */
function executors({ instances = 1, dynamicAllocation }: pulumi.Unwrap<ExecutorArgs>) {
    return dynamicAllocation === undefined
        ? { key: "instances", count: instances }
        : { key: "dynamicAllocation", count: Math.max(1, dynamicAllocation.min) };
}
