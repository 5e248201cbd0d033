import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { RootVolume } from "../../aws/launchSettings";
import { Capacity, NodePoolArgs, NodeRole } from "./nodePoolArgs";

/**
 * Drivers on demand, executors on spot. If no spot capacity is left, executors get on-demand nodes
 * from the pool with the lowest weight.
 */
export const DEFAULT_NODE_POOLS: Readonly<Record<string, NodePoolArgs>> = {
    driver: { role: NodeRole.Driver, capacity: Capacity.OnDemand },
    "executor-spot": { role: NodeRole.Executor, capacity: Capacity.Spot, weight: 100 },
    "executor-on-demand": { role: NodeRole.Executor, capacity: Capacity.OnDemand, weight: 10 },
};

/** Default quota of nodes per managed node group: EKS user guide, service-quotas. */
export const NODES_PER_GROUP = 450;

/** Size of the AMI (Amazon Linux 2023), enough if everything else is on local disks. */
export const MIN_VOLUME_GIB = 20;

/** Some gigabytes for each executor on a node; the AWS default of 20 GiB suits web servers. */
const VOLUME_GIB = 100;

/** Size of the root volume of a pool's nodes, in GiB. */
export function volumeSizeGib({ volumeSizeGib: wanted, localStorage }: NodePoolArgs): number {
    return wanted ?? (localStorage ? MIN_VOLUME_GIB : VOLUME_GIB);
}

/**
 * Volume throughput, in MiB/s, below which parallel pulls may be slower than normal ones:
 * awslabs/amazon-eks-ami, nodeadm/doc/examples.md.
 */
export const FAST_PULL_MIBPS = 600;

/** Baseline of every gp3 volume, and the IOPS needed per MiB/s: EBS user guide, "gp3 volumes". */
export const MIN_MIBPS = 125;
const BASE_IOPS = 3000;
const IOPS_PER_MIBPS = 4;

/** The root volume of a pool's nodes. Without `localStorage`, it also stores images. */
export function rootVolume(pool: NodePoolArgs): RootVolume {
    const byDefault = pool.fastImagePull && !pool.localStorage ? FAST_PULL_MIBPS : MIN_MIBPS;
    const throughput = pool.volumeThroughputMibps ?? byDefault;
    const iops = throughput * IOPS_PER_MIBPS;
    return {
        volumeSize: volumeSizeGib(pool),
        ...(throughput > MIN_MIBPS && { throughput }),
        ...(iops > BASE_IOPS && { iops }),
    };
}

type Tags = Record<string, pulumi.Input<string>>;

/** Tags of the nodes that an autoscaler adds: the cluster's, overridden by its own. */
export function nodeTags(
    cluster: Pick<EksConnection, "tags">,
    own: Tags | undefined,
): Tags | undefined {
    return cluster.tags === undefined ? own : { ...cluster.tags, ...own };
}
