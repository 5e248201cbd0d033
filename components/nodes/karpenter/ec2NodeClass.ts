import * as pulumi from "@pulumi/pulumi";
import { METADATA_HOP_LIMIT, ROOT_DEVICE, RootVolume } from "../../aws/launchSettings";
import { nodeConfig } from "../pools/nodeConfig";
import { NodePoolArgs } from "../pools/nodePoolArgs";
import { rootVolume } from "../pools/nodePoolDefaults";

/** What node classes need to know of AWS. */
export interface NodeClassInput {
    /**
     * Subnets of the nodes, one or more in each zone. By id, not by tag: tags may match those of
     * another cluster, and belong to whoever made the network.
     */
    subnetIds: pulumi.Input<string>[];
    securityGroupIds: pulumi.Input<string>[];
    /** Name of the instance profile with the nodes' role. */
    instanceProfile: pulumi.Input<string>;
    /** Release of EKS' image of Amazon Linux 2023, e.g. `v20260714`. */
    amiVersion: string;
    /** Tags of instances and volumes, e.g. for cost reports. */
    tags?: Record<string, pulumi.Input<string>>;
}

interface SelectorTerm {
    id: pulumi.Input<string>;
}

/** Karpenter's EC2NodeClass, the parts that are used here. */
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

/** The EC2NodeClass of a pool. */
export function ec2NodeClass(
    name: string,
    pool: NodePoolArgs,
    { subnetIds, securityGroupIds, instanceProfile, amiVersion, tags }: NodeClassInput,
): Ec2NodeClass {
    const volume = rootVolume(pool);
    // Local disks have a field of their own, by which Karpenter knows how much pods can store.
    const userData = nodeConfig({ fastImagePull: pool.fastImagePull });
    return {
        apiVersion: "karpenter.k8s.aws/v1",
        kind: "EC2NodeClass",
        metadata: { name },
        spec: {
            // A fixed release: with `latest` every new image would replace all nodes.
            amiSelectorTerms: [{ alias: `al2023@${amiVersion}` }],
            // Not `role`: profiles that Karpenter makes for it block the role's deletion.
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
