import * as pulumi from "@pulumi/pulumi";
import { canReadClusters } from "../../kubernetes/api";
import { nodesOnce } from "../../kubernetes/nodeList";
import { TeamConnection } from "../../team/connection";
import { ManifestParts } from "../manifest/applicationSpec";
import { nodeWarnings } from "./nodeWarnings";

/**
 * In a preview, warns about pods that fit on no node of the cluster. With an autoscaler, such jobs
 * are refused by the limits of its pools.
 */
export function logNodeWarnings(
    team: TeamConnection,
    parts: pulumi.Output<ManifestParts>,
    parent: pulumi.Resource | undefined,
): void {
    const { kubeconfig, nodePools } = team;
    const canRead = pulumi.runtime.isDryRun() && canReadClusters();
    if (kubeconfig === undefined || nodePools !== undefined || !canRead) {
        return;
    }
    pulumi.all([kubeconfig, parts]).apply(async ([contents, known]) => {
        // If nodes cannot be listed, whatever needs them reports that.
        const nodes = await nodesOnce(kubeconfig, contents, team).catch(() => []);
        for (const warning of nodeWarnings(known, nodes)) {
            await pulumi.log.warn(`Job "${known.job}", ${warning}`, parent);
        }
    });
}
