import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_DISK } from "../../team/isolation/isolation";
import { DEFAULT_LIMITS } from "../../team/isolation/objectQuota";
import { QuotaArgs } from "../../team/teamArgs";
import { pathTo, Problems } from "../../validation/problems";
import { cpuCores, quantityBytes } from "../../validation/quantities";
import { ExecutorArgs } from "../args/roleArgs";
import { Demand, quotaRequest, formatCpu, formatMemory } from "../pods/podRequest";
import { Amounts } from "../pods/sideContainers";

/** A resource that a quota limits. */
interface Resource {
    key: "cpu" | "memory";
    of: (request: Amounts) => number;
    /** The quota's limit, in the same unit. */
    limit: (quantity: string) => number;
    format: (amount: number) => string;
}

const RESOURCES: Resource[] = [
    {
        key: "cpu",
        of: ({ cpuMillis }) => cpuMillis,
        limit: (quantity) => cpuCores(quantity) * 1000,
        format: formatCpu,
    },
    {
        key: "memory",
        // The quota applies to requests and limits.
        of: ({ memoryLimitMib }) => memoryLimitMib,
        limit: (quantity) => quantityBytes(quantity) / 2 ** 20,
        format: formatMemory,
    },
];

/**
 * Adds where a team's quota has no room for a job's minimum: its driver and all of a fixed number
 * of executors, or a range's minimum (at least one). A range's maximum may exceed the quota: the
 * job then takes what is free.
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
                    `(${resource.key}: "${quantity}"): request less, or raise the quota`,
            );
        }
    }
    const disk = ofDriver.diskBytes + count * ofExecutor.diskBytes;
    for (const { what, needed, limit, limitText } of objects(demand.executor, count, disk, quota)) {
        if (needed > limit) {
            problems.add(
                pathTo(pathTo(path, "executor"), key),
                `the driver and ${pods} need ${what}, more than the quota of team "${team}" ` +
                    `(${limitText}): request less, or raise the quota`,
            );
        }
    }
}

/** What a job needs of a team's other limits, which also apply by default. */
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
        pods: maxPods = DEFAULT_LIMITS.pods,
        volumeClaims = DEFAULT_LIMITS.volumeClaims,
        storage = DEFAULT_LIMITS.storage,
        ephemeralStorage,
    } = quota;
    return [
        {
            what: `${pods} pods`,
            needed: pods,
            limit: maxPods,
            limitText: `pods: ${maxPods}`,
        },
        {
            what: `${claims} volume claims`,
            needed: claims,
            limit: volumeClaims,
            limitText: `volumeClaims: ${volumeClaims}`,
        },
        {
            what: `${formatGib(bytes)} in volume claims`,
            needed: bytes,
            limit: quantityBytes(storage),
            limitText: `storage: "${storage}"`,
        },
        {
            what: `${formatGib(disk)} of their nodes' disks (${DEFAULT_DISK} for each container that requests none)`,
            needed: disk,
            limit: ephemeralStorage === undefined ? Infinity : quantityBytes(ephemeralStorage),
            limitText: `ephemeralStorage: "${ephemeralStorage}"`,
        },
    ];
}

function formatGib(bytes: number): string {
    return `${Math.ceil(bytes / 2 ** 30)}Gi`;
}

/** The minimum number of executors, and the key that sets it. */
function executors({ instances = 1, dynamicAllocation }: pulumi.Unwrap<ExecutorArgs>) {
    return dynamicAllocation === undefined
        ? { key: "instances", count: instances }
        : { key: "dynamicAllocation", count: Math.max(1, dynamicAllocation.min) };
}
