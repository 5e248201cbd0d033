import { Architecture, InstanceType } from "./instanceTypes";

/** The properties of a type that determine its nodes' resources. */
type NodeShape = Omit<InstanceType, "name" | "pricePerHour">;

/** Allocatable resources of a node: what all its pods, including DaemonSets, can request in total. */
export interface Allocatable {
    cpuMillis: number;
    memoryMib: number;
    /**
     * Storage on the local NVMe disks as one RAID 0, if the type has any. Without them, a share of the
     * root volume: see {@link allocatableStorageGib}.
     */
    ephemeralStorageGib?: number;
    /** With one IP address each from the VPC CNI, without prefix delegation. */
    pods: number;
}

/**
 * What kubelet reserves for the system on Amazon Linux 2023: awslabs/amazon-eks-ami v20260724,
 * nodeadm/internal/kubelet/config.go. Karpenter 1.14.1 uses the same values.
 */
const RESERVED = {
    /** 6 % of the first CPU, 1 % of the second, 0.5 % of the next two, 0.25 % of all others. */
    cpuSteps: [
        { fromMillis: 0, toMillis: 1000, perTenThousand: 600 },
        { fromMillis: 1000, toMillis: 2000, perTenThousand: 100 },
        { fromMillis: 2000, toMillis: 4000, perTenThousand: 50 },
        { fromMillis: 4000, toMillis: Infinity, perTenThousand: 25 },
    ],
    memoryMib: 255,
    memoryMibPerPod: 11,
    storageGib: 1,
};

/** Pods are evicted when less than this is left: `evictionHard` in the same file. */
const EVICTION = { memoryMib: 100, storagePercent: 10 };

/**
 * Memory of a type that Linux does not see, as estimated by Karpenter's AWS provider 1.14.1
 * (pkg/providers/instancetype/types.go; the share is the default of
 * `settings.vmMemoryOverheadPercent`). The AMI does not estimate it: kubelet starts from what Linux sees.
 */
const UNSEEN = { memoryShare: 0.075, gravitonMemoryMib: 64 };

/** Pods on the host network, which need no IP address: the VPC CNI and kube-proxy. */
const HOST_NETWORK_PODS = 2;

const BYTES_PER_GB = 1e9;
const BYTES_PER_GIB = 2 ** 30;

/**
 * Allocatable resources of a type, as Karpenter estimates them until it has seen a node of the type.
 * Not included: the pod limit of managed node groups, 110 below 30 vCPUs and 250 otherwise (EKS user
 * guide, `cni-increase-ip-addresses`).
 *
 * @example
 * allocatable(instanceTypes.get("r7g.4xlarge")!) // { cpuMillis: 15890, memoryMib: 118253, pods: 234 }
 */
export function allocatable(type: NodeShape): Allocatable {
    return allocatableOf(type, UNSEEN.memoryShare);
}

/** Upper bound of the allocatable resources, if Linux saw all of the memory. */
export function maxAllocatable(type: NodeShape): Allocatable {
    return allocatableOf(type, 0);
}

function allocatableOf(type: NodeShape, unseenShare: number): Allocatable {
    const cpuMillis = type.vcpus * 1000;
    // The first IP address of each interface is the node's own.
    const pods = type.networkInterfaces * (type.addressesPerInterface - 1) + HOST_NETWORK_PODS;
    return {
        cpuMillis: cpuMillis - reservedCpuMillis(cpuMillis),
        memoryMib: seenMemoryMib(type, unseenShare) - reservedMemoryMib(pods) - EVICTION.memoryMib,
        pods,
        ...(type.nvmeGb > 0 && {
            ephemeralStorageGib: allocatableStorageGib(
                (type.nvmeGb * BYTES_PER_GB) / BYTES_PER_GIB,
            ),
        }),
    };
}

/** Allocatable storage on a file system, in whole GiB, e.g. 17 of 20 GiB. */
export function allocatableStorageGib(sizeGib: number): number {
    const evictionGib = (sizeGib * EVICTION.storagePercent) / 100;
    return Math.max(0, Math.floor(sizeGib - evictionGib - RESERVED.storageGib));
}

function reservedCpuMillis(cpuMillis: number): number {
    return RESERVED.cpuSteps
        .map(({ fromMillis, toMillis, perTenThousand }) => {
            const within = Math.max(0, Math.min(cpuMillis, toMillis) - fromMillis);
            return Math.floor((within * perTenThousand) / 10_000);
        })
        .reduce((sum, millis) => sum + millis, 0);
}

function reservedMemoryMib(pods: number): number {
    return RESERVED.memoryMib + RESERVED.memoryMibPerPod * pods;
}

function seenMemoryMib({ arch, memoryMib }: NodeShape, unseenShare: number): number {
    const given = memoryMib - (arch === Architecture.Arm64 ? UNSEEN.gravitonMemoryMib : 0);
    return given - Math.ceil(given * unseenShare);
}
