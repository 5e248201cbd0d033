import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { asJson } from "../../aws/awsCluster";
import { EksSubnet } from "../../aws/eksConnection";
import { awsPolicyArn, NODE_POLICIES, nodeTrust } from "../../aws/nodeTrust";
import { SystemNodesArgs } from "./eksClusterArgs";

export const SYSTEM_NODES = { instanceType: "m7i.large", count: 2, volumeSizeGib: 30 };

export interface SystemNodesInput {
    args?: SystemNodesArgs;
    clusterName: pulumi.Input<string>;
    partition: pulumi.Output<string>;
    subnets: readonly EksSubnet[];
    tags?: Record<string, string>;
}

/** Registers the managed node group of the system's pods. */
export function systemNodes(
    name: string,
    { args, clusterName, partition, subnets, tags }: SystemNodesInput,
    child: pulumi.CustomResourceOptions,
): aws.eks.NodeGroup {
    const { instanceType, count, volumeSizeGib } = { ...SYSTEM_NODES, ...args };
    const role = new aws.iam.Role(
        `${name}-system-nodes`,
        { assumeRolePolicy: asJson(partition.apply(nodeTrust)), tags },
        child,
    );
    const policies = NODE_POLICIES.map(
        (policy) =>
            new aws.iam.RolePolicyAttachment(
                `${name}-system-nodes-${policy}`,
                {
                    role: role.name,
                    policyArn: partition.apply((known) => awsPolicyArn(known, policy)),
                },
                child,
            ),
    );
    const template = new aws.ec2.LaunchTemplate(
        `${name}-system-nodes`,
        {
            metadataOptions: {
                httpEndpoint: "enabled",
                httpTokens: "required",
                // One hop: the instance's role is not for its pods.
                httpPutResponseHopLimit: 1,
            },
            blockDeviceMappings: [
                {
                    deviceName: "/dev/xvda",
                    ebs: {
                        volumeType: "gp3",
                        volumeSize: volumeSizeGib,
                        encrypted: "true",
                        deleteOnTermination: "true",
                    },
                },
            ],
            ...(tags && {
                tagSpecifications: ["instance", "volume"].map((resourceType) => ({
                    resourceType,
                    tags,
                })),
            }),
        },
        child,
    );
    return new aws.eks.NodeGroup(
        `${name}-system-nodes`,
        {
            clusterName,
            nodeRoleArn: role.arn,
            subnetIds: subnets.map(({ id }) => id),
            instanceTypes: [instanceType],
            amiType: amiType(instanceType),
            capacityType: "ON_DEMAND",
            scalingConfig: { minSize: count, desiredSize: count, maxSize: count + 1 },
            updateConfig: { maxUnavailable: 1 },
            launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
            tags,
        },
        {
            ...child,
            // Without its policies a node could not join, nor end in order.
            dependsOn: [...((child.dependsOn ?? []) as pulumi.Resource[]), ...policies],
        },
    );
}

/** A "g" after the generation's number means Graviton: EC2's naming of instance types. */
function amiType(instanceType: string): string {
    return /^[a-z]+\d+[a-z]*g/.test(instanceType)
        ? "AL2023_ARM_64_STANDARD"
        : "AL2023_x86_64_STANDARD";
}
