import { allocatable, allocatableStorageGib } from "../instanceTypes/allocatable";
import { InstanceType } from "../instanceTypes/instanceTypes";
import { NodePoolArgs } from "../pools/nodePoolArgs";
import { volumeSizeGib } from "../pools/nodePoolDefaults";

/** Prefix of the tags that describe the nodes of an empty group to Cluster Autoscaler. */
const TEMPLATE = "k8s.io/cluster-autoscaler/node-template";

/** Maximum number of pods per node in a managed node group: EKS user guide, `cni-increase-ip-addresses`. */
const MAX_PODS = { below30Vcpus: 110, from30Vcpus: 250 };

/**
 * Tags of a managed node group that describe the allocatable resources of its nodes. Without them,
 * Cluster Autoscaler assumes for an empty group that pods can use all of the machine's CPU and memory,
 * and no storage. Labels and taints need no tags: it reads them from EKS
 * (kubernetes/autoscaler 1.36.1, cloudprovider/aws/aws_manager.go, buildNodeFromTemplate).
 *
 * @param types the group's instance types; the minimum of each resource counts
 */
export function resourceTags(
    pool: NodePoolArgs,
    types: readonly InstanceType[],
): Record<string, string> {
    const nodes = types.map((type) => ({ ...allocatable(type), maxPods: maxPods(type) }));
    const least = (values: number[]) => Math.min(...values);
    const storageGib = pool.localStorage
        ? nodes.map(({ ephemeralStorageGib }) => ephemeralStorageGib ?? 0)
        : [allocatableStorageGib(volumeSizeGib(pool))];
    return {
        [`${TEMPLATE}/resources/cpu`]: `${least(nodes.map(({ cpuMillis }) => cpuMillis))}m`,
        [`${TEMPLATE}/resources/memory`]: `${least(nodes.map(({ memoryMib }) => memoryMib))}Mi`,
        [`${TEMPLATE}/resources/ephemeral-storage`]: `${least(storageGib)}Gi`,
        [`${TEMPLATE}/resources/pods`]: String(
            least(nodes.map(({ pods, maxPods }) => Math.min(pods, maxPods))),
        ),
    };
}

function maxPods({ vcpus }: InstanceType): number {
    return vcpus < 30 ? MAX_PODS.below30Vcpus : MAX_PODS.from30Vcpus;
}
