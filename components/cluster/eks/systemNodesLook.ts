import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookInPreview } from "../../aws/previewLook";

export interface NodeImageInput {
    clusterName: pulumi.Input<string>;
    /** Of a group that may not exist yet. */
    nodeGroupName: pulumi.Input<string>;
    /** Minor version of Kubernetes that the group is to have. */
    version: pulumi.Input<string>;
    /** As in the names of EKS' images. */
    architecture: "x86_64" | "arm64";
}

/** In a preview, tells of a newer image for a node group, which no update of the stack brings. */
export function warnOfNodeImage(input: NodeImageInput, parent: pulumi.Resource): void {
    lookInPreview(input, parent, nodeImageWarning);
}

/** The warning about a node group's image, if there is something to say. */
export async function nodeImageWarning(
    { clusterName, nodeGroupName, version, architecture }: pulumi.Unwrap<NodeImageInput>,
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    const group = await aws.eks.getNodeGroup({ clusterName, nodeGroupName }, opts);
    // An upgrade brings the newest image itself.
    if (group.version !== version) {
        return undefined;
    }
    // EKS user guide, Retrieve recommended Amazon Linux AMI IDs.
    const image = `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${architecture}/standard`;
    const name = `${image}/recommended/release_version`;
    const { value } = await aws.ssm.getParameter({ name }, opts);
    return dateOf(value) <= dateOf(group.releaseVersion)
        ? undefined
        : `The image of the system nodes is ${group.releaseVersion}, and ${value} is out: aws eks ` +
              `update-nodegroup-version --cluster-name ${clusterName} --nodegroup-name ${nodeGroupName}`;
}

/** The date of an image's release, e.g. of `1.35.6-20260724`. */
function dateOf(release: string): string {
    return release.split("-")[1] ?? "";
}
