import { Capacity, NodePoolArgs, NodeRole } from "../pools/nodePoolArgs";
import { allowedNodes } from "../pools/nodePoolFacts";
import { categoryOf, familyOf, NodePoolContext } from "../pools/poolTypes";

/** vCPUs that something needs from a quota. */
export interface VcpuNeed {
    vcpus: number;
    /** E.g. `a node for drivers`. */
    what: string;
}

/**
 * Categories of instance types that share the "Standard" quotas (EC2 user guide, "Amazon EC2 instance
 * type quotas": A, C, D, H, I, M, R, T, Z). X and others have their own quotas.
 */
const STANDARD = /^(a|c|d|h|i|im|is|m|r|t|z)$/;

/** Whether an instance type counts against the "Standard" quotas. */
export function isStandard(instanceType: string): boolean {
    return STANDARD.test(categoryOf(familyOf(instanceType)));
}

/**
 * What the smallest job needs from the "Standard" quotas: a node of the smallest size for its driver,
 * and one for its executors. A role with spot pools needs spot, and on-demand only as a fallback.
 */
export function vcpuNeeds(
    pools: Readonly<Record<string, NodePoolArgs>>,
    context: NodePoolContext,
): Record<Capacity, VcpuNeed[]> {
    const needs: Record<Capacity, VcpuNeed[]> = { [Capacity.OnDemand]: [], [Capacity.Spot]: [] };
    for (const role of [NodeRole.Driver, NodeRole.Executor]) {
        const ofRole = Object.values(pools).filter((pool) => pool.role === role);
        const spot = ofRole.filter(({ capacity }) => capacity === Capacity.Spot);
        const sizes = (spot.length > 0 ? spot : ofRole)
            .flatMap((pool) => allowedNodes(pool, context).flat())
            .filter(({ name }) => isStandard(name))
            .map(({ vcpus }) => vcpus);
        if (sizes.length > 0) {
            const capacity = spot.length > 0 ? Capacity.Spot : Capacity.OnDemand;
            needs[capacity].push({ vcpus: Math.min(...sizes), what: `a node for ${role}s` });
        }
    }
    return needs;
}
