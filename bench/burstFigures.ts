import { NODE_LABELS } from "../components/cluster/connection";
import { instanceTypes } from "../components/nodes/instanceTypes/instanceTypes";
import { LABELS } from "../components/validation/labels";
import { cpuCores, quantityBytes } from "../components/validation/quantities";

interface Resources {
    cpu: string;
    memory: string;
}

/** A node, as returned by the API server. */
export interface BurstNode {
    metadata: { name: string; labels: Record<string, string> };
    status: { allocatable: Resources };
}

/** A pod, as returned by the API server. */
export interface BurstPod {
    metadata: { labels: Record<string, string> };
    spec: { nodeName?: string; containers: { resources: { requests: Resources } }[] };
}

/** The resources of a burst while all of its pods run. */
export interface BurstFigures {
    nodes: number;
    dollarsPerHour: number;
    /** The pods' requests as a share of the nodes' allocatable resources. */
    cpuShare: number;
    memoryShare: number;
    /** Pairs of executors of one job in different zones. */
    crossZonePairs: number;
    /** Pairs of executors of one job. */
    pairs: number;
    /** Nodes by type and capacity, most first, e.g. `3 x r6a.8xlarge spot`. */
    types: string[];
}

/** @param spotDiscount spot discount as a share of the on-demand price */
export function burstFigures(
    nodes: BurstNode[],
    pods: BurstPod[],
    spotDiscount: number,
): BurstFigures {
    const zones = new Map(
        nodes.map(({ metadata: { name, labels } }) => [name, labels[NODE_LABELS.zone] ?? ""]),
    );
    const requests = pods.map(({ spec }) => spec.containers[0]?.resources.requests);
    const allocatable = nodes.map(({ status }) => status.allocatable);
    return {
        nodes: nodes.length,
        dollarsPerHour: sum(nodes.map((node) => pricePerHour(node, spotDiscount))),
        cpuShare: cpuOf(requests) / cpuOf(allocatable),
        memoryShare: memoryOf(requests) / memoryOf(allocatable),
        ...pairsOf(pods, zones),
        types: countedLines(nodes.map((node) => [typeOf(node), capacityOf(node)].join(" "))),
    };
}

/** From the library's label; nodes without it are on-demand. */
function capacityOf({ metadata }: BurstNode): string {
    return metadata.labels[NODE_LABELS.capacity] ?? "on-demand";
}

function typeOf({ metadata }: BurstNode): string {
    return metadata.labels["node.kubernetes.io/instance-type"] ?? "";
}

function pricePerHour(node: BurstNode, spotDiscount: number): number {
    const type = instanceTypes.get(typeOf(node));
    if (type === undefined) {
        throw new Error(`${node.metadata.name}: no price for the type "${typeOf(node)}"`);
    }
    return type.pricePerHour * (capacityOf(node) === "spot" ? 1 - spotDiscount : 1);
}

function pairsOf(pods: BurstPod[], zones: Map<string, string>) {
    const jobs = new Map<string, string[]>();
    for (const { metadata, spec } of pods) {
        if (metadata.labels["spark-role"] === "executor") {
            const job = metadata.labels[LABELS.job] ?? "";
            jobs.set(job, [...(jobs.get(job) ?? []), zones.get(spec.nodeName ?? "") ?? ""]);
        }
    }
    const executorZones = [...jobs.values()];
    const pairs = sum(executorZones.map(({ length }) => pairsAmong(length)));
    const ofOneZone = executorZones.flatMap((ofJob) => [...counts(ofJob).values()]).map(pairsAmong);
    return { pairs, crossZonePairs: pairs - sum(ofOneZone) };
}

function pairsAmong(count: number): number {
    return (count * (count - 1)) / 2;
}

function countedLines(items: string[]): string[] {
    const sorted = [...counts(items)].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return sorted.map(([item, count]) => `${count} x ${item}`);
}

function counts(items: string[]): Map<string, number> {
    const found = new Map<string, number>();
    for (const item of items) {
        found.set(item, (found.get(item) ?? 0) + 1);
    }
    return found;
}

function cpuOf(resources: (Resources | undefined)[]): number {
    return sum(resources.map((one) => cpuCores(one?.cpu)));
}

function memoryOf(resources: (Resources | undefined)[]): number {
    return sum(resources.map((one) => quantityBytes(one?.memory)));
}

function sum(values: number[]): number {
    return values.reduce((total, value) => total + value, 0);
}
