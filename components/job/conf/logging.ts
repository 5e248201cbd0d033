import { LOG4J2_FILE, LOG_LEVEL_PROPERTY } from "../../spark/defaults";
import { LogLevel } from "../../spark/environment";
import { LOG_LEVEL } from "../../spark/logging";
import { Conf, ConfEntry, ConfLayer } from "./layers";

/** Folder of the log configuration in drivers and executors; not Spark's own conf folder. */
export const LOG4J2_FOLDER = "/etc/spark-platform/log4j2";

/** log4j's older name for this option; ignored if the newer one is also set. */
const OLDER_NAME = "log4j.configurationFile";

/** Inputs of a job's logging. */
export interface LoggingParts {
    args: { logLevel?: LogLevel };
    log4j2ConfigMap?: string;
    teamLogLevel?: string;
}

/**
 * A job's properties with its log settings. Spark applies its log level property only shortly after
 * startup, so with a log configuration of ours the level is a Java option.
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

/** The level set for the job; undefined if it is the one in the log configuration. */
function levelOf({ args, log4j2ConfigMap, teamLogLevel }: LoggingParts, property?: ConfEntry) {
    if (args.logLevel !== undefined) {
        return { value: args.logLevel, layer: ConfLayer.Job };
    }
    const isInFile = log4j2ConfigMap !== undefined && teamLogLevel !== undefined;
    return isInFile && property?.layer !== ConfLayer.Job ? undefined : property;
}

/**
 * Spark puts default options before the job's own; if an option is repeated, Java uses the last.
 */
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
