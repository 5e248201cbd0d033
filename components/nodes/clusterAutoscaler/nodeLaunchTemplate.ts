import * as pulumi from "@pulumi/pulumi";
import { LaunchSettings, launchSettings } from "../../aws/launchSettings";
import { NodePoolArgs } from "../pools/nodePoolArgs";
import { volumeSizeGib } from "../pools/nodePoolDefaults";

/** Launch settings of a pool's node groups: arguments of an `aws.ec2.LaunchTemplate`. */
export interface NodeLaunchTemplate extends LaunchSettings {
    /** Base64. EKS adds what a node needs to join the cluster. */
    userData?: string;
}

/** For nodeadm, which sets up nodes of Amazon Linux 2023: awslabs/amazon-eks-ami, nodeadm/doc. */
const RAID0_USER_DATA = [
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="NODE"',
    "",
    "--NODE",
    "Content-Type: application/node.eks.aws",
    "",
    "apiVersion: node.eks.aws/v1alpha1",
    "kind: NodeConfig",
    "spec:",
    "  instance:",
    "    localStorage:",
    "      strategy: RAID0",
    "",
    "--NODE--",
    "",
].join("\n");

/** The same settings that Karpenter's nodes get from their node class. */
export function nodeLaunchTemplate(
    pool: NodePoolArgs,
    tags?: Record<string, pulumi.Input<string>>,
): NodeLaunchTemplate {
    return {
        ...launchSettings(volumeSizeGib(pool), tags),
        ...(pool.localStorage && {
            userData: Buffer.from(RAID0_USER_DATA).toString("base64"),
        }),
    };
}
