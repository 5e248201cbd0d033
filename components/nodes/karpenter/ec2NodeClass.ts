import * as pulumi from "@pulumi/pulumi";
import { METADATA_HOP_LIMIT, ROOT_DEVICE, RootVolume } from "../../aws/launchSettings";
import { nodeConfig } from "../pools/nodeConfig";
import { NodePoolArgs } from "../pools/nodePoolArgs";
import { rootVolume } from "../pools/nodePoolDefaults";

/** AWS settings of node classes. */
export interface NodeClassInput {
    /**
     * Subnets of the nodes, one or more in each zone. Selected by id, not by tag: tags may match
     * another cluster's subnets, and belong to the owner of the network.
     */
    subnetIds: pulumi.Input<string>[];
    securityGroupIds: pulumi.Input<string>[];
    /** Name of the instance profile with the node role. */
    instanceProfile: pulumi.Input<string>;
    /** Release of EKS' image of Amazon Linux 2023, e.g. `v20260714`. */
    amiVersion: string;
    /** Tags of instances and volumes, e.g. for cost reports. */
    tags?: Record<string, pulumi.Input<string>>;
}

interface SelectorTerm {
    id: pulumi.Input<string>;
}

/** Karpenter's EC2NodeClass, with the fields used here. */
export interface Ec2NodeClass {
    apiVersion: "karpenter.k8s.aws/v1";
    kind: "EC2NodeClass";
    metadata: { name: string };
    spec: {
        amiSelectorTerms: { alias: string }[];
        instanceProfile: pulumi.Input<string>;
        subnetSelectorTerms: SelectorTerm[];
        securityGroupSelectorTerms: SelectorTerm[];
        metadataOptions: {
            httpEndpoint: "enabled";
            httpTokens: "required";
            httpPutResponseHopLimit: number;
        };
        blockDeviceMappings: { deviceName: string; ebs: Volume }[];
        instanceStorePolicy?: "RAID0";
        /** Karpenter adds what a node needs to join the cluster. */
        userData?: string;
        tags?: Record<string, pulumi.Input<string>>;
    };
}

interface Volume extends Omit<RootVolume, "volumeSize"> {
    volumeType: "gp3";
    volumeSize: string;
    encrypted: boolean;
    deleteOnTermination: boolean;
}

/** The EC2NodeClass for a pool. */
export function ec2NodeClass(
    name: string,
    pool: NodePoolArgs,
    { subnetIds, securityGroupIds, instanceProfile, amiVersion, tags }: NodeClassInput,
): Ec2NodeClass {
    const volume = rootVolume(pool);
    // Local disks have their own field, which tells Karpenter how much storage pods can use.
    const userData = nodeConfig({ fastImagePull: pool.fastImagePull });
    return {
        apiVersion: "karpenter.k8s.aws/v1",
        kind: "EC2NodeClass",
        metadata: { name },
        spec: {
            // A fixed release: with `latest`, every new image would replace all nodes.
            amiSelectorTerms: [{ alias: `al2023@${amiVersion}` }],
            // Not `role`: the profiles that Karpenter creates for it block the role's deletion.
            instanceProfile,
            subnetSelectorTerms: subnetIds.map((id) => ({ id })),
            securityGroupSelectorTerms: securityGroupIds.map((id) => ({ id })),
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
                        ...volume,
                        volumeSize: `${volume.volumeSize}Gi`,
                        encrypted: true,
                        deleteOnTermination: true,
                    },
                },
            ],
            ...(pool.localStorage && { instanceStorePolicy: "RAID0" }),
            ...(userData !== undefined && { userData }),
            ...(tags !== undefined && { tags }),
        },
    };
}
