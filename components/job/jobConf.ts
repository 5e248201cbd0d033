import { LogLevel } from "../environment";
import { LOG4J2_FILE, LOG_LEVEL_PROPERTY, mergedConf } from "../team/configuration";

/** Folder of the team's log configuration in drivers and executors; not Spark's own conf folder. */
export const LOG4J2_FOLDER = "/etc/spark-platform/log4j2";

/** Spark puts these before the options that a job gives itself in `extraJavaOptions`. */
const DEFAULT_JAVA_OPTIONS = [
    "spark.driver.defaultJavaOptions",
    "spark.executor.defaultJavaOptions",
];

export interface JobConf {
    /** Properties of platform, team and job; later ones win. */
    layers: (Record<string, string> | undefined)[];
    /** Whether the team's log configuration is mounted. */
    hasLog4j2: boolean;
    /** Level instead of the team's. */
    logLevel?: LogLevel;
}

/** The Spark properties of a job. */
export function jobConf({ layers, hasLog4j2, logLevel }: JobConf): Record<string, string> {
    const conf = mergedConf(...layers);
    if (!hasLog4j2) {
        // Without our log configuration Spark itself sets the level, a moment after the start.
        return logLevel === undefined ? conf : { ...conf, "spark.log.level": logLevel };
    }
    const options = [`-Dlog4j2.configurationFile=file://${LOG4J2_FOLDER}/${LOG4J2_FILE}`];
    if (logLevel !== undefined) {
        options.push(`-D${LOG_LEVEL_PROPERTY}=${logLevel}`);
    }
    for (const key of DEFAULT_JAVA_OPTIONS) {
        conf[key] = [...options, conf[key] ?? ""].join(" ").trim();
    }
    return conf;
}
