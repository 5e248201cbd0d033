import { Autoscaler } from "../../nodes/pools/autoscaler";
import { NodeRoom } from "../../nodes/pools/nodePoolFacts";
import { RESOURCE_PREFIXES } from "../../spark/resources";
import { pathTo } from "../../validation/problems";
import { Role } from "../pods/podMemory";
import { Demand, PodRequest } from "../pods/podRequest";

/** A resource of which no node has enough for a pod. */
export interface LackingResource {
    /** Kubernetes' name, e.g. `nvidia.com/gpu`. */
    name: string;
    amount: number;
    /** The most that a node has. */
    most: number;
}

/** Whether a node has all that a pod asks for beside CPU and memory. */
export function hasResources(
    room: Pick<NodeRoom, "resources">,
    { resources }: PodRequest,
): boolean {
    // Not "<=": an amount that is not known yet is NaN, and no reason to refuse.
    return Object.entries(resources).every(
        ([name, amount]) => !(amount > (room.resources?.[name] ?? 0)),
    );
}

/** A resource of which none of some nodes has enough. */
export function lackingResource(
    { resources }: PodRequest,
    rooms: readonly Pick<NodeRoom, "resources">[],
): LackingResource | undefined {
    return Object.entries(resources)
        .map(([name, amount]) => ({
            name,
            amount,
            most: Math.max(0, ...rooms.map((room) => room.resources?.[name] ?? 0)),
        }))
        .find(({ amount, most }) => amount > most);
}

/** Where a job, or a property of its team, asks for a resource. */
export function resourcePath(
    path: string,
    role: Role,
    demand: Demand,
    { name }: LackingResource,
): string {
    const ofSpark = name.slice(name.lastIndexOf("/") + 1);
    return Object.hasOwn(demand[role].resources ?? {}, ofSpark)
        ? pathTo(pathTo(pathTo(path, role), "resources"), ofSpark)
        : pathTo(pathTo(path, "conf"), `${RESOURCE_PREFIXES[role]}${ofSpark}.amount`);
}

/** What to do where an autoscaler's nodes have none. */
export const OWN_NODES =
    "run it on a cluster whose own nodes have it, with " +
    `autoscaler: "${Autoscaler.None}" (docs/how-to/run-a-job.md, GPUs)`;

/** E.g. `2 nvidia.com/gpu, and no node of pool "gpus" has more than 1`. */
export function shownLack({ name, amount, most }: LackingResource, nodes: string): string {
    return `${amount} ${name}, and no node ${nodes} has ${most === 0 ? "any" : `more than ${most}`}`;
}
