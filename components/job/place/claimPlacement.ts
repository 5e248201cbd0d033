import * as pulumi from "@pulumi/pulumi";
import { canReadClusters, kubernetesApi } from "../../kubernetes/api";
import { orIfUnknown } from "../../kubernetes/readCluster";
import { nodesOnce } from "../../kubernetes/nodeList";
import { TeamConnection } from "../../team/connection";
import { Problems } from "../../validation/problems";
import { JobArgs } from "../args/jobArgs";
import { jobZones, ManifestParts, placedJob } from "../manifest/applicationSpec";
import { ClaimLocation, readClaimLocations } from "./readClaims";
import { ClaimUse, claimUses } from "./claims";
import { claimWarnings, zonesOfClaims } from "./claimZones";

/**
 * A job's parts with the zones of its claims' volumes, read from the cluster. A job without claims
 * is unchanged.
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
    const placed = parts.apply((known) => {
        const { demand } = placedJob(known);
        return { uses: claimUses(demand), zoning: jobZones(known, demand) };
    });
    const uses = placed.apply((known) => known.uses);
    const places = readLocations(team, parts, uses);
    return pulumi.all([parts, placed, places]).apply(([known, { uses: used, zoning }, found]) => {
        const { zone, zonePolicy } = known.args;
        const job = { zone, zonePolicy, ...zoning };
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

/** Whether a pod of a job may mount a claim, as far as that is known without Outputs. */
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

/** The locations of the claims, read from the cluster; empty if the cluster cannot be read. */
function readLocations(
    team: TeamConnection,
    parts: pulumi.Output<ManifestParts>,
    uses: pulumi.Output<ClaimUse[]>,
): pulumi.Output<Record<string, ClaimLocation>> {
    const { kubeconfig } = team;
    if (kubeconfig === undefined || !canReadClusters()) {
        return pulumi.output(undefined).apply((): Record<string, ClaimLocation> => ({}));
    }
    const namespace = parts.apply((known) => known.namespace);
    const looked = pulumi.all([kubeconfig, namespace, uses]).apply(([contents, found, used]) =>
        readClaimLocations(
            {
                ...kubernetesApi(contents),
                listNodes: () => nodesOnce(kubeconfig, contents, team),
            },
            found,
            used.map(({ claim }) => claim),
        ),
    );
    // Zones are not secret, although the kubeconfig is; a cluster that does not exist yet has no
    // claims.
    return orIfUnknown(pulumi.unsecret(looked), {});
}
