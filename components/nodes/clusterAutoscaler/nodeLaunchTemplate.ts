import * as pulumi from "@pulumi/pulumi";
import { LaunchSettings, launchSettings } from "../../aws/launchSettings";
import { nodeConfig } from "../pools/nodeConfig";
import { NodePoolArgs } from "../pools/nodePoolArgs";
import { rootVolume } from "../pools/nodePoolDefaults";

/** Launch settings of a pool's node groups: arguments of an `aws.ec2.LaunchTemplate`. */
export interface NodeLaunchTemplate extends LaunchSettings {
    /** Base64. EKS adds what a node needs to join the cluster. */
    userData?: string;
}

/** The same settings that Karpenter's nodes get from their node class. */
export function nodeLaunchTemplate(
    pool: NodePoolArgs,
    tags?: Record<string, pulumi.Input<string>>,
): NodeLaunchTemplate {
    const config = nodeConfig(pool);
    return {
        ...launchSettings(rootVolume(pool), tags),
        ...(config !== undefined && { userData: Buffer.from(config).toString("base64") }),
    };
}
