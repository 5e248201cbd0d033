import { Architecture } from "../instanceTypes/instanceTypes";

/** What the pods of a pool's nodes are. */
export const NodeRole = { Driver: "driver", Executor: "executor" } as const;
export type NodeRole = (typeof NodeRole)[keyof typeof NodeRole];

/** How a pool's capacity is bought. */
export const Capacity = { OnDemand: "on-demand", Spot: "spot" } as const;
export type Capacity = (typeof Capacity)[keyof typeof Capacity];

/**
 * Nodes of one kind, described once: Karpenter gets a NodePool from it, Cluster Autoscaler managed
 * node groups. The nodes carry the same labels and taints either way.
 *
 * @example { role: "executor", capacity: "spot", families: ["m7g", "r7g"], cpuLimit: 512 }
 */
export interface NodePoolArgs {
    /** What runs on the nodes; nothing else does. */
    role: NodeRole;
    /**
     * How they are bought. Spot costs less and may be taken away two minutes after a notice:
     * executors can live with that, drivers cannot.
     */
    capacity: Capacity;
    /**
     * Availability zones of the nodes.
     * @default all zones of the cluster
     * @example ["us-east-1a", "us-east-1b"]
     */
    zones?: string[];
    /**
     * Families of EC2 instance types to choose from, in the sizes from 2 to 16 vCPUs for drivers
     * and from 4 to 32 for executors. Cluster Autoscaler gets the sizes with 4 and 16 vCPUs for
     * drivers, with 8 and 16 for executors, and all of them must exist in the zones.
     * @default c, m and r of generation 5 and newer, none with burstable CPU. Cluster Autoscaler
     * gets m5, m5d, m6i, r5, r5d and r6i (on arm64 m6g, m6gd, m7g, r6g, r7g and r7gd), for drivers
     * with 4 vCPUs and 16 GiB or 16 and 64, for executors with 8 and 32 or 16 and 128
     * @example ["m7g", "r7g"]
     */
    families?: string[];
    /**
     * EC2 instance types to choose from, of any size; instead of `families`. Cluster Autoscaler
     * takes the first 20 of those with equal vCPUs and memory, on demand the first that AWS has.
     * @example ["r6id.4xlarge", "r7i.4xlarge"]
     */
    instanceTypes?: string[];
    /**
     * Processor architecture; the images of the jobs must be made for it.
     * @default that of the named types or families, otherwise "amd64"
     */
    arch?: Architecture;
    /**
     * vCPUs that the pool's nodes may have together. Cluster Autoscaler can hold it for each node
     * group only: with several of them, a warning tells what they may have together. A lower one
     * ends no node that is there.
     * @default no limit
     */
    cpuLimit?: number;
    /**
     * Nodes that each node group keeps even when they are empty: Cluster Autoscaler starts them at
     * once. For Cluster Autoscaler only.
     * @default 0
     */
    minNodes?: number;
    /**
     * Nodes that each node group may have, 450 at most. A lower number ends no node that is there.
     * For Cluster Autoscaler only.
     * @default 450, which is EKS' default quota; fewer if `cpuLimit` says so
     */
    maxNodes?: number;
    /**
     * Order among the pools that a pod could use, from 1 to 100; the largest comes first. Under
     * Cluster Autoscaler it is the priority of the pool's node groups.
     * @default after all pools that have one
     */
    weight?: number;
    /**
     * Use the local NVMe disks, as one RAID 0, for all that pods write to the node (shuffle and
     * spilled data, logs, images). Only instance types that have such disks are chosen.
     * @default false
     */
    localStorage?: boolean;
    /**
     * Size of each node's root volume (gp3, encrypted), in GiB. Without `localStorage` it holds
     * the shuffle and spilled data of all executors of the node.
     * @default 100; 20 with `localStorage`
     */
    volumeSizeGib?: number;
    /**
     * Throughput of that volume, in MiB/s, from 125 to 1000. More than 125 costs more, also in IOPS
     * above 750.
     * @default 600 with `fastImagePull` and without `localStorage`, otherwise EBS' own 125
     */
    volumeThroughputMibps?: number;
    /**
     * Download and unpack the layers of images in parallel (EKS' feature gate `FastImagePull`, which
     * AWS calls experimental). Nodes with fewer than 4 vCPUs or less than 7 GiB of memory ignore it.
     * @default false
     */
    fastImagePull?: boolean;
}
