import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookUpInPreview } from "../../aws/previewLookup";

export interface NodeImageInput {
    clusterName: pulumi.Input<string>;
    /** Name of a group that may not exist yet. */
    nodeGroupName: pulumi.Input<string>;
    /** Minor version of Kubernetes that the group should have. */
    version: pulumi.Input<string>;
    /** As in the names of EKS' images. */
    architecture: "x86_64" | "arm64";
}

/** In a preview, warns about a newer image for a node group, which no update of the stack installs. */
export function warnOfNodeImage(input: NodeImageInput, parent: pulumi.Resource): void {
    lookUpInPreview(input, parent, nodeImageWarning);
}

/** The warning about a node group's image, if any. */
export async function nodeImageWarning(
    { clusterName, nodeGroupName, version, architecture }: pulumi.Unwrap<NodeImageInput>,
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    const group = await aws.eks.getNodeGroup({ clusterName, nodeGroupName }, opts);
    // An upgrade installs the newest image anyway.
    if (group.version !== version) {
        return undefined;
    }
    // EKS user guide, Retrieve recommended Amazon Linux AMI IDs.
    const image = `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${architecture}/standard`;
    const name = `${image}/recommended/release_version`;
    const { value } = await aws.ssm.getParameter({ name }, opts);
    return dateOf(value) <= dateOf(group.releaseVersion)
        ? undefined
        : `The system nodes run image ${group.releaseVersion}, but ${value} is available: aws eks ` +
              `update-nodegroup-version --cluster-name ${clusterName} --nodegroup-name ${nodeGroupName}`;
}

/** The date in an image's release, e.g. in `1.35.6-20260724`. */
function dateOf(release: string): string {
    return release.split("-")[1] ?? "";
}
