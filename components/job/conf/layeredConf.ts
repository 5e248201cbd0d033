import { AwsIdentity } from "../../aws/identity";
import { LOG4J2_FILE, LOG_LEVEL_PROPERTY, METRICS_FILE, PLATFORM_CONF } from "../../spark/defaults";
import { identityConf } from "../../team/buckets/identity";
import { ResolvedJobArgs } from "../args/jobArgs";
import { claimConf } from "../pods/volumes";
import { dependencies } from "./dependencies";
import { Conf, ConfLayer, layer } from "./layers";

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
    /** How the team's pods get their role in AWS. */
    identity?: AwsIdentity;
    /** Spark properties of the platform. */
    platformConf?: Record<string, string>;
    /** Spark properties of the team. */
    sparkConf?: Record<string, string>;
    log4j2ConfigMap?: string;
    metricsConfigMap?: string;
}

/** The properties that a job is given: those of all layers, later ones win. */
export function layeredConf(parts: ConfParts): Conf {
    const { args, platformConf, sparkConf } = parts;
    const conf = {
        ...layer(ConfLayer.Library, PLATFORM_CONF),
        ...layer(ConfLayer.Library, libraryConf(parts)),
        ...layer(ConfLayer.Platform, platformConf),
        ...layer(ConfLayer.Team, sparkConf),
        ...layer(ConfLayer.Job, args.conf),
        ...layer(ConfLayer.Job, claimConf(args.executor?.volumes)),
    };
    return { ...conf, ...dependencies(args, conf), ...logging(parts, conf) };
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
