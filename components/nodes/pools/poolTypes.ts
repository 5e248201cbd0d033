import { Architecture, InstanceType } from "../instanceTypes/instanceTypes";
import { Autoscaler } from "./autoscaler";
import { NodePoolArgs, NodeRole } from "./nodePoolArgs";

/** What the nodes of pools are chosen from. */
export interface NodeContext {
    /** All instance types that are known, by name. */
    instanceTypes: ReadonlyMap<string, InstanceType>;
    /**
     * The cluster's zones.
     * @default not known
     */
    zones?: readonly string[];
}

/** What node pools must fit. */
export interface NodePoolContext extends NodeContext {
    /** @default not known, since what was said of it is wrong */
    autoscaler?: Autoscaler;
}

/** vCPUs of a node, both included. */
interface Sizes {
    min: number;
    max: number;
}

/**
 * Sizes to choose from unless the types are named. On smaller nodes the system's pods take too
 * large a share; larger ones take more executors with them when spot capacity goes, and one driver
 * keeps more of the node alive.
 */
const SIZES: Record<NodeRole, Sizes> = {
    [NodeRole.Driver]: { min: 2, max: 16 },
    [NodeRole.Executor]: { min: 4, max: 32 },
};

/** Families to choose from where none are named. */
export const GENERAL = {
    /** Much CPU, both, much memory: which is the cheapest depends on the pods. */
    categories: ["c", "m", "r"],
    /** The first on the Nitro System. */
    generation: 5,
};

/** vCPUs that the nodes of a role may have. */
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

/** Types that a pool names, or those of its families and role; whatever else it asks for. */
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

/** All types that a pool's nodes may have. */
export function poolTypes(pool: NodePoolArgs, context: NodeContext): InstanceType[] {
    const named = namedTypes(pool, context);
    const arch = archAmong(named, pool);
    return named.filter((type) => type.arch === arch && (!pool.localStorage || type.nvmeGb > 0));
}

function archAmong(named: readonly InstanceType[], pool: NodePoolArgs): Architecture {
    const isGiven = pool.instanceTypes !== undefined || pool.families !== undefined;
    return pool.arch ?? (isGiven ? named[0]?.arch : undefined) ?? Architecture.Amd64;
}

/** Whether a type may be chosen where no families are named. */
function isGeneral(name: string): boolean {
    const family = familyOf(name);
    const generation = Number(/\d+/.exec(family)?.[0]);
    return (
        GENERAL.categories.includes(categoryOf(family)) &&
        generation >= GENERAL.generation &&
        // They have their full CPU for a part of the time only; executors use all of it.
        !family.endsWith("-flex")
    );
}
