import { NODE_LABELS, NODE_TAINTS } from "../../cluster/connection";
import { Node, Taint } from "../../kubernetes/objects";
import { largestRooms, NodeRoom } from "../../nodes/pools/nodePoolFacts";
import { formatValue, pathTo } from "../../validation/problems";
import { cpuCores, quantityBytes } from "../../validation/quantities";
import { hasResources, lackingResource, resourcePath, formatShortage } from "../fit/resourceFit";
import { ManifestParts, placedJob } from "../manifest/applicationSpec";
import { Role } from "../pods/podMemory";
import { Demand, PodRequest, podRequest, formatCpu, formatMemory } from "../pods/podRequest";

/** Names of a role's pods in messages. */
const PODS: Record<Role, string> = { driver: "the driver", executor: "each executor" };

/** Number of nodes whose size a message shows. */
const MAX_SHOWN = 3;

const PENDING = "its pods will stay Pending unless such a node is added";

/** A role's pods, and the nodes that they may run on. */
interface RolePods {
    role: Role;
    demand: Demand;
    labelled: boolean;
    zone?: string;
    /** Whether the job sets its own zone. */
    isOwnZone: boolean;
}

/**
 * Why a job's pods fit on none of a cluster's current nodes: one message for each role. Not an
 * error, since nodes may be added.
 */
export function nodeWarnings(parts: ManifestParts, nodes: readonly Node[]): string[] {
    const { merged, demand, zone } = placedJob(parts);
    const { labelled } = parts.facts;
    const isOwnZone = merged.args.zone !== undefined;
    return nodes.length === 0
        ? []
        : (["driver", "executor"] as const).flatMap(
              (role) => warning({ role, demand, labelled, zone, isOwnZone }, nodes) ?? [],
          );
}

function warning(pods: RolePods, nodes: readonly Node[]): string | undefined {
    const { role, demand, labelled, zone, isOwnZone } = pods;
    const { pool } = demand[role];
    const ofRole = nodes.filter((node) => isFor(pods, node) && isOpen(pods, node));
    if (ofRole.length === 0) {
        const labels = labelsOf(pods);
        return Object.keys(labels).length > 0
            ? `${role}: no node has ${formatLabels(labels)} and only taints that the pods tolerate: ${PENDING}`
            : undefined;
    }
    const inZone = ofRole.filter(
        (node) => !labelled || zone === undefined || zoneOf(node) === zone,
    );
    if (inZone.length === 0) {
        const zones = [...new Set(ofRole.flatMap((node) => zoneOf(node) ?? []))].sort();
        const which = pool === undefined ? `${role}s` : `pool ${formatValue(pool)}`;
        return (
            `${isOwnZone ? "zone" : role}: no node for ${which} is in ${formatValue(zone)}, the job's zone: ` +
            `they are in ${zones.length === 0 ? "no zone" : zones.join(", ")}; ${PENDING}`
        );
    }
    return roomWarning(pods, inZone);
}

function roomWarning({ role, demand }: RolePods, nodes: readonly Node[]): string | undefined {
    const request = podRequest(role, demand);
    const rooms = nodes.map(roomOf);
    if (rooms.some((room) => isEnough(room, request))) {
        return undefined;
    }
    const lacking = lackingResource(request, rooms);
    if (lacking !== undefined) {
        return `${resourcePath("", role, demand, lacking)}: ${PODS[role]} requests ${formatShortage(lacking, "that it may run on")}: ${PENDING}`;
    }
    const largest = largestRooms(rooms);
    const hasCpu = largest.some(({ cpuMillis }) => cpuMillis >= request.cpuMillis);
    const cpuKey = demand[role].coreRequest === undefined ? "cores" : "coreRequest";
    const shown = largest
        .slice(0, MAX_SHOWN)
        .map((room) => `${room.instanceType} with ${formatRoom(room)}`)
        .join("; ");
    return (
        `${pathTo(role, hasCpu ? "memory" : cpuKey)}: ${PODS[role]} requests ${formatRoom(request)}, more than ` +
        `any node that it may run on has (largest: ${shown}): request less; ${PENDING}`
    );
}

/** Labels that the pods require of a node, by the same rules as `placement`. */
function labelsOf({ role, demand, labelled }: RolePods): Record<string, string> {
    const { pool, nodeSelector } = demand[role];
    const places = {
        [NODE_LABELS.role]: role,
        ...(role === "driver" && { [NODE_LABELS.capacity]: "on-demand" }),
        ...(pool !== undefined && { [NODE_LABELS.pool]: pool }),
    };
    return { ...(labelled && places), ...nodeSelector };
}

function isFor(pods: RolePods, { metadata }: Node): boolean {
    return Object.entries(labelsOf(pods)).every(
        ([label, value]) => metadata?.labels?.[label] === value,
    );
}

/** Whether the pods tolerate a node's taints. */
function isOpen({ role, demand }: RolePods, { spec }: Node): boolean {
    const own: readonly string[] = [
        ...Object.values(NODE_TAINTS),
        ...Object.keys(podRequest(role, demand).resources),
    ];
    const { tolerations = [], podTemplate } = demand[role];
    // A template may contain anything and is merged last: its author knows the nodes.
    const isTolerated = ({ key = "", value = "", effect }: Taint) =>
        podTemplate !== undefined ||
        effect === "PreferNoSchedule" ||
        own.includes(key) ||
        tolerations.some(
            (one) =>
                (one.key ?? key) === key &&
                (one.effect ?? effect) === effect &&
                (one.operator === "Exists" || (one.value ?? "") === value),
        );
    return (spec?.taints ?? []).every(isTolerated);
}

function isEnough(room: NodeRoom, request: PodRequest): boolean {
    // Not "<=": an amount that is not known is NaN, which is no reason to warn.
    return (
        !(request.cpuMillis > room.cpuMillis) &&
        !(request.memoryMib > room.memoryMib) &&
        hasResources(room, request)
    );
}

/** What all pods of a node may request together. */
function roomOf({ metadata, status }: Node): NodeRoom {
    const { cpu, memory, ...others } = status?.allocatable ?? {};
    const resources = Object.entries(others)
        .filter(([name]) => name.includes("/"))
        .map(([name, amount]) => [name, Number(amount)] as const);
    return {
        instanceType: metadata?.name ?? "",
        cpuMillis: cpuCores(cpu) * 1000,
        memoryMib: quantityBytes(memory) / 2 ** 20,
        resources: Object.fromEntries(resources),
    };
}

function zoneOf({ metadata }: Node): string | undefined {
    return metadata?.labels?.[NODE_LABELS.zone];
}

function formatLabels(labels: Record<string, string>): string {
    return Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(", ");
}

function formatRoom({ cpuMillis, memoryMib }: Pick<PodRequest, "cpuMillis" | "memoryMib">): string {
    return `${formatCpu(Math.floor(cpuMillis))} and ${formatMemory(Math.floor(memoryMib))}`;
}
