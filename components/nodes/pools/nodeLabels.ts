import { NODE_LABELS, NODE_TAINTS } from "../../cluster/connection";
import { Capacity, NodePoolArgs } from "./nodePoolArgs";

/** Keeps off pods that do not tolerate it. */
export interface Taint {
    key: string;
    value: string;
    effect: "NoSchedule";
}

/** Labels and taints that show a node's pool, role and capacity, whatever created the node. */
export interface NodeMarks {
    labels: Record<string, string>;
    taints: Taint[];
}

/** Labels of a pool's nodes. Kubernetes adds the zone label. */
export function nodeLabels(pool: string, { role, capacity }: NodePoolArgs): Record<string, string> {
    return {
        [NODE_LABELS.pool]: pool,
        [NODE_LABELS.role]: role,
        [NODE_LABELS.capacity]: capacity,
    };
}

/** Taints of a pool's nodes: only pods of its role, and on spot only those that tolerate interruptions. */
export function nodeTaints({ role, capacity }: NodePoolArgs): Taint[] {
    const ofRole = taint(NODE_TAINTS.role, role);
    return capacity === Capacity.Spot ? [ofRole, taint(NODE_TAINTS.capacity, capacity)] : [ofRole];
}

/**
 * Labels and taints that existing nodes should have, by pool, if no autoscaler creates them (kind, a
 * borrowed cluster).
 */
export function expectedNodes(
    pools: Readonly<Record<string, NodePoolArgs>>,
): Record<string, NodeMarks> {
    return Object.fromEntries(
        Object.entries(pools).map(([name, pool]) => [
            name,
            { labels: nodeLabels(name, pool), taints: nodeTaints(pool) },
        ]),
    );
}

function taint(key: string, value: string): Taint {
    return { key, value, effect: "NoSchedule" };
}
