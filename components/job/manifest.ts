import * as pulumi from "@pulumi/pulumi";
import { ClusterFacts } from "../cluster/clusterFacts";
import { contentHash } from "../hash";
import { LABELS } from "../labels";
import { applicationName } from "./applicationName";
import { ImagePullPolicy, SparkApplicationArgs, ZonePolicy } from "./jobArgs";
import { jobConf } from "./jobConf";
import { placement, zoneOf } from "./placement";
import { restartPolicy } from "./restartPolicy";
import { driverSpec, dynamicAllocation, executorSpec } from "./roles";
import { durationSeconds } from "./units";

/** A job's arguments, once all of them are known. */
export type KnownJobArgs = pulumi.Unwrap<Omit<SparkApplicationArgs, "team">>;

/** All that a manifest is made of. */
export interface ManifestParts {
    job: string;
    args: KnownJobArgs;
    team: string;
    namespace: string;
    serviceAccount: string;
    /** Spark properties of platform and team. */
    sparkConf?: Record<string, string>;
    log4j2ConfigMap?: string;
    /** ConfigMap with the project file that is the job's `main`. */
    mainConfigMap?: string;
    mainUri: string;
    language: "Python" | "Scala";
    image: string;
    sparkVersion: string;
    facts: ClusterFacts;
}

/** Metadata and spec of a job's SparkApplication. */
export function manifest(parts: ManifestParts) {
    const { job, args, team, namespace } = parts;
    const labels = { [LABELS.team]: team, [LABELS.job]: job };
    const annotations = {
        // The operator's status says more than any condition that the provider could await.
        "pulumi.com/skipAwait": "true",
        ...(args.trigger === undefined ? {} : { "spark-platform.dev/trigger": args.trigger }),
    };
    const spec = applicationSpec(parts);
    const name = applicationName(job, contentHash({ labels, annotations, spec }));
    return { metadata: { name, namespace, labels, annotations }, spec };
}

function applicationSpec(parts: ManifestParts) {
    const { job, args, facts } = parts;
    const zone = zoneOf(job, facts.zones, args.zonePolicy ?? ZonePolicy.Single, args.zone);
    const roleParts = { ...parts, places: placement(facts, zone) };
    const parameters = Object.entries(args.parameters ?? {});
    return {
        type: parts.language,
        mode: "cluster",
        sparkVersion: parts.sparkVersion,
        image: parts.image,
        imagePullPolicy: args.imagePullPolicy ?? ImagePullPolicy.IfNotPresent,
        imagePullSecrets: args.imagePullSecrets,
        mainClass: args.mainClass,
        mainApplicationFile: parts.mainUri,
        arguments: [
            ...(args.arguments ?? []),
            ...parameters.map(([key, value]) => `${key}=${value}`),
        ],
        sparkConf: jobConf({
            layers: [parts.sparkConf, args.conf],
            hasLog4j2: parts.log4j2ConfigMap !== undefined,
            logLevel: args.logLevel,
        }),
        restartPolicy: restartPolicy(args.restart),
        timeToLiveSeconds: args.timeToLive && durationSeconds(args.timeToLive),
        dynamicAllocation: dynamicAllocation(args.executor ?? {}),
        driver: driverSpec(roleParts, args.driver ?? {}),
        executor: executorSpec(roleParts, args.executor ?? {}),
    };
}
