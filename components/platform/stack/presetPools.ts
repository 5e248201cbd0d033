import { Autoscaler } from "../../nodes/pools/autoscaler";
import { NodePoolArgs, NodeRole } from "../../nodes/pools/nodePoolArgs";
import { DEFAULT_NODE_POOLS } from "../../nodes/pools/nodePoolDefaults";

/** Upper limits of a role's pools. */
interface PoolLimit {
    /** vCPUs of each pool. */
    cpuLimit: number;
    /** Nodes of each node group: Cluster Autoscaler has one for each shape and zone. */
    maxNodes: number;
}

/** Limits of a preset's pools, by role. */
export type PoolLimits = Record<NodeRole, PoolLimit>;

/**
 * The default pools with a preset's limits, in the unit that the autoscaler counts: Karpenter vCPUs
 * of a pool, Cluster Autoscaler nodes of each group.
 */
export function limitedPools(
    limits: PoolLimits,
    autoscaler: Autoscaler,
): Record<string, NodePoolArgs> {
    return Object.fromEntries(
        Object.entries(DEFAULT_NODE_POOLS).map(([name, pool]) => {
            const { cpuLimit, maxNodes } = limits[pool.role];
            const limit = autoscaler === Autoscaler.Karpenter ? { cpuLimit } : { maxNodes };
            return [name, { ...pool, ...limit }];
        }),
    );
}
