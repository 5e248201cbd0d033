import { AMI_TYPES } from "../../aws/launchSettings";
import { contentHash } from "../../hash";
import { ShapeGroup, shapeGroups } from "../pools/nodeGroupShapes";
import { nodeLabels, nodeTaints, Taint } from "../pools/nodeLabels";
import { Capacity, NodePoolArgs } from "../pools/nodePoolArgs";
import { NODES_PER_GROUP, rootVolume } from "../pools/nodePoolDefaults";
import { NodeContext } from "../pools/poolTypes";
import { resourceTags } from "./nodeGroupTags";

/** A taint as EKS wants it. */
interface NodeGroupTaint {
    key: string;
    value: string;
    effect: "NO_SCHEDULE";
}

/** An EKS managed node group; most fields are arguments of an `aws.eks.NodeGroup`. */
export interface NodeGroup {
    /** The part of its name in AWS that is known before its subnets are. */
    name: string;
    /** Name of its pool. */
    pool: string;
    /** Its one zone: Cluster Autoscaler expects new nodes in the first zone of a group. */
    zone: string;
    instanceTypes: string[];
    amiType: string;
    capacityType: string;
    labels: Record<string, string>;
    taints: NodeGroupTaint[];
    tags: Record<string, string>;
    /** Nodes that Cluster Autoscaler keeps and makes; AWS itself knows wider limits. */
    minSize: number;
    maxSize: number;
    /** Its pool's, the priority among node groups. */
    weight?: number;
}

/** Characters of a node group's name: CreateNodegroup in the EKS API reference. */
const LONGEST_NAME = 63;

/** Characters that the hash of its subnets takes of the name, with its hyphen. */
const SUBNETS_PART = 9;

const CAPACITY_TYPES: Record<Capacity, string> = {
    [Capacity.OnDemand]: "ON_DEMAND",
    [Capacity.Spot]: "SPOT",
};

/**
 * The node groups of all pools: for each pool one in every zone for every shape. No limit decides
 * which there are: a lower one would end nodes with all that runs on them.
 */
export function nodeGroups(
    pools: Readonly<Record<string, NodePoolArgs>>,
    context: NodeContext,
): NodeGroup[] {
    return Object.entries(pools).flatMap(([name, pool]) =>
        shapeGroups(pool, context).flatMap((group) => groupsOfShape(name, pool, group, context)),
    );
}

/** Nodes that a group of a pool may have; none where the limit is smaller than one of them. */
function mostNodes({ cpuLimit, maxNodes }: NodePoolArgs, vcpus: number): number {
    return Math.min(maxNodes ?? NODES_PER_GROUP, Math.floor((cpuLimit ?? Infinity) / vcpus));
}

function groupsOfShape(
    pool: string,
    args: NodePoolArgs,
    shape: ShapeGroup,
    context: NodeContext,
): NodeGroup[] {
    const maxSize = mostNodes(args, shape.vcpus);
    const minSize = Math.min(args.minNodes ?? 0, maxSize);
    const launch = {
        instanceTypes: shape.types.map((type) => type.name),
        amiType: AMI_TYPES[shape.arch],
        capacityType: CAPACITY_TYPES[args.capacity],
    };
    const common = {
        pool,
        ...launch,
        labels: nodeLabels(pool, args),
        taints: nodeTaints(args).map(eksTaint),
        tags: resourceTags(args, shape.types),
        ...{ minSize, maxSize },
        ...(args.weight !== undefined && { weight: args.weight }),
    };
    const fixed = { ...launch, ...launchedWith(args) };
    return (args.zones ?? context.zones ?? []).map((zone) => ({
        ...common,
        name: groupName([pool, zone, shapeName(shape)].join("-"), fixed),
        zone,
    }));
}

/** Launch settings that make other groups. Newer ones count only where they are used: names stay. */
function launchedWith(pool: NodePoolArgs): object {
    const { volumeSize, throughput } = rootVolume(pool);
    return {
        storage: [volumeSize, pool.localStorage ?? false, ...(throughput ? [throughput] : [])],
        ...(pool.fastImagePull && { fastImagePull: true }),
    };
}

function eksTaint({ key, value }: Taint): NodeGroupTaint {
    return { key, value, effect: "NO_SCHEDULE" };
}

/**
 * A name that changes with what cannot be changed in a node group: then the new group is there
 * before the old one goes.
 */
function groupName(text: string, fixed: object): string {
    const hash = contentHash({ text, ...fixed });
    const room = LONGEST_NAME - SUBNETS_PART - hash.length - 1;
    return `${text.slice(0, room).replace(/-+$/, "")}-${hash}`;
}

/** The name in AWS: subnets cannot be changed in a node group, either, whatever their order. */
export function nameWithSubnets(name: string, subnetIds: readonly string[]): string {
    return `${name}-${contentHash([...subnetIds].sort())}`;
}

/** E.g. `8x32` for 8 vCPUs and 32 GiB. */
function shapeName({ vcpus, memoryMib }: ShapeGroup): string {
    return `${vcpus}x${String(memoryMib / 1024).replace(".", "-")}`;
}
