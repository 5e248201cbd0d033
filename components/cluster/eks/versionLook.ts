import * as pulumi from "@pulumi/pulumi";
import { lookInPreview } from "../../aws/previewLook";
import { problem } from "../../validation/problems";
import { ChosenVersion, newVersionProblem, upgradeProblem, versionNote } from "./kubernetesVersion";
import { liveCluster, NO_CLUSTER } from "./liveCluster";

export interface VersionInput {
    /** Who is told, e.g. `EksCluster "cluster"`. */
    subject: string;
    /** Of a cluster that may not exist yet. */
    clusterName: string;
    version: pulumi.Input<string>;
    /** Whether the arguments name the version. */
    isGiven: boolean;
}

/** In a preview, tells of a version that somebody has to see to, and refuses what EKS would refuse. */
export function warnOfVersion(input: VersionInput, parent: pulumi.Resource): void {
    const { isGiven } = input;
    if (pulumi.runtime.isDryRun()) {
        pulumi.output(input.version).apply(async (version) => {
            const note = versionNote({ version, isGiven });
            if (note !== undefined) {
                await pulumi.log[note.severity](note.message, parent);
            }
        });
    }
    lookInPreview(input, parent, refuseVersion);
}

/** Refuses a version that EKS would refuse for the cluster as it is now. */
export async function refuseVersion(
    { subject, clusterName, ...chosen }: ChosenVersion & { subject: string; clusterName: string },
    opts: pulumi.InvokeOptions,
): Promise<undefined> {
    const live = await liveCluster(clusterName, opts);
    const wrong =
        live === NO_CLUSTER ? newVersionProblem(chosen) : upgradeProblem(chosen, live.version);
    if (wrong !== undefined) {
        throw problem(subject, "version", wrong);
    }
    return undefined;
}
