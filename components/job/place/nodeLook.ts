import * as pulumi from "@pulumi/pulumi";
import { canReadClusters } from "../../kubernetes/api";
import { nodesOnce } from "../../kubernetes/nodeList";
import { TeamConnection } from "../../team/connection";
import { ManifestParts } from "../manifest/applicationSpec";
import { nodeWarnings } from "./nodeWarnings";

/**
 * In a preview, warns of pods that no node of the cluster can hold. An autoscaler's nodes are known
 * by its pools, which refuse such jobs.
 */
export function warnOfNodes(
    team: TeamConnection,
    parts: pulumi.Output<ManifestParts>,
    parent: pulumi.Resource | undefined,
): void {
    const { kubeconfig, nodePools } = team;
    const isLook = pulumi.runtime.isDryRun() && canReadClusters();
    if (kubeconfig === undefined || nodePools !== undefined || !isLook) {
        return;
    }
    pulumi.all([kubeconfig, parts]).apply(async ([contents, known]) => {
        // Whoever may not list them, or cannot, is told by what needs them.
        const nodes = await nodesOnce(kubeconfig, contents, team).catch(() => []);
        for (const warning of nodeWarnings(known, nodes)) {
            await pulumi.log.warn(`Job "${known.job}", ${warning}`, parent);
        }
    });
}
