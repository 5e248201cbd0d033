import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { lookInPreview, unlessAwsIsSilent } from "../../aws/previewLook";
import { userError } from "../../validation/problems";

/**
 * In a preview, refuses a cluster without access entries: Karpenter's nodes join by one. For node
 * groups EKS itself writes what they need, in either mode.
 */
export function refuseConfigMapMode(
    { clusterName, region }: EksConnection,
    parent: pulumi.Resource,
): void {
    lookInPreview({ clusterName, region }, parent, accessModeWarning);
}

export async function accessModeWarning(
    { clusterName, region }: { clusterName: string; region: string },
    opts: pulumi.InvokeOptions,
): Promise<undefined> {
    const found = await unlessAwsIsSilent(aws.eks.getCluster({ name: clusterName }, opts));
    const [access] = found?.accessConfigs ?? [];
    if (access?.authenticationMode === "CONFIG_MAP") {
        throw userError(
            `Cluster "${clusterName}" has no access entries (authentication mode CONFIG_MAP), and ` +
                "Karpenter's nodes join by one. Switch them on, for good: aws eks " +
                `update-cluster-config --name ${clusterName} --region ${region} ` +
                "--access-config authenticationMode=API_AND_CONFIG_MAP",
        );
    }
}
