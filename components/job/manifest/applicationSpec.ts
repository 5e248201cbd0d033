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
import { countedRole, MergedJob } from "../conf/mergedJob";
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

/** All that a manifest is made of. */
export interface ManifestParts extends ConfParts {
    job: string;
    team: string;
    namespace: string;
    serviceAccount: string;
    priorityClasses?: pulumi.Unwrap<PriorityClasses>;
    /** ConfigMap with the project's files that the job brings along. */
    mainConfigMap?: string;
    mainUri: string;
    language: Language;
    image: string;
    /** Whether `image` is another than the library's default. */
    ownImage?: boolean;
    /** Who has decided `image`. */
    imageOrigin?: ImageOrigin;
    /** Arguments that the job has from its team. */
    ofTeam?: readonly string[];
    /** Labels of the team's pods. */
    podLabels?: Record<string, string>;
    /** Whether it is known what table formats and connectors `image` has. */
    knownImage?: boolean;
    sparkVersion: string;
    facts: ClusterFacts;
    /** What an autoscaler may add, by the pool's name. */
    nodePools?: Record<string, NodePoolFacts>;
    /** Zones where the volumes of the job's claims are, where they are in some only. */
    claimZones?: readonly string[];
}

/** The spec of a SparkApplication, or of a schedule's template for it. */
export type ApplicationSpec = ReturnType<typeof applicationSpec>;

export function applicationSpec(parts: ManifestParts) {
    const { facts } = parts;
    const { merged, demand, zone } = placedJob(parts);
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

/** A job with what its pods ask for, and the zone that they are bound to. */
export function placedJob(parts: ManifestParts) {
    const { job, language } = parts;
    const merged = layeredJob(parts);
    const demand: Demand = {
        driver: countedRole("driver", merged),
        executor: countedRole("executor", merged),
        conf: valuesOf(merged.conf),
        language,
    };
    const { zonePolicy = ZonePolicy.Single, zone } = merged.args;
    return { merged, demand, zone: zoneOf(job, zonesFor(parts, demand), zonePolicy, zone) };
}

/** Zones that a job may be in: where its pods find room, and its claims' volumes are. */
function zonesFor(parts: ManifestParts, demand: Demand): string[] {
    const { claimZones } = parts;
    const zones = zonesWithPlace(parts, demand);
    // Nodes without a zone cannot be asked for.
    if (claimZones === undefined || zones.length === 0) {
        return zones;
    }
    const common = zones.filter((zone) => claimZones.includes(zone));
    return common.length === 0 ? [...claimZones] : common;
}

function zonesWithPlace({ facts, nodePools }: ManifestParts, demand: Demand): string[] {
    return nodePools === undefined ? facts.zones : zonesWithRoom(demand, nodePools);
}

/** Zones where a job's pods find room, whether it is bound to one, and whether there may be others. */
export function jobZones(parts: ManifestParts) {
    return {
        zones: zonesWithPlace(parts, placedJob(parts).demand),
        labelled: parts.facts.labelled,
        isClosed: parts.nodePools !== undefined,
    };
}

/** Path of the job's requirements file in the driver. */
function requirementsFile({ args: { deps }, fileUris }: ManifestParts): string | undefined {
    const given = deps?.requirements;
    return given && (fileUris?.requirements?.[given] ?? given.replace(/^local:\/\//, ""));
}

/** What to look for in an image of which nothing is known. */
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

/** Labels of a job's objects; the operator puts those of the application on its pods. */
export function jobLabels({ team, job, args }: Pick<ManifestParts, "team" | "job" | "args">) {
    return {
        ...args.labels,
        ...queueLabels(args.scheduler),
        [LABELS.team]: team,
        [LABELS.job]: job,
    };
}
