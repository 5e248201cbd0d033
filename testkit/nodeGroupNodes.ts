import { NodeGroup, nodeGroups } from "../components/nodes/clusterAutoscaler/nodeGroups";
import { instanceTypes } from "../components/nodes/instanceTypes/instanceTypes";
import { NodePoolArgs } from "../components/nodes/pools/nodePoolArgs";
import { DEFAULT_NODE_POOLS } from "../components/nodes/pools/nodePoolDefaults";
import { ZONES } from "./sparkJobs";

/** Annotations by which Cluster Autoscaler's provider of simulated nodes identifies a group. */
export const GROUP_ANNOTATION = "cluster-autoscaler.kwok.nodegroup";

/** Prefix of the tags that tell Cluster Autoscaler what a node has. */
const RESOURCE_TAG = "k8s.io/cluster-autoscaler/node-template/resources/";

const SOME_UUID = "00000000-0000-4000-8000-000000000000";

/** As EKS names the Auto Scaling group of a node group: with a UUID. */
export function autoScalingGroup(nodeGroup: string): string {
    return `eks-${nodeGroup}-${SOME_UUID}`;
}

const EFFECTS = { NO_SCHEDULE: "NoSchedule" };

/** A Node object to create. */
export interface KubernetesNode {
    apiVersion: "v1";
    kind: "Node";
    metadata: {
        name: string;
        labels: Record<string, string>;
        annotations: Record<string, string>;
    };
    spec: { taints: { key: string; value: string; effect: string }[] };
    status: { capacity: Record<string, string>; allocatable: Record<string, string> };
}

/** Node groups in the zones of the jobs; default pools may be in others. */
export function someNodeGroups(pools: Record<string, NodePoolArgs> = {}): NodeGroup[] {
    return nodeGroups({ ...DEFAULT_NODE_POOLS, ...pools }, { instanceTypes, zones: ZONES });
}

/**
 * One Node for each group, as Cluster Autoscaler expects a new node of an empty group on AWS
 * (kubernetes/autoscaler 1.36.1, cloudprovider/aws/aws_manager.go): the first instance type, the
 * resources of the group's tags as both capacity and allocatable, the group's labels and taints.
 */
export function nodeTemplates(groups: readonly NodeGroup[]): KubernetesNode[] {
    return groups.map((group) => {
        const { name, minSize, maxSize } = group;
        return nodeOf(group, name, {
            [`${GROUP_ANNOTATION}/name`]: autoScalingGroup(name),
            [`${GROUP_ANNOTATION}/min-count`]: String(minSize),
            [`${GROUP_ANNOTATION}/max-count`]: String(maxSize),
        });
    });
}

/** Simulated nodes of a group with this size. */
export function groupNodes(group: NodeGroup, size: number): KubernetesNode[] {
    return Array.from({ length: size }, (_, index) =>
        nodeOf(group, `${group.name}-${index}`, { "kwok.x-k8s.io/node": "fake" }),
    );
}

function nodeOf(
    group: NodeGroup,
    name: string,
    annotations: Record<string, string>,
): KubernetesNode {
    const resources = resourcesOf(group);
    return {
        apiVersion: "v1",
        kind: "Node",
        metadata: { name, labels: labelsOf(group), annotations },
        spec: {
            taints: group.taints.map((taint) => ({ ...taint, effect: EFFECTS[taint.effect] })),
        },
        status: { capacity: resources, allocatable: resources },
    };
}

/** The group's own, and those that kubelet, the cloud and EKS add. */
function labelsOf(group: NodeGroup): Record<string, string> {
    const [type = ""] = group.instanceTypes;
    return {
        "kubernetes.io/arch": instanceTypes.get(type)?.arch ?? "",
        "kubernetes.io/os": "linux",
        "node.kubernetes.io/instance-type": type,
        "topology.kubernetes.io/zone": group.zone,
        "eks.amazonaws.com/nodegroup": group.name,
        "eks.amazonaws.com/capacityType": group.capacityType,
        ...group.labels,
    };
}

function resourcesOf({ tags }: NodeGroup): Record<string, string> {
    return Object.fromEntries(
        Object.entries(tags)
            .filter(([key]) => key.startsWith(RESOURCE_TAG))
            .map(([key, value]) => [key.slice(RESOURCE_TAG.length), value]),
    );
}
