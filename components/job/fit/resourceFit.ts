import { Autoscaler } from "../../nodes/pools/autoscaler";
import { NodeRoom } from "../../nodes/pools/nodePoolFacts";
import { RESOURCE_PREFIXES } from "../../spark/resources";
import { pathTo } from "../../validation/problems";
import { Role } from "../pods/podMemory";
import { Demand, PodRequest } from "../pods/podRequest";

/** A resource that no node has enough of for a pod. */
export interface LackingResource {
    /** Kubernetes' name, e.g. `nvidia.com/gpu`. */
    name: string;
    amount: number;
    /** The maximum on any node. */
    most: number;
}

/** Whether a node has all resources that a pod requests beside CPU and memory. */
export function hasResources(
    room: Pick<NodeRoom, "resources">,
    { resources }: PodRequest,
): boolean {
    // Not "<=": an amount that is not known yet is NaN, which is no reason to refuse.
    return Object.entries(resources).every(
        ([name, amount]) => !(amount > (room.resources?.[name] ?? 0)),
    );
}

/** A resource that none of the nodes has enough of. */
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

/** The path where a job, or a property of its team, requests a resource. */
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

/** Advice if an autoscaler's nodes have none. */
export const OWN_NODES =
    "run it on a cluster whose own nodes have it, with " +
    `autoscaler: "${Autoscaler.None}" (docs/how-to/use-gpus.md)`;

/** E.g. `2 nvidia.com/gpu, but no node of pool "gpus" has more than 1`. */
export function formatShortage({ name, amount, most }: LackingResource, nodes: string): string {
    return `${amount} ${name}, but no node ${nodes} has ${most === 0 ? "any" : `more than ${most}`}`;
}
