import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { nodeInstanceRole } from "../../aws/nodeRole";
import { onceRoleIsKnown } from "../../aws/settled";
import { canReadClusters } from "../../kubernetes/api";
import { NodePoolArgs } from "../pools/nodePoolArgs";
import { NODES_PER_GROUP } from "../pools/nodePoolDefaults";
import { ScaledGroup } from "./clusterAutoscalerValues";
import { NodeGroup, nameWithSubnets } from "./nodeGroups";
import { LaunchedGroup } from "./nodeGroupSettingsLook";
import { nodeLaunchTemplate } from "./nodeLaunchTemplate";

export interface NodeGroupsInput {
    cluster: EksConnection;
    pools: Readonly<Record<string, NodePoolArgs>>;
    groups: readonly NodeGroup[];
    tags?: Record<string, pulumi.Input<string>>;
}

/** A group as it is registered. */
export interface MadeGroup {
    resource: aws.eks.NodeGroup;
    launched: LaunchedGroup;
    scaled: pulumi.Output<ScaledGroup>;
}

/**
 * Sizes that AWS allows a group, the same for all: no change of a pool's limits is one of the group.
 * The provider would send the desired size with it, and so end the nodes that run.
 */
const SIZES = { minSize: 0, desiredSize: 0, maxSize: NODES_PER_GROUP };

/** Registers managed node groups, their role, and the launch settings of each pool. */
export function nodeGroupResources(
    name: string,
    { cluster, pools, groups, tags }: NodeGroupsInput,
    child: pulumi.CustomResourceOptions,
): MadeGroup[] {
    const { region, clusterName, partition, subnets } = cluster;
    const nodes = nodeInstanceRole(`${name}-node`, { partition, hooks: onceRoleIsKnown() }, child);
    const templates = launchTemplates(name, { cluster, pools, tags }, child);
    return groups.map((group) => {
        const template = templates[group.pool] as aws.ec2.LaunchTemplate;
        const subnetIds = pulumi
            .all(subnets.filter(({ zone }) => zone === group.zone).map(({ id }) => id))
            .apply((ids) => [...ids].sort());
        const resource = new aws.eks.NodeGroup(
            `${name}-${group.name}`,
            {
                region,
                clusterName,
                nodeGroupName: subnetIds.apply((ids) => nameWithSubnets(group.name, ids)),
                nodeRoleArn: nodes.role.arn,
                subnetIds,
                instanceTypes: group.instanceTypes,
                amiType: group.amiType,
                capacityType: group.capacityType,
                scalingConfig: SIZES,
                labels: group.labels,
                taints: group.taints,
                tags: { ...tags, ...group.tags },
                launchTemplate: {
                    id: template.id,
                    version: template.latestVersion.apply(String),
                },
            },
            {
                ...child,
                // Without its policies a node could not join, nor end in order.
                dependsOn: nodes.policies,
                // Sizes belong to Cluster Autoscaler. For other launch settings EKS would end the nodes
                // that run; a preview tells of them.
                ignoreChanges: ["scalingConfig", "launchTemplate.version"],
                // The provider would delete first whatever has a name of ours, also when it changes.
                deleteBeforeReplace: false,
            },
        );
        const launched = {
            name: resource.nodeGroupName,
            templateId: template.id,
            templateVersion: template.latestVersion,
        };
        return { resource, launched, scaled: scaledGroup(group, resource) };
    });
}

/** The settings that nodes of each pool start with. */
function launchTemplates(
    name: string,
    { cluster, pools, tags }: Omit<NodeGroupsInput, "groups">,
    child: pulumi.CustomResourceOptions,
): Record<string, aws.ec2.LaunchTemplate> {
    return Object.fromEntries(
        Object.entries(pools).map(([pool, spec]) => [
            pool,
            new aws.ec2.LaunchTemplate(
                `${name}-${pool}`,
                {
                    region: cluster.region,
                    ...nodeLaunchTemplate(spec, tags),
                    vpcSecurityGroupIds: cluster.nodeSecurityGroupIds,
                },
                child,
            ),
        ]),
    );
}

/** What Cluster Autoscaler needs to know of a group: EKS makes one Auto Scaling group for it. */
function scaledGroup(
    { minSize, maxSize, weight }: NodeGroup,
    resource: aws.eks.NodeGroup,
): pulumi.Output<ScaledGroup> {
    type Made = aws.types.output.eks.NodeGroupResource[] | undefined;
    const made = resource.resources as pulumi.Output<Made>;
    return pulumi.all([made, resource.nodeGroupName]).apply(([known, group]) => {
        const name = known?.[0]?.autoscalingGroups[0]?.name;
        if (name === undefined && canReadClusters()) {
            throw new Error(`EKS names no Auto Scaling group of its node group ${group}`);
        }
        // Mocks of a program's tests may name none.
        return {
            ...{ name: name ?? `eks-${group}`, minSize, maxSize },
            ...(weight !== undefined && { weight }),
        };
    });
}
