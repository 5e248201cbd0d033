import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { lookUpInPreview, ifAwsAnswers } from "../../aws/previewLookup";
import { userError } from "../../validation/problems";

/**
 * In a preview, refuses a cluster without access entries, which Karpenter's nodes need to join. For
 * managed node groups, EKS itself configures access in either mode.
 */
export function refuseConfigMapMode(
    { clusterName, region }: EksConnection,
    parent: pulumi.Resource,
): void {
    lookUpInPreview({ clusterName, region }, parent, accessModeWarning);
}

export async function accessModeWarning(
    { clusterName, region }: { clusterName: string; region: string },
    opts: pulumi.InvokeOptions,
): Promise<undefined> {
    const found = await ifAwsAnswers(aws.eks.getCluster({ name: clusterName }, opts));
    const [access] = found?.accessConfigs ?? [];
    if (access?.authenticationMode === "CONFIG_MAP") {
        throw userError(
            `Cluster "${clusterName}" does not support access entries (authentication mode CONFIG_MAP), ` +
                "which Karpenter's nodes need to join. Enable them; this cannot be undone: aws eks " +
                `update-cluster-config --name ${clusterName} --region ${region} ` +
                "--access-config authenticationMode=API_AND_CONFIG_MAP",
        );
    }
}
