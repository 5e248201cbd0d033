import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { nodeInstanceRole } from "../../aws/nodeRole";
import { NodePoolArgs } from "../pools/nodePoolArgs";
import { NodeGroup } from "./nodeGroups";
import { nodeLaunchTemplate } from "./nodeLaunchTemplate";

export interface NodeGroupsInput {
    cluster: EksConnection;
    pools: Readonly<Record<string, NodePoolArgs>>;
    groups: readonly NodeGroup[];
    tags?: Record<string, pulumi.Input<string>>;
}

/** Registers managed node groups, their role, and the launch settings of each pool. */
export function nodeGroupResources(
    name: string,
    { cluster, pools, groups, tags }: NodeGroupsInput,
    child: pulumi.CustomResourceOptions,
): aws.eks.NodeGroup[] {
    const { region, clusterName, subnets } = cluster;
    const { partition } = cluster;
    const nodes = nodeInstanceRole(`${name}-node`, { partition }, child);
    const templates = new Map(
        Object.entries(pools).map(([pool, spec]) => [
            pool,
            new aws.ec2.LaunchTemplate(
                `${name}-${pool}`,
                {
                    region,
                    ...nodeLaunchTemplate(spec, tags),
                    vpcSecurityGroupIds: cluster.nodeSecurityGroupIds,
                },
                child,
            ),
        ]),
    );
    return groups.map((group) => {
        const template = templates.get(group.pool);
        const inZone = subnets.filter(({ zone }) => zone === group.zone);
        return new aws.eks.NodeGroup(
            `${name}-${group.name}`,
            {
                region,
                clusterName,
                nodeGroupName: group.name,
                nodeRoleArn: nodes.role.arn,
                subnetIds: inZone.map(({ id }) => id),
                instanceTypes: group.instanceTypes,
                amiType: group.amiType,
                capacityType: group.capacityType,
                scalingConfig: group.scalingConfig,
                labels: group.labels,
                taints: group.taints,
                tags: { ...tags, ...group.tags },
                launchTemplate: template && {
                    id: template.id,
                    version: template.latestVersion.apply(String),
                },
            },
            {
                ...child,
                // Without its policies a node could not join, nor end in order.
                dependsOn: nodes.policies,
                // It belongs to Cluster Autoscaler from then on.
                ignoreChanges: ["scalingConfig.desiredSize"],
            },
        );
    });
}
