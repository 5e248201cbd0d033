import { AwsIdentity } from "../../aws/identity";
import { LOG4J2_FILE, LOG_LEVEL_PROPERTY, METRICS_FILE, PLATFORM_CONF } from "../../spark/defaults";
import { identityConf } from "../../team/buckets/identity";
import { ResolvedJobArgs } from "../args/jobArgs";
import { FileUris } from "../files/delivery";
import { dependencies } from "./dependencies";
import { Conf, ConfLayer, layer } from "./layers";
import { MergedJob, mergedJob } from "./mergedJob";

/** Folder of the team's log configuration in drivers and executors; not Spark's own conf folder. */
export const LOG4J2_FOLDER = "/etc/spark-platform/log4j2";

/** Folder of the team's metrics configuration in drivers and executors. */
export const METRICS_FOLDER = "/etc/spark-platform/metrics";

/** Spark puts these before the options that a job gives itself in `extraJavaOptions`. */
const DEFAULT_JAVA_OPTIONS = [
    "spark.driver.defaultJavaOptions",
    "spark.executor.defaultJavaOptions",
];

/** What a job's properties are made of. */
export interface ConfParts {
    args: ResolvedJobArgs;
    /** Where the driver finds the files of the project that the job brings along. */
    fileUris?: FileUris;
    /** How the team's pods get their role in AWS. */
    identity?: AwsIdentity;
    /** Spark properties of the platform. */
    platformConf?: Record<string, string>;
    /** Spark properties of the team. */
    sparkConf?: Record<string, string>;
    log4j2ConfigMap?: string;
    metricsConfigMap?: string;
}

/**
 * A job with the properties that it is given: those of all layers, later ones win. What properties
 * say that arguments can say as well is in the arguments.
 */
export function layeredJob(parts: ConfParts): MergedJob {
    const { args, conf } = mergedJob(parts.args, givenConf(parts));
    return {
        args,
        conf: {
            ...conf,
            ...dependencies(args, conf, parts.fileUris),
            ...logging(parts, conf),
        },
    };
}

/** The properties as they are written, of all layers. */
export function givenConf(parts: ConfParts): Conf {
    return {
        ...layer(ConfLayer.Library, PLATFORM_CONF),
        ...layer(ConfLayer.Library, libraryConf(parts)),
        ...layer(ConfLayer.Platform, parts.platformConf),
        ...layer(ConfLayer.Team, parts.sparkConf),
        ...layer(ConfLayer.Job, parts.args.conf),
    };
}

function libraryConf({ args, identity, metricsConfigMap }: ConfParts): Record<string, string> {
    return {
        ...identityConf(identity, args.sparkVersion),
        // Where the file is missing, Spark logs that and goes on (`MetricsConfig`).
        ...(metricsConfigMap !== undefined && {
            "spark.metrics.conf": `${METRICS_FOLDER}/${METRICS_FILE}`,
        }),
    };
}

function logging({ args: { logLevel }, log4j2ConfigMap }: ConfParts, conf: Conf): Conf {
    if (log4j2ConfigMap === undefined) {
        // Without our log configuration Spark itself sets the level, a moment after the start.
        return logLevel === undefined ? {} : layer(ConfLayer.Job, { "spark.log.level": logLevel });
    }
    const options = [`-Dlog4j2.configurationFile=file://${LOG4J2_FOLDER}/${LOG4J2_FILE}`];
    if (logLevel !== undefined) {
        options.push(`-D${LOG_LEVEL_PROPERTY}=${logLevel}`);
    }
    return Object.fromEntries(
        DEFAULT_JAVA_OPTIONS.map((key) => {
            const given = conf[key];
            const value = [...options, given?.value ?? ""].join(" ").trim();
            const decidedBy = given?.layer ?? ConfLayer.Library;
            return [key, { value, layer: logLevel === undefined ? decidedBy : ConfLayer.Job }];
        }),
    );
}
