import { NODE_LABELS, NODE_TAINTS } from "../../cluster/connection";
import { Node, Taint } from "../../kubernetes/objects";
import { largestRooms, NodeRoom } from "../../nodes/pools/nodePoolFacts";
import { formatValue, pathTo } from "../../validation/problems";
import { cpuCores, quantityBytes } from "../../validation/quantities";
import { hasResources, lackingResource, resourcePath, shownLack } from "../fit/resourceFit";
import { ManifestParts, placedJob } from "../manifest/applicationSpec";
import { Role } from "../pods/podMemory";
import { Demand, PodRequest, podRequest, shownCpu, shownMemory } from "../pods/podRequest";

/** How messages name the pods of a role. */
const PODS: Record<Role, string> = { driver: "the driver", executor: "each executor" };

/** Of so many nodes a message tells the size. */
const MOST_SHOWN = 3;

const PENDING = "its pods will stay Pending unless such a node is added";

/** The pods of a role, and the nodes that they may go to. */
interface RolePods {
    role: Role;
    demand: Demand;
    labelled: boolean;
    zone?: string;
    /** Whether the job itself says in which zone it runs. */
    isOwnZone: boolean;
}

/**
 * What keeps a job's pods off all nodes that a cluster has now: one message for each role. Somebody
 * may add other nodes, so that it is no error.
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
            ? `${role}: no node has ${shownLabels(labels)}, without taints of others: ${PENDING}`
            : undefined;
    }
    const inZone = ofRole.filter(
        (node) => !labelled || zone === undefined || zoneOf(node) === zone,
    );
    if (inZone.length === 0) {
        const zones = [...new Set(ofRole.flatMap((node) => zoneOf(node) ?? []))].sort();
        const which = pool === undefined ? `${role}s` : `pool ${formatValue(pool)}`;
        return (
            `${isOwnZone ? "zone" : role}: no node for ${which} is in ${formatValue(zone)}, where the job is: ` +
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
        return `${resourcePath("", role, demand, lacking)}: ${PODS[role]} requests ${shownLack(lacking, "that it may go to")}: ${PENDING}`;
    }
    const largest = largestRooms(rooms);
    const hasCpu = largest.some(({ cpuMillis }) => cpuMillis >= request.cpuMillis);
    const cpuKey = demand[role].coreRequest === undefined ? "cores" : "coreRequest";
    const shown = largest
        .slice(0, MOST_SHOWN)
        .map((room) => `${room.instanceType} with ${shownRoom(room)}`)
        .join("; ");
    return (
        `${pathTo(role, hasCpu ? "memory" : cpuKey)}: ${PODS[role]} requests ${shownRoom(request)}, more than ` +
        `any node that it may go to has (largest: ${shown}): ask for less; ${PENDING}`
    );
}

/** Labels that a node must have for the pods; what it is called is the pods' own rule (`placement`). */
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

/** Whether the pods tolerate what a node is tainted with. */
function isOpen({ role, demand }: RolePods, { spec }: Node): boolean {
    const own: readonly string[] = [
        ...Object.values(NODE_TAINTS),
        ...Object.keys(podRequest(role, demand).resources),
    ];
    const { tolerations = [], podTemplate } = demand[role];
    // A template is Kubernetes' own, and merged last: whoever writes one knows the nodes.
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
    // Not "<=": an amount that is not known is NaN, and nothing to warn of.
    return (
        !(request.cpuMillis > room.cpuMillis) &&
        !(request.memoryMib > room.memoryMib) &&
        hasResources(room, request)
    );
}

/** What all pods of a node may ask for. */
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

function shownLabels(labels: Record<string, string>): string {
    return Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(", ");
}

function shownRoom({ cpuMillis, memoryMib }: Pick<PodRequest, "cpuMillis" | "memoryMib">): string {
    return `${shownCpu(Math.floor(cpuMillis))} and ${shownMemory(Math.floor(memoryMib))}`;
}
