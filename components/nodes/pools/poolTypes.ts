import { Architecture, InstanceType } from "../instanceTypes/instanceTypes";
import { Autoscaler } from "./autoscaler";
import { NodePoolArgs, NodeRole } from "./nodePoolArgs";

/** What the nodes of pools are selected from. */
export interface NodeContext {
    /** All known instance types, by name. */
    instanceTypes: ReadonlyMap<string, InstanceType>;
    /**
     * The cluster's zones.
     * @default unknown
     */
    zones?: readonly string[];
}

/** What node pools must fit. */
export interface NodePoolContext extends NodeContext {
    /** @default unknown, because its configuration is invalid */
    autoscaler?: Autoscaler;
}

/** Range of vCPUs per node, inclusive. */
interface Sizes {
    min: number;
    max: number;
}

/**
 * Sizes to choose from unless the types are listed. On smaller nodes, system pods take too large a
 * share. Larger ones lose more executors at once when spot capacity is reclaimed, and a single driver
 * keeps more unused capacity running.
 */
const SIZES: Record<NodeRole, Sizes> = {
    [NodeRole.Driver]: { min: 2, max: 16 },
    [NodeRole.Executor]: { min: 4, max: 32 },
};

/** Families to choose from if a pool lists none. */
export const GENERAL = {
    /** Compute-optimized, general-purpose, memory-optimized: the cheapest depends on the pods. */
    categories: ["c", "m", "r"],
    /** The first generation on the Nitro System. */
    generation: 5,
};

/** Range of vCPUs for the nodes of a role. */
export function sizesOf(role: NodeRole): Sizes {
    return SIZES[role];
}

/** E.g. `m7g` of `m7g.xlarge`. */
export function familyOf(type: string): string {
    const end = type.indexOf(".");
    return end < 0 ? type : type.slice(0, end);
}

/** Letters before the generation, e.g. `m` of `m7g`. */
export function categoryOf(family: string): string {
    return /^[a-z]+/.exec(family)?.[0] ?? family;
}

/** Types that a pool lists, or those of its families and role, without its other requirements. */
export function namedTypes(
    pool: Pick<NodePoolArgs, "role" | "families" | "instanceTypes">,
    { instanceTypes }: NodeContext,
): InstanceType[] {
    if (pool.instanceTypes !== undefined) {
        return pool.instanceTypes.flatMap((name) => instanceTypes.get(name) ?? []);
    }
    const { min, max } = sizesOf(pool.role);
    return [...instanceTypes.values()].filter(
        ({ name, vcpus }) =>
            vcpus >= min &&
            vcpus <= max &&
            (pool.families?.includes(familyOf(name)) ?? isGeneral(name)),
    );
}

/** Architecture of a pool's nodes. */
export function poolArch(pool: NodePoolArgs, context: NodeContext): Architecture {
    return archAmong(namedTypes(pool, context), pool);
}

/** All types that a pool's nodes can have. */
export function poolTypes(pool: NodePoolArgs, context: NodeContext): InstanceType[] {
    const named = namedTypes(pool, context);
    const arch = archAmong(named, pool);
    return named.filter((type) => type.arch === arch && (!pool.localStorage || type.nvmeGb > 0));
}

function archAmong(named: readonly InstanceType[], pool: NodePoolArgs): Architecture {
    const isGiven = pool.instanceTypes !== undefined || pool.families !== undefined;
    return pool.arch ?? (isGiven ? named[0]?.arch : undefined) ?? Architecture.Amd64;
}

/** Whether a type may be chosen if a pool lists no families. */
function isGeneral(name: string): boolean {
    const family = familyOf(name);
    const generation = Number(/\d+/.exec(family)?.[0]);
    return (
        GENERAL.categories.includes(categoryOf(family)) &&
        generation >= GENERAL.generation &&
        // They provide their full CPU only part of the time, but executors use all of it.
        !family.endsWith("-flex")
    );
}
