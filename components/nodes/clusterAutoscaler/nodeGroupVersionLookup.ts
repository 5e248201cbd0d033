import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookUpInPreview, ifAwsAnswers } from "../../aws/previewLookup";

export interface GroupVersions {
    clusterName: pulumi.Input<string>;
    region: pulumi.Input<string>;
    /** Minor version of Kubernetes that the cluster has, or will have after this update. */
    version: pulumi.Input<string>;
    /** Names of the node groups in AWS. */
    groups: readonly pulumi.Input<string>[];
}

/** In a preview, warns about node groups whose nodes stay on an older Kubernetes than the cluster's. */
export function warnOfOldVersions(
    { clusterName, region, version, groups }: GroupVersions,
    parent: pulumi.Resource,
): void {
    lookUpInPreview(
        { clusterName, region, version, groups: [...groups] },
        parent,
        oldVersionWarning,
    );
}

/**
 * The warning about node groups on another version, if any. Updating a group replaces its nodes,
 * including those of drivers, so users choose when to do it: the stack never updates versions.
 */
export async function oldVersionWarning(
    { clusterName, region, version, groups }: pulumi.Unwrap<GroupVersions>,
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    const found = await Promise.all(
        groups.map(async (name) => {
            const args = { clusterName, nodeGroupName: name, region };
            // A group that does not exist yet will get the cluster's version.
            const group = await ifAwsAnswers(aws.eks.getNodeGroup(args, opts));
            return { name, version: group?.version ?? version };
        }),
    );
    const old = found.filter((group) => group.version !== version);
    if (old.length === 0) {
        return undefined;
    }
    const versions = [...new Set(old.map((group) => group.version))].sort().join(", ");
    return (
        `${old.length} of ${groups.length} node groups stay on Kubernetes ${versions}, also for new ` +
        `nodes, while the cluster has ${version} or is being upgraded to it. Updating them replaces ` +
        "their nodes and terminates the drivers there. Do this after the update, when no driver is " +
        `running on them: for group in ${old.map(({ name }) => name).join(" ")}; do aws eks ` +
        `update-nodegroup-version --region ${region} --cluster-name ${clusterName} ` +
        `--nodegroup-name $group --kubernetes-version ${version}; done`
    );
}
