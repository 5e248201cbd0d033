import { METRICS_FILE, PLATFORM_CONF } from "../../spark/defaults";
import { storageConf } from "../../lakehouse/conf/storageConf";
import { EXTENSIONS, withExtension } from "../../lakehouse/conf/tableFormats";
import { identityConf } from "../../team/buckets/identity";
import { ResolvedJobArgs } from "../args/jobArgs";
import { SMALL } from "../pods/size";
import { ConfParts } from "./confParts";
import { dependencies } from "./dependencies";
import { withGracePeriod } from "./gracePeriod";
import { Conf, ConfLayer, layer } from "./layers";
import { storageParts, withStoreKeys } from "./storage";
import { withLogging } from "./logging";
import { MergedJob, mergedJob } from "./mergedJob";

/** Folder of the team's metrics configuration in drivers and executors. */
export const METRICS_FOLDER = "/etc/spark-platform/metrics";

/**
 * A job with the properties of all layers; later layers win. Properties that have an equivalent
 * argument are moved into the arguments.
 */
export function layeredJob(parts: ConfParts): MergedJob {
    const { args, conf } = mergedJob(withStoreKeys(parts), givenConf(parts));
    const given = {
        ...layer(ConfLayer.Library, schedulingConf(args)),
        ...withGracePeriod(args, conf),
        ...dependencies(args, conf, parts.fileUris),
    };
    return { args, conf: withLogging(parts, given) };
}

/**
 * Without `spark.default.parallelism`, Spark splits data into this many partitions while no core is
 * registered.
 */
const MIN_PARALLELISM = 2;

/**
 * By default a driver waits for its executors to register, so that the first ones do not get all
 * the work. With a single executor it starts planning at once, and tasks wait for that executor
 * anyway. Not with more cores than Spark's minimum parallelism: data would be split into fewer
 * partitions.
 */
function schedulingConf({ executor = {} }: ResolvedJobArgs): Record<string, string> {
    const { instances = 1, cores = SMALL.cores, dynamicAllocation } = executor;
    const isAlone = dynamicAllocation === undefined && instances === 1;
    return isAlone && cores <= MIN_PARALLELISM
        ? { "spark.scheduler.minRegisteredResourcesRatio": "0" }
        : {};
}

/** The properties of all layers, as written. */
export function givenConf(parts: ConfParts): Conf {
    return joinedExtensions(parts, {
        ...layer(ConfLayer.Library, PLATFORM_CONF),
        ...layer(ConfLayer.Library, libraryConf(parts)),
        ...layer(ConfLayer.Platform, parts.platformConf),
        ...layer(ConfLayer.Team, parts.sparkConf),
        ...layer(ConfLayer.Job, parts.args.conf),
    });
}

function libraryConf(parts: ConfParts): Record<string, string> {
    const { args, identity, metricsConfigMap } = parts;
    return {
        ...identityConf(identity, args.sparkVersion),
        ...storageConf(storageParts(parts)),
        // If the file is missing, Spark logs that and continues (`MetricsConfig`).
        ...(metricsConfigMap !== undefined && {
            "spark.metrics.conf": `${METRICS_FOLDER}/${METRICS_FILE}`,
        }),
    };
}

/** Adds the table format's session extension to those that any layer sets. */
function joinedExtensions({ tableFormat }: ConfParts, conf: Conf): Conf {
    const given = conf[EXTENSIONS];
    return given === undefined
        ? conf
        : { ...conf, [EXTENSIONS]: { ...given, value: withExtension(tableFormat, given.value) } };
}
