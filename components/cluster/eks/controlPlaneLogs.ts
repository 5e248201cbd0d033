import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookInPreview, unlessAwsIsSilent } from "../../aws/previewLook";
import { userError } from "../../validation/problems";

/**
 * Days that CloudWatch can keep logs for (CloudWatch Logs API reference, PutRetentionPolicy). Zero,
 * with which they stay for ever, is not among them.
 */
export const RETENTION_DAYS: readonly number[] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];

/** As terraform-aws-eks has it: an audit asks for weeks, and what is written costs more than what stays. */
const DEFAULT_RETENTION_DAYS = 90;

export interface ControlPlaneLogsInput {
    clusterName: string;
    retentionInDays?: number;
    tags?: Record<string, pulumi.Input<string>>;
}

/**
 * Registers the group that EKS writes the control plane's logs to, which has a fixed name. EKS would
 * make one that keeps them for ever and survives the cluster.
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
    // Only of a group that is in the stack already AWS' own values are known in a preview.
    const { isKnown } = group.arn as unknown as { isKnown: Promise<boolean> };
    lookInPreview({ isKnown, groupName }, child.parent, refuseLogGroup);
    return group;
}

/** Refuses to make a log group that exists: of a former cluster, with logs that came after its end. */
export async function refuseLogGroup(
    { isKnown, groupName }: { isKnown: boolean; groupName: string },
    opts: pulumi.InvokeOptions,
): Promise<undefined> {
    const found = isKnown
        ? undefined
        : await unlessAwsIsSilent(aws.cloudwatch.getLogGroup({ name: groupName }, opts));
    if (found !== undefined) {
        throw userError(
            `The log group ${groupName} exists, of a former cluster of this name: delete it (aws logs ` +
                `delete-log-group --log-group-name ${groupName}), or take it over (docs/operations/control-plane-logs.md)`,
        );
    }
    return undefined;
}
