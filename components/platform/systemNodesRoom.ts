import { allocatable, maxAllocatable } from "../nodes/instanceTypes/allocatable";
import { burstableType } from "../aws/burstableTypes";
import { instanceTypes } from "../nodes/instanceTypes/instanceTypes";
import { Autoscaler } from "../nodes/pools/autoscaler";
import { OperatorPlan } from "../operator/chart/plan";
import { hasRoomFor, Room, sum, times } from "./room";
import {
    ADDONS_PER_NODE,
    clusterPods,
    operatorPods,
    requestsOfAll,
    SystemPods,
} from "./systemPods";

/** Nodes for the system's pods, where they are known before the cluster exists. */
export interface SystemNodes {
    instanceType: string;
    count: number;
}

/** What runs on them. */
export interface SystemLoad {
    autoscaler?: Autoscaler;
    /** Number of nodes that the autoscaler assumes. */
    autoscalerNodes?: number;
    /** Undefined where an existing operator is used. */
    operator?: OperatorPlan;
}

/** What pods may ask for on a node of a type, as Karpenter expects it; undefined if that is unknown. */
export function nodeRoom(type: string): Room | undefined {
    const known = knownType(type);
    return known && allocatable(known);
}

/** A type of nodes for the system, which may be one that no pool uses. */
function knownType(name: string) {
    return burstableType(name) ?? instanceTypes.get(name);
}

/**
 * Why the system nodes are certainly too small for what must run on them: add-ons, autoscaler,
 * operators and webhook. Undefined if they may have room, or if their type is unknown.
 */
export function systemNodesProblem(
    nodes: SystemNodes,
    { autoscaler = Autoscaler.None, autoscalerNodes = nodes.count, operator }: SystemLoad,
): string | undefined {
    const { instanceType, count } = nodes;
    const type = knownType(instanceType);
    if (type === undefined) {
        return undefined;
    }
    const each = sum([maxAllocatable(type), times(ADDONS_PER_NODE, -1)]);
    const pods = [
        ...clusterPods(autoscaler, autoscalerNodes),
        ...(operator === undefined ? [] : operatorPods(operator)),
    ];
    const wanted = requestsOfAll(pods);
    const room = times(each, count);
    const large = pods.find((some) => some.count > 0 && !hasRoomFor(each, some.each));
    if (hasRoomFor(room, wanted) && large === undefined) {
        return undefined;
    }
    return (
        `${count} x ${instanceType} has no room for what must run there: ${names(pods)} request ` +
        `${text(wanted)}, and at most ${text(room)} are free` +
        (large === undefined ? "" : `; one pod of ${large.what} needs ${text(large.each)}`) +
        ": use a larger type, or more nodes (the preset study has 1 x t3.large)"
    );
}

function names(pods: readonly SystemPods[]): string {
    return [...new Set(pods.filter(({ count }) => count > 0).map(({ what }) => what))].join(", ");
}

function text({ cpuMillis, memoryMib, pods }: Room): string {
    const least = (value: number) => Math.max(0, value);
    const unit = least(pods) === 1 ? "pod" : "pods";
    return `${least(cpuMillis)}m CPU, ${least(memoryMib)}Mi and ${least(pods)} ${unit}`;
}
