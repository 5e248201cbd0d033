import { NodeRole } from "../../nodes/pools/nodePoolArgs";
import { largestRooms, NodePoolFacts, NodeRoom } from "../../nodes/pools/nodePoolFacts";
import {
    alternatives,
    pathTo,
    Problems,
    formatValue,
    unknownName,
} from "../../validation/problems";
import { ZonePolicy } from "../args/jobArgs";
import { Demand, podRequest, PodRequest, formatCpu, formatMemory } from "../pods/podRequest";
import {
    hasResources,
    lackingResource,
    OWN_NODES,
    resourcePath,
    formatShortage,
} from "./resourceFit";

type Pools = Readonly<Record<string, NodePoolFacts>>;

/** The zones that a job may run in. */
export interface JobZones {
    zone?: string;
    zonePolicy?: ZonePolicy;
}

/** A role's pods, and the zone that they must be in, if any. */
interface RolePods {
    role: NodeRole;
    demand: Demand;
    zone?: string;
}

/** Names of a role's pods in messages. */
const PODS: Record<NodeRole, { one: string; all: string }> = {
    [NodeRole.Driver]: { one: "the driver", all: "drivers" },
    [NodeRole.Executor]: { one: "each executor", all: "executors" },
};

/** Adds that no pool has nodes in a job's zone. Returns whether a pool may have some. */
export function jobZoneProblems(
    path: string,
    zone: unknown,
    pools: Pools,
    problems: Problems,
): boolean {
    const zones = zonesOf(pools);
    const isUnknown = typeof zone === "string" && !zones.includes(zone);
    if (isUnknown) {
        problems.add(pathTo(path, "zone"), unknownName("zone", zone, zones));
    }
    return !isUnknown;
}

/** Adds why a job's pods fit on no node of the pools. */
export function poolProblems(
    path: string,
    demand: Demand,
    { zone, zonePolicy }: JobZones,
    pools: Pools,
    problems: Problems,
): void {
    const [driver, executor] = Object.values(NodeRole).map((role) =>
        poolsFor(path, { role, demand, zone }, pools, problems),
    );
    if (driver === undefined || executor === undefined || zonePolicy === ZonePolicy.Any) {
        return;
    }
    if (commonZones(driver, executor).length === 0) {
        problems.add(
            pathTo(path, "zonePolicy"),
            `"${ZonePolicy.Single}" keeps all pods in one zone, but no zone has room for all: nodes ` +
                `for the driver are in ${zonesOf(driver).join(", ")}, for executors in ` +
                `${zonesOf(executor).join(", ")}: choose other pools, or "${ZonePolicy.Any}"`,
        );
    }
}

/** Zones with room for all pods of a job. */
export function zonesWithRoom(demand: Demand, pools: Pools): string[] {
    const [driver = {}, executor = {}] = Object.values(NodeRole).map((role) =>
        withRoom(podRequest(role, demand), allowed({ role, demand }, pools)),
    );
    return commonZones(driver, executor);
}

/**
 * Pools whose nodes have room for a role's pods; undefined after adding a problem if there are
 * none.
 */
function poolsFor(
    path: string,
    pods: RolePods,
    pools: Pools,
    problems: Problems,
): Pools | undefined {
    const { role, demand, zone } = pods;
    const { pool } = demand[role];
    const unusable = pool === undefined ? undefined : unusablePool(role, pool, pools);
    if (unusable !== undefined) {
        problems.add(pathTo(pathTo(path, role), "pool"), unusable);
        return undefined;
    }
    const anywhere = allowed({ role, demand }, pools);
    const here = allowed(pods, pools);
    const names = alternatives(Object.keys(anywhere));
    if (Object.keys(here).length === 0) {
        problems.add(
            pathTo(path, "zone"),
            `${formatValue(zone)} has no nodes of pool ${names}: they are in ` +
                zonesOf(anywhere).join(", "),
        );
        return undefined;
    }
    const request = podRequest(role, demand);
    const found = withRoom(request, here);
    if (Object.keys(found).length > 0) {
        return found;
    }
    const largest = roomsOf(here);
    const lacking = lackingResource(request, largest);
    if (lacking !== undefined) {
        problems.add(
            resourcePath(path, role, demand, lacking),
            `${PODS[role].one} requests ${formatShortage(lacking, `of pool ${alternatives(Object.keys(here))}`)}: ${OWN_NODES}`,
        );
        return undefined;
    }
    problems.add(
        pathTo(pathTo(path, role), excess(role, demand, request, largest)),
        `${PODS[role].one} requests ${formatRoom(request)}, more than any node of pool ` +
            `${alternatives(Object.keys(here))} ${zone === undefined ? "" : `in ${zone} `}has ` +
            `(largest: ${formatRooms(largest)}): request less, or allow larger nodes there`,
    );
    return undefined;
}

/** Why a role's pods cannot use a pool, if so. */
function unusablePool(role: NodeRole, name: string, pools: Pools): string | undefined {
    const known = Object.keys(ofRole(role, pools));
    if (known.includes(name)) {
        return undefined;
    }
    const other = Object.hasOwn(pools, name) ? pools[name] : undefined;
    return other === undefined
        ? unknownName("node pool", name, known)
        : `${formatValue(name)} is a pool for ${PODS[other.role].all}: use ${alternatives(known)}`;
}

/** Pools that pods may run on if they fit. */
function allowed({ role, demand, zone }: RolePods, pools: Pools): Pools {
    const { pool } = demand[role];
    return filtered(
        ofRole(role, pools),
        ({ zones }, name) =>
            (pool === undefined || name === pool) && (zone === undefined || zones.includes(zone)),
    );
}

function ofRole(role: NodeRole, pools: Pools): Pools {
    return filtered(pools, (pool) => pool.role === role);
}

function withRoom(request: PodRequest, pools: Pools): Pools {
    // Not ">=": an amount that is not known yet is NaN, which is no reason to refuse.
    return filtered(pools, ({ largest }) =>
        largest.some(
            (room) =>
                !(request.cpuMillis > room.cpuMillis) &&
                !(request.memoryMib > room.memoryMib) &&
                hasResources(room, request),
        ),
    );
}

function filtered(pools: Pools, keep: (pool: NodePoolFacts, name: string) => boolean): Pools {
    return Object.fromEntries(Object.entries(pools).filter(([name, pool]) => keep(pool, name)));
}

function commonZones(some: Pools, others: Pools): string[] {
    const zones = zonesOf(others);
    return zonesOf(some).filter((zone) => zones.includes(zone));
}

function zonesOf(pools: Pools): string[] {
    return [...new Set(Object.values(pools).flatMap(({ zones }) => zones))].sort();
}

/** The largest nodes of all pools together. */
function roomsOf(pools: Pools): NodeRoom[] {
    return largestRooms(Object.values(pools).flatMap(({ largest }) => largest));
}

/** The argument that requests too much; memory if both fit separately. */
function excess(
    role: NodeRole,
    demand: Demand,
    { cpuMillis }: PodRequest,
    largest: NodeRoom[],
): string {
    if (largest.some((room) => room.cpuMillis >= cpuMillis)) {
        return "memory";
    }
    return demand[role].coreRequest === undefined ? "cores" : "coreRequest";
}

function formatRoom({ cpuMillis, memoryMib }: Pick<PodRequest, "cpuMillis" | "memoryMib">): string {
    return `${formatCpu(cpuMillis)} and ${formatMemory(memoryMib)}`;
}

function formatRooms(rooms: NodeRoom[]): string {
    return rooms.map((room) => `${room.instanceType} with ${formatRoom(room)}`).join("; ");
}
