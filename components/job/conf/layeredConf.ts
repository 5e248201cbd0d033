import { AwsIdentity } from "../../aws/identity";
import { METRICS_FILE, PLATFORM_CONF } from "../../spark/defaults";
import { identityConf } from "../../team/buckets/identity";
import { ResolvedJobArgs } from "../args/jobArgs";
import { claimConf } from "../pods/volumes";
import { dependencies } from "./dependencies";
import { Conf, ConfLayer, layer } from "./layers";
import { withLogging } from "./logging";

/** Folder of the team's metrics configuration in drivers and executors. */
export const METRICS_FOLDER = "/etc/spark-platform/metrics";

/** What a job's properties are made of. */
export interface ConfParts {
    args: ResolvedJobArgs;
    /** How the team's pods get their role in AWS. */
    identity?: AwsIdentity;
    /** Spark properties of the platform. */
    platformConf?: Record<string, string>;
    /** Spark properties of the team. */
    sparkConf?: Record<string, string>;
    /** The team's, or the job's own. */
    log4j2ConfigMap?: string;
    /** Level in the team's log configuration, where it is known. */
    teamLogLevel?: string;
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
    return withLogging(parts, { ...conf, ...dependencies(args, conf) });
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
