import * as pulumi from "@pulumi/pulumi";

/** AMI types of EKS' Amazon Linux 2023, by Kubernetes architecture. */
export const AMI_TYPES = {
    amd64: "AL2023_x86_64_STANDARD",
    arm64: "AL2023_ARM_64_STANDARD",
} as const;

/** Device name of the root volume of Amazon Linux 2023. */
export const ROOT_DEVICE = "/dev/xvda";

/** Pods outside the host network cannot reach the instance metadata, and thus the node's own role. */
export const METADATA_HOP_LIMIT = 1;

/** Launch settings shared by all nodes: arguments of an `aws.ec2.LaunchTemplate`. */
export interface LaunchSettings {
    metadataOptions: {
        httpEndpoint: "enabled";
        httpTokens: "required";
        httpPutResponseHopLimit: number;
    };
    blockDeviceMappings: { deviceName: string; ebs: EncryptedVolume }[];
    tagSpecifications?: { resourceType: string; tags: Record<string, pulumi.Input<string>> }[];
}

/** Settings that differ between root volumes, under AWS' names. All volumes are gp3. */
export interface RootVolume {
    /** GiB */
    volumeSize: number;
    /**
     * MiB/s
     * @default 125
     */
    throughput?: number;
    /** @default 3000 */
    iops?: number;
}

interface EncryptedVolume extends RootVolume {
    volumeType: "gp3";
    encrypted: "true";
    deleteOnTermination: "true";
}

/** @param tags of instances and their volumes */
export function launchSettings(
    rootVolume: RootVolume,
    tags: Record<string, pulumi.Input<string>> | undefined,
): LaunchSettings {
    return {
        metadataOptions: {
            httpEndpoint: "enabled",
            httpTokens: "required",
            httpPutResponseHopLimit: METADATA_HOP_LIMIT,
        },
        blockDeviceMappings: [
            {
                deviceName: ROOT_DEVICE,
                ebs: {
                    volumeType: "gp3",
                    ...rootVolume,
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
    };
}
