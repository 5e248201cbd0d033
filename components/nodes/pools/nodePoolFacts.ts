import { ClusterFacts } from "../../cluster/clusterFacts";
import { allocatable } from "../instanceTypes/allocatable";
import { InstanceType } from "../instanceTypes/instanceTypes";
import { Autoscaler } from "./autoscaler";
import { shapeGroups } from "./nodeGroupShapes";
import { NodePoolArgs, NodeRole } from "./nodePoolArgs";
import { NodePoolContext, poolTypes } from "./poolTypes";

/** What pods may request on an empty node. DaemonSets take their share of it. */
export interface NodeRoom {
    /** EC2 instance type of the node. */
    instanceType: string;
    /** CPU in thousandths of a vCPU. */
    cpuMillis: number;
    /** Memory in MiB. */
    memoryMib: number;
    /**
     * What else it has, such as GPUs, by Kubernetes' name.
     * @default nothing, as the instance types that node pools know
     * @example { "nvidia.com/gpu": 1 }
     */
    resources?: Record<string, number>;
}

/** What a job needs to know about a node pool. */
export interface NodePoolFacts {
    /** What runs on its nodes. */
    role: NodeRole;
    /** Zones of its nodes. */
    zones: string[];
    /** Its largest nodes: all others have no more CPU and no more memory than one of them. */
    largest: NodeRoom[];
}

/** What jobs need to know about node pools, by name. */
export function nodePoolFacts(
    pools: Readonly<Record<string, NodePoolArgs>>,
    context: NodePoolContext,
): Record<string, NodePoolFacts> {
    return Object.fromEntries(
        Object.entries(pools).map(([name, pool]) => [
            name,
            {
                role: pool.role,
                zones: [...(pool.zones ?? context.zones ?? [])].sort(),
                largest: largestRooms(rooms(pool, context)),
            },
        ]),
    );
}

/**
 * Facts about a cluster with an autoscaler. Its current nodes do not count: they may be system nodes
 * only, and others are added when pods need them.
 */
export function factsOfPools(pools: Readonly<Record<string, NodePoolFacts>>): ClusterFacts {
    const zones = Object.values(pools).flatMap((pool) => pool.zones);
    return { labelled: true, zones: [...new Set(zones)].sort() };
}

/** The largest rooms, each size once. */
export function largestRooms(all: readonly NodeRoom[]): NodeRoom[] {
    return all.filter(
        (room, index) =>
            !all.some(
                (other, at) =>
                    other.cpuMillis >= room.cpuMillis &&
                    other.memoryMib >= room.memoryMib &&
                    hasResources(other, room) &&
                    (isSame(other, room) ? at < index : true),
            ),
    );
}

function isSame(a: NodeRoom, b: NodeRoom): boolean {
    return a.cpuMillis === b.cpuMillis && a.memoryMib === b.memoryMib && hasResources(b, a);
}

/** Whether a node has all of another's resources besides CPU and memory. */
function hasResources(room: NodeRoom, { resources = {} }: NodeRoom): boolean {
    return Object.entries(resources).every(
        ([name, amount]) => (room.resources?.[name] ?? 0) >= amount,
    );
}

/** Rooms of all nodes that the pool's limit allows. */
function rooms(pool: NodePoolArgs, context: NodePoolContext): NodeRoom[] {
    return allowedNodes(pool, context).map(smallestRoom);
}

/** Types of all nodes that a pool's limit allows, grouped by what its autoscaler treats as identical. */
export function allowedNodes(pool: NodePoolArgs, context: NodePoolContext): InstanceType[][] {
    const { cpuLimit = Infinity } = pool;
    return interchangeableTypes(pool, context).filter((types) =>
        types.every(({ vcpus }) => vcpus <= cpuLimit),
    );
}

/** A pool's types, grouped by what its autoscaler treats as identical. */
function interchangeableTypes(pool: NodePoolArgs, context: NodePoolContext): InstanceType[][] {
    return context.autoscaler === Autoscaler.ClusterAutoscaler
        ? shapeGroups(pool, context).map(({ types }) => types)
        : poolTypes(pool, context).map((type) => [type]);
}

/** The minimum of each resource, as in the tags of a node group: see {@link resourceTags}. */
function smallestRoom(types: InstanceType[]): NodeRoom {
    const all = types.map(allocatable);
    return {
        instanceType: types[0]?.name ?? "",
        cpuMillis: Math.min(...all.map(({ cpuMillis }) => cpuMillis)),
        memoryMib: Math.min(...all.map(({ memoryMib }) => memoryMib)),
    };
}
