import { Architecture, InstanceType } from "../instanceTypes/instanceTypes";
import { NodePoolArgs, NodeRole } from "./nodePoolArgs";
import { familyOf, NodeContext, poolTypes } from "./poolTypes";

/** vCPUs and memory of a node. */
interface Shape {
    vcpus: number;
    memoryMib: number;
}

/**
 * Default shapes, if a pool names no types or families: a small and a large one. Two shapes for each of
 * the three default pools result in 18 groups in three zones, below EKS' quota of 30.
 */
const SHAPES: Record<NodeRole, readonly Shape[]> = {
    [NodeRole.Driver]: [shape(4, 16), shape(16, 64)],
    [NodeRole.Executor]: [shape(8, 32), shape(16, 128)],
};

/**
 * Default families. A node group fails as a whole if its region lacks one of its types
 * (terraform-aws-modules/terraform-aws-eks#3648). Each of these families is available in at least 25
 * of 30 regions, according to the offerings in moto 5.2.1.
 */
const FAMILIES = [
    "m5",
    "m5d",
    "m6i",
    "r5",
    "r5d",
    "r6i",
    "m6g",
    "m6gd",
    "m7g",
    "r6g",
    "r7g",
    "r7gd",
];

/** Maximum number of types in a managed node group: CreateNodegroup in the EKS API reference, `instanceTypes`. */
const MAX_TYPES = 20;

/** Types of the same shape, which can share a node group. */
export interface ShapeGroup extends Shape {
    arch: Architecture;
    types: InstanceType[];
}

/**
 * A pool's types by shape, smallest first. Cluster Autoscaler assumes that all nodes of a group are
 * like the group's first type. On demand, EKS uses the first available type: the cheapest, or the
 * first one in the user's order.
 */
export function shapeGroups(pool: NodePoolArgs, context: NodeContext): ShapeGroup[] {
    const groups = new Map<string, ShapeGroup>();
    const types = groupTypes(pool, context);
    const ordered = pool.instanceTypes === undefined ? types.sort(byPrice) : types;
    for (const type of ordered) {
        const { arch, vcpus, memoryMib } = type;
        const key = `${vcpus}/${memoryMib}`;
        const group = groups.get(key) ?? { arch, vcpus, memoryMib, types: [] };
        groups.set(key, group);
        if (group.types.length < MAX_TYPES) {
            group.types.push(type);
        }
    }
    return [...groups.values()].sort((a, b) => a.vcpus - b.vcpus || a.memoryMib - b.memoryMib);
}

/** Types of a pool's node groups: fewer sizes than for Karpenter, since each size adds groups. */
export function groupTypes(pool: NodePoolArgs, context: NodeContext): InstanceType[] {
    const types = poolTypes(pool, context);
    if (pool.instanceTypes !== undefined) {
        return types;
    }
    const shapes = SHAPES[pool.role];
    if (pool.families === undefined) {
        return types.filter(
            (type) =>
                FAMILIES.includes(familyOf(type.name)) &&
                shapes.some((shape) => hasShape(type, shape)),
        );
    }
    const ofSize = types.filter(({ vcpus }) => shapes.some((shape) => shape.vcpus === vcpus));
    // Families that exist only in other sizes, e.g. m8azn.
    return ofSize.length > 0 ? ofSize : types;
}

function hasShape(type: InstanceType, { vcpus, memoryMib }: Shape): boolean {
    return type.vcpus === vcpus && type.memoryMib === memoryMib;
}

function byPrice(a: InstanceType, b: InstanceType): number {
    return a.pricePerHour - b.pricePerHour || (a.name < b.name ? -1 : 1);
}

function shape(vcpus: number, memoryGib: number): Shape {
    return { vcpus, memoryMib: memoryGib * 1024 };
}
