import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookInPreview, unlessAwsIsSilent } from "../../aws/previewLook";

export interface GroupVersions {
    clusterName: pulumi.Input<string>;
    region: pulumi.Input<string>;
    /** Minor version of Kubernetes that the cluster has, or gets in this update. */
    version: pulumi.Input<string>;
    /** Names of the node groups in AWS. */
    groups: readonly pulumi.Input<string>[];
}

/** In a preview, warns of node groups whose nodes stay on an older Kubernetes than the cluster's. */
export function warnOfOldVersions(
    { clusterName, region, version, groups }: GroupVersions,
    parent: pulumi.Resource,
): void {
    lookInPreview({ clusterName, region, version, groups: [...groups] }, parent, oldVersionWarning);
}

/**
 * The warning about node groups on another version, if there are some. An update of a group replaces
 * its nodes, drivers' too, so that people choose the moment: the stack leaves versions alone.
 */
export async function oldVersionWarning(
    { clusterName, region, version, groups }: pulumi.Unwrap<GroupVersions>,
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    const found = await Promise.all(
        groups.map(async (name) => {
            const args = { clusterName, nodeGroupName: name, region };
            // A group that is not there yet will be of the cluster's version.
            const group = await unlessAwsIsSilent(aws.eks.getNodeGroup(args, opts));
            return { name, version: group?.version ?? version };
        }),
    );
    const old = found.filter((group) => group.version !== version);
    if (old.length === 0) {
        return undefined;
    }
    const versions = [...new Set(old.map((group) => group.version))].sort().join(", ");
    return (
        `${old.length} of ${groups.length} node groups stay on Kubernetes ${versions}, with all ` +
        `nodes that they get, and the cluster has ${version}, or gets it now. To update them ` +
        "replaces their nodes and ends drivers on them. Do it after the update, when no driver " +
        `runs there: for group in ${old.map(({ name }) => name).join(" ")}; do aws eks ` +
        `update-nodegroup-version --region ${region} --cluster-name ${clusterName} ` +
        `--nodegroup-name $group --kubernetes-version ${version}; done`
    );
}
