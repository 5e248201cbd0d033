import * as pulumi from "@pulumi/pulumi";
import { lookUpInPreview } from "../../aws/previewLookup";
import { problem } from "../../validation/problems";
import { ChosenVersion, newVersionProblem, upgradeProblem, versionNote } from "./kubernetesVersion";
import { liveCluster, NO_CLUSTER } from "./liveCluster";

export interface VersionInput {
    /** The component named in messages, e.g. `EksCluster "cluster"`. */
    subject: string;
    /** Name of a cluster that may not exist yet. */
    clusterName: string;
    version: pulumi.Input<string>;
    /** Whether the arguments set the version. */
    isGiven: boolean;
}

/** In a preview, reports a version that needs attention, and refuses one that EKS would refuse. */
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
    lookUpInPreview(input, parent, refuseVersion);
}

/** Refuses a version that EKS would refuse for the cluster in its current state. */
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
