import { AMI_TYPES } from "../../aws/launchSettings";
import { contentHash } from "../../hash";
import { ShapeGroup, shapeGroups } from "../pools/nodeGroupShapes";
import { nodeLabels, nodeTaints, Taint } from "../pools/nodeLabels";
import { Capacity, NodePoolArgs } from "../pools/nodePoolArgs";
import { NODES_PER_GROUP, rootVolume } from "../pools/nodePoolDefaults";
import { NodeContext } from "../pools/poolTypes";
import { resourceTags } from "./nodeGroupTags";

/** A taint in EKS' format. */
interface NodeGroupTaint {
    key: string;
    value: string;
    effect: "NO_SCHEDULE";
}

/** An EKS managed node group; most fields are arguments of an `aws.eks.NodeGroup`. */
export interface NodeGroup {
    /** The part of its name in AWS that does not depend on its subnets. */
    name: string;
    /** Name of its pool. */
    pool: string;
    /** Its only zone: Cluster Autoscaler expects new nodes in a group's first zone. */
    zone: string;
    instanceTypes: string[];
    amiType: string;
    capacityType: string;
    labels: Record<string, string>;
    taints: NodeGroupTaint[];
    tags: Record<string, string>;
    /** Limits that Cluster Autoscaler applies; the group's own limits in AWS are wider. */
    minSize: number;
    maxSize: number;
    /** Its pool's weight: the priority among node groups. */
    weight?: number;
}

/** Maximum length of a node group's name: CreateNodegroup in the EKS API reference. */
const MAX_NAME_LENGTH = 63;

/** Characters of the name reserved for a hyphen and the hash of its subnets. */
const SUBNETS_HASH_LENGTH = 9;

const CAPACITY_TYPES: Record<Capacity, string> = {
    [Capacity.OnDemand]: "ON_DEMAND",
    [Capacity.Spot]: "SPOT",
};

/**
 * The node groups of all pools: for each pool, one per zone and shape. A pool's limits do not affect
 * which groups exist: lowering one would terminate nodes and everything on them.
 */
export function nodeGroups(
    pools: Readonly<Record<string, NodePoolArgs>>,
    context: NodeContext,
): NodeGroup[] {
    return Object.entries(pools).flatMap(([name, pool]) =>
        shapeGroups(pool, context).flatMap((group) => groupsOfShape(name, pool, group, context)),
    );
}

/** Maximum number of nodes in a group; 0 if a single node exceeds the pool's limit. */
function maxNodesOf({ cpuLimit, maxNodes }: NodePoolArgs, vcpus: number): number {
    return Math.min(maxNodes ?? NODES_PER_GROUP, Math.floor((cpuLimit ?? Infinity) / vcpus));
}

function groupsOfShape(
    pool: string,
    args: NodePoolArgs,
    shape: ShapeGroup,
    context: NodeContext,
): NodeGroup[] {
    const maxSize = maxNodesOf(args, shape.vcpus);
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

/** Launch settings that change a group's name. Newer settings count only if used, so that names stay. */
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
 * A name that changes with a group's immutable settings, so that the new group is created before the
 * old one is deleted.
 */
function groupName(text: string, fixed: object): string {
    const hash = contentHash({ text, ...fixed });
    const room = MAX_NAME_LENGTH - SUBNETS_HASH_LENGTH - hash.length - 1;
    return `${text.slice(0, room).replace(/-+$/, "")}-${hash}`;
}

/** The name in AWS: a group's subnets are immutable, too. Their order does not matter. */
export function nameWithSubnets(name: string, subnetIds: readonly string[]): string {
    return `${name}-${contentHash([...subnetIds].sort())}`;
}

/** E.g. `8x32` for 8 vCPUs and 32 GiB. */
function shapeName({ vcpus, memoryMib }: ShapeGroup): string {
    return `${vcpus}x${String(memoryMib / 1024).replace(".", "-")}`;
}
