import { Architecture, InstanceType } from "../instanceTypes/instanceTypes";
import { NodePoolArgs, NodeRole } from "./nodePoolArgs";
import { familyOf, NodeContext, poolTypes } from "./poolTypes";

/** vCPUs and memory of a node. */
interface Shape {
    vcpus: number;
    memoryMib: number;
}

/**
 * Shapes where no types or families are named: a small and a large one. Two for each of the three
 * default pools make 18 groups in three zones, below EKS' quota of 30.
 */
const SHAPES: Record<NodeRole, readonly Shape[]> = {
    [NodeRole.Driver]: [shape(4, 16), shape(16, 64)],
    [NodeRole.Executor]: [shape(8, 32), shape(16, 128)],
};

/**
 * Families where none are named. A node group fails as a whole where its region lacks one of the
 * types (terraform-aws-modules/terraform-aws-eks#3648): 25 or more of 30 regions have each of these,
 * by the offerings in moto 5.2.1.
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

/** Types of one managed node group: CreateNodegroup in the EKS API reference, `instanceTypes`. */
const MOST_TYPES = 20;

/** Types that may be in one node group, since they have the same shape. */
export interface ShapeGroup extends Shape {
    arch: Architecture;
    types: InstanceType[];
}

/**
 * A pool's types by shape, smallest first. Cluster Autoscaler expects all nodes of a group to be
 * like the group's first type. On demand, EKS takes the first type that AWS has: the cheapest one,
 * or the order that a person gave.
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
        if (group.types.length < MOST_TYPES) {
            group.types.push(type);
        }
    }
    return [...groups.values()].sort((a, b) => a.vcpus - b.vcpus || a.memoryMib - b.memoryMib);
}

/** Types of a pool's node groups: fewer sizes than Karpenter has, since each makes more groups. */
export function groupTypes(pool: NodePoolArgs, context: NodeContext): InstanceType[] {
    const types = poolTypes(pool, context);
    if (pool.instanceTypes !== undefined) {
        return types;
    }
    const shapes = SHAPES[pool.role];
    if (pool.families === undefined) {
        return types.filter(
            (type) =>
                FAMILIES.includes(familyOf(type.name)) && shapes.some((shape) => isOf(type, shape)),
        );
    }
    const ofSize = types.filter(({ vcpus }) => shapes.some((shape) => shape.vcpus === vcpus));
    // Families in other sizes alone, e.g. m8azn.
    return ofSize.length > 0 ? ofSize : types;
}

function isOf(type: InstanceType, { vcpus, memoryMib }: Shape): boolean {
    return type.vcpus === vcpus && type.memoryMib === memoryMib;
}

function byPrice(a: InstanceType, b: InstanceType): number {
    return a.pricePerHour - b.pricePerHour || (a.name < b.name ? -1 : 1);
}

function shape(vcpus: number, memoryGib: number): Shape {
    return { vcpus, memoryMib: memoryGib * 1024 };
}
