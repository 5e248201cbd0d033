import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksSubnet } from "../../aws/eksConnection";
import { AMI_TYPES, launchSettings } from "../../aws/launchSettings";
import { nodeInstanceRole } from "../../aws/nodeRole";
import { SYSTEM_NODES, SystemNodesArgs } from "./eksClusterArgs";
import { announceBursts } from "./cpuCredits";
import { warnOfNodeImage } from "./systemNodesLookup";

export interface SystemNodesInput {
    args?: SystemNodesArgs;
    clusterName: pulumi.Input<string>;
    /** Minor version of Kubernetes: the control plane's, which is upgraded first. */
    version: pulumi.Input<string>;
    partition: pulumi.Output<string>;
    subnets: readonly EksSubnet[];
    tags?: Record<string, pulumi.Input<string>>;
}

/** Registers the managed node group for system pods. */
export function systemNodes(
    name: string,
    { args, clusterName, version, partition, subnets, tags }: SystemNodesInput,
    child: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): aws.eks.NodeGroup {
    const { instanceType, count, volumeSizeGib } = { ...SYSTEM_NODES, ...args };
    const { cpuCredits } = args ?? {};
    announceBursts({ instanceType, count, cpuCredits }, child.parent);
    const { role, policies } = nodeInstanceRole(`${name}-system-nodes`, { partition, tags }, child);
    const template = new aws.ec2.LaunchTemplate(
        `${name}-system-nodes`,
        {
            ...launchSettings({ volumeSize: volumeSizeGib }, tags),
            ...(cpuCredits && { creditSpecification: { cpuCredits } }),
        },
        child,
    );
    const architecture = architectureOf(instanceType);
    const nodes = new aws.eks.NodeGroup(
        `${name}-system-nodes`,
        {
            clusterName,
            version,
            nodeRoleArn: role.arn,
            subnetIds: subnets.map(({ id }) => id),
            instanceTypes: [instanceType],
            amiType: AMI_TYPES[architecture],
            capacityType: "ON_DEMAND",
            scalingConfig: { minSize: count, desiredSize: count, maxSize: count + 1 },
            updateConfig: { maxUnavailable: 1 },
            launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
            tags,
        },
        {
            ...child,
            // Without its policies, a node could neither join nor shut down cleanly.
            dependsOn: [...((child.dependsOn ?? []) as pulumi.Resource[]), ...policies],
        },
    );
    const { nodeGroupName } = nodes;
    warnOfNodeImage(
        {
            ...{ clusterName, nodeGroupName, version },
            architecture: architecture === "amd64" ? "x86_64" : architecture,
        },
        child.parent,
    );
    return nodes;
}

/** A "g" after the generation number means Graviton (EC2's naming of instance types). */
function architectureOf(instanceType: string): keyof typeof AMI_TYPES {
    return /^[a-z]+\d+[a-z]*g/.test(instanceType) ? "arm64" : "amd64";
}
