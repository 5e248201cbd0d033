import * as pulumi from "@pulumi/pulumi";
import { ClusterFacts } from "../../cluster/clusterFacts";
import { NodePoolFacts } from "../../nodes/pools/nodePoolFacts";
import { isEmrImage } from "../../lakehouse/conf/emrfs";
import { PriorityClasses } from "../../team/connection";
import { LABELS } from "../../validation/labels";
import { durationSeconds } from "../../validation/quantities";
import { ImagePullPolicy, Language, ZonePolicy } from "../args/jobArgs";
import { driverArguments, submittedConf } from "../conf/driverOnly";
import { ConfParts } from "../conf/confParts";
import { layeredJob } from "../conf/layeredConf";
import { valuesOf } from "../conf/layers";
import { roleWithAllVolumes, MergedJob } from "../conf/mergedJob";
import { missingLibraries } from "../fit/formatFit";
import { ImageOrigin } from "../fit/jobImage";
import { zonesWithRoom } from "../fit/poolFit";
import { FormatCheck } from "../pods/formatCheck";
import { Placement, placement, zoneOf } from "../pods/placement";
import { Demand } from "../pods/podRequest";
import { resourceTolerations } from "../pods/resources";
import { podUser } from "../pods/podUser";
import { batchScheduling, podScheduler, queueLabels } from "./batchScheduling";
import { restartPolicy } from "./restartPolicy";
import { driverSpec, dynamicAllocation, executorSpec } from "./roles";

/** Everything that a manifest is built from. */
export interface ManifestParts extends ConfParts {
    job: string;
    team: string;
    namespace: string;
    serviceAccount: string;
    priorityClasses?: pulumi.Unwrap<PriorityClasses>;
    /** ConfigMap with the project files that are delivered with the job. */
    mainConfigMap?: string;
    mainUri: string;
    language: Language;
    image: string;
    /** Whether `image` is not the library's default. */
    ownImage?: boolean;
    /** Where `image` is set. */
    imageOrigin?: ImageOrigin;
    /** Arguments that the job inherits from its team. */
    ofTeam?: readonly string[];
    /** Labels of the team's pods. */
    podLabels?: Record<string, string>;
    /** Whether the table formats and connectors in `image` are known. */
    knownImage?: boolean;
    sparkVersion: string;
    facts: ClusterFacts;
    /** Node pools that an autoscaler may grow, by name. */
    nodePools?: Record<string, NodePoolFacts>;
    /** Zones of the volumes of the job's claims, if only some zones have them. */
    claimZones?: readonly string[];
}

/** The spec of a SparkApplication, or of a schedule's template. */
export type ApplicationSpec = ReturnType<typeof applicationSpec>;

export function applicationSpec(parts: ManifestParts, placed = placedJob(parts)) {
    const { facts } = parts;
    const { merged, demand, zone } = placed;
    const { args } = merged;
    const { driver = {}, executor = {} } = args;
    const { conf } = demand;
    const counted = { driver: demand.driver, executor: demand.executor };
    const pools = { driver: driver.pool, executor: executor.pool };
    const places = withResourceTolerations(placement(facts, zone, pools), conf);
    const requirements = requirementsFile(parts);
    const imagePullPolicy = args.imagePullPolicy ?? ImagePullPolicy.IfNotPresent;
    const user = podUser(args, parts.ownImage);
    const roleParts = {
        ...parts,
        ...{ places, user, conf, requirements, imagePullPolicy, counted },
        formatCheck: formatCheck(parts, merged),
        driverArguments: driverArguments(conf),
        timeoutSeconds: args.timeout === undefined ? undefined : durationSeconds(args.timeout),
        schedulerName: podScheduler(args.scheduler),
    };
    const parameters = Object.entries(args.parameters ?? {});
    return {
        type: parts.language,
        mode: "cluster",
        sparkVersion: parts.sparkVersion,
        image: parts.image,
        imagePullPolicy,
        imagePullSecrets: args.imagePullSecrets,
        mainClass: args.mainClass,
        mainApplicationFile: parts.mainUri,
        arguments: [
            ...(args.arguments ?? []),
            ...parameters.map(([key, value]) => `${key}=${value}`),
        ],
        sparkConf: submittedConf(conf),
        restartPolicy: restartPolicy(args.restart),
        timeToLiveSeconds: args.timeToLive && durationSeconds(args.timeToLive),
        ...batchScheduling(args.scheduler),
        dynamicAllocation: dynamicAllocation(executor, conf),
        driver: driverSpec(roleParts, driver),
        executor: executorSpec(roleParts, executor),
    };
}

function withResourceTolerations(places: Placement, conf: Demand["conf"]): Placement {
    const [driver, executor] = (["driver", "executor"] as const).map((role) => {
        const { affinity, tolerations } = places[role];
        return { affinity, tolerations: [...tolerations, ...resourceTolerations(role, conf)] };
    });
    return { driver: driver ?? places.driver, executor: executor ?? places.executor };
}

/** A job with what its pods request, and the zone that they are bound to. */
export function placedJob(parts: ManifestParts) {
    const { job, language } = parts;
    const merged = layeredJob(parts);
    const demand: Demand = {
        driver: roleWithAllVolumes("driver", merged),
        executor: roleWithAllVolumes("executor", merged),
        conf: valuesOf(merged.conf),
        language,
    };
    const { zonePolicy = ZonePolicy.Single, zone } = merged.args;
    return { merged, demand, zone: zoneOf(job, zonesFor(parts, demand), zonePolicy, zone) };
}

/** Zones that a job may run in: with room for its pods and the volumes of its claims. */
function zonesFor(parts: ManifestParts, demand: Demand): string[] {
    const { claimZones } = parts;
    const zones = zonesWithCapacity(parts, demand);
    // Nodes without a zone label cannot be selected by zone.
    if (claimZones === undefined || zones.length === 0) {
        return zones;
    }
    const common = zones.filter((zone) => claimZones.includes(zone));
    return common.length === 0 ? [...claimZones] : common;
}

function zonesWithCapacity({ facts, nodePools }: ManifestParts, demand: Demand): string[] {
    return nodePools === undefined ? facts.zones : zonesWithRoom(demand, nodePools);
}

/**
 * Zones with room for a job's pods, whether the job is bound to one, and whether there are no
 * others.
 */
export function jobZones(parts: ManifestParts, demand: Demand) {
    return {
        zones: zonesWithCapacity(parts, demand),
        labelled: parts.facts.labelled,
        isClosed: parts.nodePools !== undefined,
    };
}

/** Path of the job's requirements file in the driver. */
function requirementsFile({ args: { deps }, fileUris }: ManifestParts): string | undefined {
    const given = deps?.requirements;
    return given && (fileUris?.requirements?.[given] ?? given.replace(/^local:\/\//, ""));
}

/** What to check in an image whose content is unknown. */
function formatCheck(
    { image, tableFormat, knownImage = false }: ManifestParts,
    { args, conf }: MergedJob,
): FormatCheck | undefined {
    if (tableFormat === undefined || knownImage || isEmrImage(image)) {
        return undefined;
    }
    const libraries = missingLibraries({ main: args.main, driver: args.driver, conf });
    return libraries.length === 0 ? undefined : { image, tableFormat, libraries };
}

/** Labels of a job's objects; the operator copies an application's labels to its pods. */
export function jobLabels({ team, job, args }: Pick<ManifestParts, "team" | "job" | "args">) {
    return {
        ...args.labels,
        ...queueLabels(args.scheduler),
        [LABELS.team]: team,
        [LABELS.job]: job,
    };
}
