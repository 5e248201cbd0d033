import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { nodeInstanceRole } from "../../aws/nodeRole";
import { onceRolePropagated } from "../../aws/settled";
import { canReadClusters } from "../../kubernetes/api";
import { NodePoolArgs } from "../pools/nodePoolArgs";
import { NODES_PER_GROUP } from "../pools/nodePoolDefaults";
import { ScaledGroup } from "./clusterAutoscalerValues";
import { NodeGroup, nameWithSubnets } from "./nodeGroups";
import { LaunchedGroup } from "./nodeGroupSettingsLookup";
import { nodeLaunchTemplate } from "./nodeLaunchTemplate";

export interface NodeGroupsInput {
    cluster: EksConnection;
    pools: Readonly<Record<string, NodePoolArgs>>;
    groups: readonly NodeGroup[];
    tags?: Record<string, pulumi.Input<string>>;
}

/** A registered group. */
export interface RegisteredGroup {
    resource: aws.eks.NodeGroup;
    launched: LaunchedGroup;
    scaled: pulumi.Output<ScaledGroup>;
}

/**
 * A group's sizes in AWS, the same for all groups, so that changing a pool's limits does not change
 * the group: the provider would also send the desired size, and thus terminate running nodes.
 */
const SIZES = { minSize: 0, desiredSize: 0, maxSize: NODES_PER_GROUP };

/** Registers managed node groups, their role, and each pool's launch template. */
export function nodeGroupResources(
    name: string,
    { cluster, pools, groups, tags }: NodeGroupsInput,
    child: pulumi.CustomResourceOptions,
): RegisteredGroup[] {
    const { region, clusterName, partition, subnets } = cluster;
    const nodes = nodeInstanceRole(
        `${name}-node`,
        { partition, hooks: onceRolePropagated() },
        child,
    );
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
                // Without its policies, a node could neither join nor shut down cleanly.
                dependsOn: nodes.policies,
                // Cluster Autoscaler manages the sizes. For new launch settings, EKS would replace
                // running nodes; a preview warns about outdated ones.
                ignoreChanges: ["scalingConfig", "launchTemplate.version"],
                // Resources with an explicit name are deleted first by default, even if the name changes.
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

/** Each pool's launch template. */
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

/** What Cluster Autoscaler needs to know about a group, for which EKS creates one Auto Scaling group. */
function scaledGroup(
    { minSize, maxSize, weight }: NodeGroup,
    resource: aws.eks.NodeGroup,
): pulumi.Output<ScaledGroup> {
    type Made = aws.types.output.eks.NodeGroupResource[] | undefined;
    const made = resource.resources as pulumi.Output<Made>;
    return pulumi.all([made, resource.nodeGroupName]).apply(([known, group]) => {
        const name = known?.[0]?.autoscalingGroups[0]?.name;
        if (name === undefined && canReadClusters()) {
            throw new Error(`EKS reports no Auto Scaling group for node group ${group}`);
        }
        // Mocks in a program's tests may not set one.
        return {
            ...{ name: name ?? `eks-${group}`, minSize, maxSize },
            ...(weight !== undefined && { weight }),
        };
    });
}
