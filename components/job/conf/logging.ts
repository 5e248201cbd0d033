import { LOG4J2_FILE, LOG_LEVEL_PROPERTY } from "../../spark/defaults";
import { LogLevel } from "../../spark/environment";
import { LOG_LEVEL } from "../../spark/logging";
import { Conf, ConfEntry, ConfLayer } from "./layers";

/** Folder of the log configuration in drivers and executors; not Spark's own conf folder. */
export const LOG4J2_FOLDER = "/etc/spark-platform/log4j2";

/** log4j heeds this name of its file's option only where the newer name is not used beside it. */
const OLDER_NAME = "log4j.configurationFile";

/** What decides how a job logs. */
export interface LoggingParts {
    args: { logLevel?: LogLevel };
    log4j2ConfigMap?: string;
    teamLogLevel?: string;
}

/**
 * A job's properties with what its log needs. Spark would heed its property for the level a moment
 * after the start, so the level is an option of Java where we have a log configuration.
 */
export function withLogging(parts: LoggingParts, properties: Conf): Conf {
    const { [LOG_LEVEL]: property, ...conf } = properties;
    const level = levelOf(parts, property);
    if (parts.log4j2ConfigMap === undefined) {
        return level === undefined ? conf : { ...conf, [LOG_LEVEL]: level };
    }
    return {
        ...conf,
        ...javaOptions("driver", level, conf),
        ...javaOptions("executor", level, conf),
    };
}

/** The level that the job is given, or nothing where it is that of the log configuration. */
function levelOf({ args, log4j2ConfigMap, teamLogLevel }: LoggingParts, property?: ConfEntry) {
    if (args.logLevel !== undefined) {
        return { value: args.logLevel, layer: ConfLayer.Job };
    }
    const isInFile = log4j2ConfigMap !== undefined && teamLogLevel !== undefined;
    return isInFile && property?.layer !== ConfLayer.Job ? undefined : property;
}

/** Spark puts the default options before those that a job gives itself; of two, Java takes the later. */
function javaOptions(role: "driver" | "executor", level: ConfEntry | undefined, conf: Conf): Conf {
    const key = `spark.${role}.defaultJavaOptions`;
    const given = conf[key];
    const theirs = `${given?.value ?? ""} ${conf[`spark.${role}.extraJavaOptions`]?.value ?? ""}`;
    const name = theirs.includes(`-D${OLDER_NAME}=`) ? OLDER_NAME : "log4j2.configurationFile";
    const options = [
        `-D${name}=file://${LOG4J2_FOLDER}/${LOG4J2_FILE}`,
        ...(level === undefined ? [] : [`-D${LOG_LEVEL_PROPERTY}=${level.value}`]),
        ...(given === undefined ? [] : [given.value]),
    ];
    const layer = level?.layer ?? given?.layer ?? ConfLayer.Library;
    return { [key]: { value: options.join(" ").trim(), layer } };
}
