import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { Capacity, NodePoolArgs, NodeRole } from "./nodePoolArgs";

/**
 * Drivers on demand, executors on spot. Where no spot capacity is left, executors get on-demand
 * nodes: that pool comes last.
 */
export const DEFAULT_NODE_POOLS: Readonly<Record<string, NodePoolArgs>> = {
    driver: { role: NodeRole.Driver, capacity: Capacity.OnDemand },
    "executor-spot": { role: NodeRole.Executor, capacity: Capacity.Spot, weight: 100 },
    "executor-on-demand": { role: NodeRole.Executor, capacity: Capacity.OnDemand, weight: 10 },
};

/** Nodes of a managed node group, by default: EKS user guide, service-quotas. */
export const NODES_PER_GROUP = 450;

/** The AMI's own size (Amazon Linux 2023), enough where everything else is on local disks. */
export const SMALLEST_VOLUME_GIB = 20;

/** Some gigabytes for each executor of a node; AWS' own default of 20 GiB is for web servers. */
const VOLUME_GIB = 100;

/** Size of the root volume of a pool's nodes, in GiB. */
export function volumeSizeGib({ volumeSizeGib: wanted, localStorage }: NodePoolArgs): number {
    return wanted ?? (localStorage ? SMALLEST_VOLUME_GIB : VOLUME_GIB);
}

type Tags = Record<string, pulumi.Input<string>>;

/** Tags of the nodes that an autoscaler adds: its own, over those of the cluster. */
export function nodeTags(
    cluster: Pick<EksConnection, "tags">,
    own: Tags | undefined,
): Tags | undefined {
    return cluster.tags === undefined ? own : { ...cluster.tags, ...own };
}
