import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { RootVolume } from "../../aws/launchSettings";
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

/**
 * MiB/s of a volume below which parallel pulls may take longer than others: awslabs/amazon-eks-ami,
 * nodeadm/doc/examples.md.
 */
export const FAST_PULL_MIBPS = 600;

/** What every gp3 volume has, and the IOPS that each MiB/s needs: EBS user guide, "gp3 volumes". */
export const LEAST_MIBPS = 125;
const LEAST_IOPS = 3000;
const IOPS_PER_MIBPS = 4;

/** The root volume of a pool's nodes; without `localStorage` it holds their images, too. */
export function rootVolume(pool: NodePoolArgs): RootVolume {
    const byDefault = pool.fastImagePull && !pool.localStorage ? FAST_PULL_MIBPS : LEAST_MIBPS;
    const throughput = pool.volumeThroughputMibps ?? byDefault;
    const iops = throughput * IOPS_PER_MIBPS;
    return {
        volumeSize: volumeSizeGib(pool),
        ...(throughput > LEAST_MIBPS && { throughput }),
        ...(iops > LEAST_IOPS && { iops }),
    };
}

type Tags = Record<string, pulumi.Input<string>>;

/** Tags of the nodes that an autoscaler adds: its own, over those of the cluster. */
export function nodeTags(
    cluster: Pick<EksConnection, "tags">,
    own: Tags | undefined,
): Tags | undefined {
    return cluster.tags === undefined ? own : { ...cluster.tags, ...own };
}
