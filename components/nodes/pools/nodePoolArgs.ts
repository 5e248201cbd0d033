import { Architecture } from "../instanceTypes/instanceTypes";

/** What runs on a pool's nodes. */
export const NodeRole = {
    /** Drivers. */
    Driver: "driver",
    /** Executors. */
    Executor: "executor",
} as const;
export type NodeRole = (typeof NodeRole)[keyof typeof NodeRole];

/** How a pool's capacity is purchased. */
export const Capacity = {
    /** On-demand instances. */
    OnDemand: "on-demand",
    /** Spot instances: cheaper, but AWS can take them back two minutes after a notice. */
    Spot: "spot",
} as const;
export type Capacity = (typeof Capacity)[keyof typeof Capacity];

/**
 * Nodes of one kind, described once: Karpenter gets a NodePool, Cluster Autoscaler managed node
 * groups. The nodes have the same labels and taints either way.
 *
 * @example
 * { role: "executor", capacity: "spot", families: ["m7g", "r7g"], cpuLimit: 512 }
 */
export interface NodePoolArgs {
    /** What runs on the nodes; nothing else does. */
    role: NodeRole;
    /**
     * How they are purchased. Spot costs less, but AWS can take a node back two minutes after a
     * notice. Executors survive that; drivers do not, and never run on spot nodes.
     */
    capacity: Capacity;
    /**
     * Availability zones of the nodes.
     * @default all zones of the cluster
     * @example ["us-east-1a", "us-east-1b"]
     */
    zones?: string[];
    /**
     * Families of EC2 instance types to choose from: sizes from 2 to 16 vCPUs for drivers, from 4
     * to 32 for executors. Cluster Autoscaler gets the sizes with 4 and 16 vCPUs for drivers, with
     * 8 and 16 for executors, and all of them must exist in the zones.
     * @default c, m and r of generation 5 and newer, none with burstable CPU. Cluster Autoscaler:
     * m5, m5d, m6i, r5, r5d and r6i (on arm64 m6g, m6gd, m7g, r6g, r7g and r7gd), for drivers with
     * 4 vCPUs and 16 GiB or 16 and 64, for executors with 8 and 32 or 16 and 128
     * @example ["m7g", "r7g"]
     */
    families?: string[];
    /**
     * EC2 instance types to choose from, of any size, instead of `families`. Cluster Autoscaler
     * uses the first 20 of those with equal vCPUs and memory; on demand, the first that AWS has.
     * @default none
     * @example ["r6id.4xlarge", "r7i.4xlarge"]
     */
    instanceTypes?: string[];
    /**
     * Processor architecture. The images of the jobs must support it; one whose name says otherwise
     * is refused.
     * @default that of the named types or families, otherwise "amd64"
     */
    arch?: Architecture;
    /**
     * Total vCPUs of the pool's nodes. Cluster Autoscaler can only limit each node group: with
     * several of them, a warning shows the total. A lower limit does not remove existing nodes.
     * @default no limit
     */
    cpuLimit?: number;
    /**
     * Number of nodes, from 0 to 450, that each node group keeps even when they are empty; Cluster
     * Autoscaler starts them at once. Cluster Autoscaler only.
     * @default 0
     */
    minNodes?: number;
    /**
     * Maximum number of nodes of each node group, from 1 to 450. A lower number does not remove
     * existing nodes. Cluster Autoscaler only.
     * @default 450: EKS' default quota; fewer with a `cpuLimit`
     */
    maxNodes?: number;
    /**
     * Order among the pools that a pod could use, from 1 to 100; the largest is first. With Cluster
     * Autoscaler it is the priority of the pool's node groups.
     * @default after all pools that have one
     */
    weight?: number;
    /**
     * Uses the local NVMe disks, as one RAID 0, for everything that pods write to the node: shuffle
     * and spilled data, logs, images. Only instance types with such disks are chosen.
     * @default false
     */
    localStorage?: boolean;
    /**
     * Size of each node's root volume (gp3, encrypted) in GiB, from 20 to 16384. Without
     * `localStorage` it holds the shuffle and spilled data of all executors of the node.
     * @default 100; 20 with `localStorage`
     */
    volumeSizeGib?: number;
    /**
     * Throughput of that volume in MiB/s, from 125 to 1000. More than 125 costs extra; above 750,
     * so do the required IOPS.
     * @default 600 with `fastImagePull` and without `localStorage`, otherwise EBS' own 125
     */
    volumeThroughputMibps?: number;
    /**
     * Downloads and unpacks the layers of images in parallel (EKS' feature gate `FastImagePull`,
     * which AWS calls experimental). Nodes with fewer than 4 vCPUs or less than 7 GiB of memory
     * ignore it.
     * @default false
     */
    fastImagePull?: boolean;
}
