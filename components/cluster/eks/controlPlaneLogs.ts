import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookUpInPreview, ifAwsAnswers } from "../../aws/previewLookup";
import { userError } from "../../validation/problems";

/**
 * Retention periods of CloudWatch, in days (CloudWatch Logs API reference, PutRetentionPolicy). Zero,
 * which keeps logs forever, is not included.
 */
export const RETENTION_DAYS: readonly number[] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];

/** As in terraform-aws-eks: audits need weeks of logs, and ingestion costs more than storage. */
const DEFAULT_RETENTION_DAYS = 90;

export interface ControlPlaneLogsInput {
    clusterName: string;
    retentionInDays?: number;
    tags?: Record<string, pulumi.Input<string>>;
}

/**
 * Registers the log group that EKS writes the control plane's logs to, which has a fixed name. EKS
 * itself would create one that keeps logs forever and outlives the cluster.
 */
export function controlPlaneLogs(
    name: string,
    { clusterName, retentionInDays = DEFAULT_RETENTION_DAYS, tags }: ControlPlaneLogsInput,
    child: { parent: pulumi.Resource },
): aws.cloudwatch.LogGroup {
    const groupName = `/aws/eks/${clusterName}/cluster`;
    const group = new aws.cloudwatch.LogGroup(
        `${name}-control-plane-logs`,
        { name: groupName, retentionInDays, tags },
        child,
    );
    // In a preview, values from AWS are known only if the group is already part of the stack.
    const { isKnown } = group.arn as unknown as { isKnown: Promise<boolean> };
    lookUpInPreview({ isKnown, groupName }, child.parent, refuseLogGroup);
    return group;
}

/** Refuses to create an existing log group: one of a former cluster that received logs after its deletion. */
export async function refuseLogGroup(
    { isKnown, groupName }: { isKnown: boolean; groupName: string },
    opts: pulumi.InvokeOptions,
): Promise<undefined> {
    const found = isKnown
        ? undefined
        : await ifAwsAnswers(aws.cloudwatch.getLogGroup({ name: groupName }, opts));
    if (found !== undefined) {
        throw userError(
            `Log group ${groupName} already exists, from a former cluster of this name: delete it (aws logs ` +
                `delete-log-group --log-group-name ${groupName}), or import it (docs/operations/control-plane-logs.md)`,
        );
    }
    return undefined;
}
