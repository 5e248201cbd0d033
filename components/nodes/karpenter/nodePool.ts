import { TERMINATION_GRACE_MINUTES } from "../autoscalerPods";
import { nodeLabels, nodeTaints, Taint } from "../pools/nodeLabels";
import { NodePoolArgs, NodeRole } from "../pools/nodePoolArgs";
import { GENERAL, NodeContext, poolArch, sizesOf } from "../pools/poolTypes";

/** A NodePool's reference to its node class. */
export interface NodeClassRef {
    group: string;
    kind: string;
    name: string;
}

/** A condition on the labels of an instance type. */
export interface Requirement {
    key: string;
    operator: "In" | "NotIn" | "Gt" | "Lt";
    values: string[];
}

interface Budget {
    nodes: string;
    reasons: string[];
}

interface Disruption {
    consolidationPolicy: "WhenEmpty";
    consolidateAfter: string;
    budgets: Budget[];
}

/** Karpenter's NodePool, with the fields used here. */
export interface KarpenterPool {
    apiVersion: "karpenter.sh/v1";
    kind: "NodePool";
    metadata: { name: string };
    spec: {
        template: {
            metadata: { labels: Record<string, string> };
            spec: {
                nodeClassRef: NodeClassRef;
                requirements: Requirement[];
                taints: Taint[];
                expireAfter: string;
                terminationGracePeriod: string;
            };
        };
        disruption: Disruption;
        limits?: { cpu: string };
        weight?: number;
    };
}

/**
 * Longer than the idle timeout of executors (`spark.dynamicAllocation.executorIdleTimeout`, 60 s), so
 * that a pause between two stages or jobs does not cost a node.
 */
const CONSOLIDATE_AFTER = "2m";

/** Karpenter's default of 10 % at a time would keep most of a finished job's nodes for a long time. */
const ALL_EMPTY: Budget = { nodes: "100%", reasons: ["Empty"] };

/** An outdated node is removed only when it is empty: otherwise a running driver would be terminated. */
const NO_OUTDATED: Budget = { nodes: "0", reasons: ["Drifted"] };

/** Executors can move, but only a few at a time, since their results must be recomputed. */
const FEW_OUTDATED: Budget = { nodes: "10%", reasons: ["Drifted"] };

/** Karpenter's default, set explicitly so that it cannot change. */
const MONTH = "720h";

/** Expiry would terminate a running driver after the grace period. Empty nodes are removed anyway. */
const NEVER = "Never";

/** The NodePool for a pool. Its node class has the same name unless another is passed. */
export function karpenterPool(
    name: string,
    pool: NodePoolArgs,
    context: NodeContext,
    nodeClassRef: NodeClassRef = { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name },
): KarpenterPool {
    const isDriver = pool.role === NodeRole.Driver;
    return {
        apiVersion: "karpenter.sh/v1",
        kind: "NodePool",
        metadata: { name },
        spec: {
            template: {
                metadata: { labels: nodeLabels(name, pool) },
                spec: {
                    nodeClassRef,
                    requirements: requirements(pool, context),
                    taints: nodeTaints(pool),
                    expireAfter: isDriver ? NEVER : MONTH,
                    terminationGracePeriod: `${TERMINATION_GRACE_MINUTES}m`,
                },
            },
            disruption: {
                // Consolidation would terminate drivers, and executors with their shuffle data.
                consolidationPolicy: "WhenEmpty",
                consolidateAfter: CONSOLIDATE_AFTER,
                budgets: [ALL_EMPTY, isDriver ? NO_OUTDATED : FEW_OUTDATED],
            },
            ...(pool.cpuLimit !== undefined && { limits: { cpu: String(pool.cpuLimit) } }),
            ...(pool.weight !== undefined && { weight: pool.weight }),
        },
    };
}

function requirements(pool: NodePoolArgs, context: NodeContext): Requirement[] {
    const zones = pool.zones ?? context.zones ?? [];
    return [
        among("kubernetes.io/arch", [poolArch(pool, context)]),
        among("kubernetes.io/os", ["linux"]),
        among("karpenter.sh/capacity-type", [pool.capacity]),
        ...(zones.length > 0 ? [among("topology.kubernetes.io/zone", zones)] : []),
        ...typeRequirements(pool),
        ...(pool.localStorage ? [moreThan("karpenter.k8s.aws/instance-local-nvme", 0)] : []),
    ];
}

function typeRequirements({ role, families, instanceTypes }: NodePoolArgs): Requirement[] {
    if (instanceTypes !== undefined) {
        return [among("node.kubernetes.io/instance-type", instanceTypes)];
    }
    const { min, max } = sizesOf(role);
    const sizes = [
        moreThan("karpenter.k8s.aws/instance-cpu", min - 1),
        lessThan("karpenter.k8s.aws/instance-cpu", max + 1),
    ];
    if (families !== undefined) {
        return [among("karpenter.k8s.aws/instance-family", families), ...sizes];
    }
    return [
        among("karpenter.k8s.aws/instance-category", GENERAL.categories),
        moreThan("karpenter.k8s.aws/instance-generation", GENERAL.generation - 1),
        { key: "karpenter.k8s.aws/instance-capability-flex", operator: "NotIn", values: ["true"] },
        ...sizes,
    ];
}

function among(key: string, values: readonly string[]): Requirement {
    return { key, operator: "In", values: [...values] };
}

function moreThan(key: string, bound: number): Requirement {
    return { key, operator: "Gt", values: [String(bound)] };
}

function lessThan(key: string, bound: number): Requirement {
    return { key, operator: "Lt", values: [String(bound)] };
}
