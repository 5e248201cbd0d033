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
 * A job with the properties that it is given: those of all layers, later ones win. What properties
 * say that arguments can say as well is in the arguments.
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

/** Spark cuts data without `spark.default.parallelism` into so many parts where it knows no core yet. */
const LEAST_PARALLELISM = 2;

/**
 * A driver waits for its executors before it goes on, so that the first do not get all the work. One with
 * a single executor prepares meanwhile, and tasks wait for that one by themselves; but not where Spark
 * would count on more cores than it does without any.
 */
function schedulingConf({ executor = {} }: ResolvedJobArgs): Record<string, string> {
    const { instances = 1, cores = SMALL.cores, dynamicAllocation } = executor;
    const isAlone = dynamicAllocation === undefined && instances === 1;
    return isAlone && cores <= LEAST_PARALLELISM
        ? { "spark.scheduler.minRegisteredResourcesRatio": "0" }
        : {};
}

/** The properties as they are written, of all layers. */
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
        // Where the file is missing, Spark logs that and goes on (`MetricsConfig`).
        ...(metricsConfigMap !== undefined && {
            "spark.metrics.conf": `${METRICS_FOLDER}/${METRICS_FILE}`,
        }),
    };
}

/** A session has the extension of its table format beside those that anybody asks for. */
function joinedExtensions({ tableFormat }: ConfParts, conf: Conf): Conf {
    const given = conf[EXTENSIONS];
    return given === undefined
        ? conf
        : { ...conf, [EXTENSIONS]: { ...given, value: withExtension(tableFormat, given.value) } };
}
