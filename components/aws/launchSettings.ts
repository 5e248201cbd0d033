import * as pulumi from "@pulumi/pulumi";

/** AMI types of EKS' Amazon Linux 2023, by architecture in Kubernetes' words. */
export const AMI_TYPES = {
    amd64: "AL2023_x86_64_STANDARD",
    arm64: "AL2023_ARM_64_STANDARD",
} as const;

/** Device of the root volume: Amazon Linux 2023. */
export const ROOT_DEVICE = "/dev/xvda";

/** Pods off the host's network cannot reach the metadata, and so not the node's own role. */
export const METADATA_HOP_LIMIT = 1;

/** Launch settings that all nodes share: arguments of an `aws.ec2.LaunchTemplate`. */
export interface LaunchSettings {
    metadataOptions: {
        httpEndpoint: "enabled";
        httpTokens: "required";
        httpPutResponseHopLimit: number;
    };
    blockDeviceMappings: { deviceName: string; ebs: EncryptedVolume }[];
    tagSpecifications?: { resourceType: string; tags: Record<string, pulumi.Input<string>> }[];
}

/** What may differ between root volumes, all of them gp3, by AWS' names. */
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
