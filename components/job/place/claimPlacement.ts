import * as pulumi from "@pulumi/pulumi";
import { canReadClusters, kubernetesApi } from "../../kubernetes/api";
import { orIfUnknown } from "../../kubernetes/readCluster";
import { nodesOnce } from "../../kubernetes/nodeList";
import { TeamConnection } from "../../team/connection";
import { Problems } from "../../validation/problems";
import { JobArgs } from "../args/jobArgs";
import { jobZones, ManifestParts, placedJob } from "../manifest/applicationSpec";
import { ClaimPlace, claimPlaces } from "./claimLook";
import { ClaimUse, claimUses } from "./claims";
import { claimWarnings, zonesOfClaims } from "./claimZones";

/**
 * A job's parts with the zones where the volumes of its claims are, once these were looked at. A job
 * without claims is as it was.
 */
export function withClaimZones(
    team: TeamConnection,
    args: JobArgs,
    parts: pulumi.Output<ManifestParts>,
    parent: pulumi.Resource | undefined,
): pulumi.Output<ManifestParts> {
    if (!mayHaveClaims(args, team)) {
        return parts;
    }
    const uses = parts.apply((known) => claimUses(placedJob(known).demand));
    const places = look(team, parts, uses);
    return pulumi.all([parts, uses, places]).apply(([known, used, found]) => {
        const { zones, labelled, isClosed } = jobZones(known);
        const { zone, zonePolicy } = known.args;
        const job = { zone, zonePolicy, zones, labelled, isClosed };
        const problems = new Problems();
        const claimZones = zonesOfClaims(used, found, job, problems);
        problems.throwIfAny(`Job "${known.job}"`);
        if (pulumi.runtime.isDryRun()) {
            for (const warning of claimWarnings(used, found, job)) {
                void pulumi.log.warn(`Job "${known.job}", ${warning}`, parent);
            }
        }
        return claimZones === undefined ? known : { ...known, claimZones };
    });
}

/** Whether some pod of a job may mount a claim, as far as that is known without Outputs. */
function mayHaveClaims(
    { driver, executor, conf }: JobArgs,
    { platformConf, sparkConf }: TeamConnection,
): boolean {
    const names = [platformConf, sparkConf, conf].flatMap((layer) => Object.keys(layer ?? {}));
    return (
        [driver, executor].some(
            (role) =>
                role?.podTemplate !== undefined ||
                Object.values(role?.volumes ?? {}).some(({ claim }) => claim !== undefined),
        ) || names.some((name) => name.includes(".volumes.persistentVolumeClaim."))
    );
}

/** What a look at the cluster says of the claims; nothing of them where it cannot be looked at. */
function look(
    team: TeamConnection,
    parts: pulumi.Output<ManifestParts>,
    uses: pulumi.Output<ClaimUse[]>,
): pulumi.Output<Record<string, ClaimPlace>> {
    const { kubeconfig } = team;
    if (kubeconfig === undefined || !canReadClusters()) {
        return pulumi.output(undefined).apply((): Record<string, ClaimPlace> => ({}));
    }
    const namespace = parts.apply((known) => known.namespace);
    const looked = pulumi.all([kubeconfig, namespace, uses]).apply(([contents, found, used]) =>
        claimPlaces(
            {
                ...kubernetesApi(contents),
                listNodes: () => nodesOnce(kubeconfig, contents, team),
            },
            found,
            used.map(({ claim }) => claim),
        ),
    );
    // Zones are no secret, although the kubeconfig is; a cluster to come has no claims.
    return orIfUnknown(pulumi.unsecret(looked), {});
}
