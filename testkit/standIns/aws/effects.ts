import { CloudResource } from "./cloudResource";
import { TYPES } from "./types";
import { textAt, Values } from "./values";

/** The effect of a call on running nodes and files. */
export interface Effect {
    what:
        | "scaled"
        /** All nodes of a group are replaced, one after another. */
        | "rolled"
        | "upgraded"
        /** The files of a bucket are deleted. */
        | "emptied"
        | "deleted";
    type: string;
    /** Logical name. */
    name: string;
    from?: string | number;
    to?: string | number;
    /** Nodes whose pods are terminated. */
    drained: number;
}

/**
 * Changes of a launch template or version that replace the nodes (EKS user guide, "Update a managed
 * node group").
 */
const ROLLING = ["launchTemplate.version", "version", "releaseVersion"];

export function effectsOfUpdate(before: CloudResource, inputs: Values): Effect[] {
    const { type, name, live = {} } = before;
    const effects: Effect[] = [];
    if (type === TYPES.cluster) {
        const to = textAt(inputs, "version") ?? live.version;
        if (to !== live.version) {
            effects.push({ what: "upgraded", type, name, from: live.version, to, drained: 0 });
        }
    }
    if (type === TYPES.nodeGroup) {
        const { desiredSize: from = 0 } = live;
        const to = desiredAfter(before, inputs);
        if (to !== from) {
            effects.push({ what: "scaled", type, name, from, to, drained: Math.max(0, from - to) });
        }
        if (ROLLING.some((path) => textAt(before.inputs, path) !== textAt(inputs, path))) {
            effects.push({ what: "rolled", type, name, drained: Math.min(from, to) });
        }
    }
    return effects;
}

export function effectsOfDelete({ type, name, live }: CloudResource): Effect[] {
    const { objects = 0 } = live ?? {};
    if (type === TYPES.bucket && objects > 0) {
        return [{ what: "emptied", type, name, from: objects, to: 0, drained: 0 }];
    }
    return type === TYPES.cluster || type === TYPES.nodeGroup
        ? [{ what: "deleted", type, name, drained: live?.desiredSize ?? 0 }]
        : [];
}

/**
 * The provider sends all three sizes whenever one of them has changed, and the desired one is that of
 * the inputs (terraform-provider-aws, internal/service/eks/node_group.go, expandNodegroupScalingConfig).
 */
export function desiredAfter(before: CloudResource, inputs: Values): number {
    const [old, now] = [before.inputs, inputs].map(sizesOf);
    const isSent = JSON.stringify(old) !== JSON.stringify(now);
    return isSent ? (now?.desired ?? 0) : (before.live?.desiredSize ?? 0);
}

export interface Sizes {
    min: number;
    desired: number;
    max: number;
}

export function sizesOf(inputs: Values): Sizes {
    const { minSize, desiredSize, maxSize } = (inputs["scalingConfig"] ?? {}) as Values;
    return { min: Number(minSize), desired: Number(desiredSize), max: Number(maxSize) };
}
