import { Check, isPlainObject } from "../validation/checks";
import { formatValue, pathTo, unknownName } from "../validation/problems";
import { Environment, LogFormat, LogLevel, logLevelOf } from "./environment";

/** The property that says what `logLevel` says. Spark itself would heed it a moment after the start. */
export const LOG_LEVEL = "spark.log.level";

/** Spark's own levels (`SparkContext.VALID_LOG_LEVELS`), which it takes in small letters, too. */
const LEVELS: readonly string[] = [...Object.values(LogLevel), "ALL", "FATAL", "OFF"];

/** How Spark logs where neither a team nor a job says it: Spark's own default level. */
export const DEFAULT_LOGGING = { level: LogLevel.Info, format: LogFormat.Text } as const;

/** What decides a team's log level; later ones win. */
interface LevelArgs {
    environment?: Environment;
    platformConf?: Readonly<Record<string, string>>;
    sparkConf?: Readonly<Record<string, string>>;
    logLevel?: LogLevel;
}

/** The log level of a team's jobs, as log4j takes it. */
export function teamLogLevel(args: LevelArgs): string {
    const { environment = Environment.Dev, platformConf = {}, sparkConf = {}, logLevel } = args;
    return logLevel ?? sparkConf[LOG_LEVEL] ?? platformConf[LOG_LEVEL] ?? logLevelOf(environment);
}

/** What is wrong with a property that is about Spark's log, or nothing. */
export function loggingProblem(key: string, value: unknown): string | undefined {
    if (typeof value !== "string") {
        return undefined;
    }
    if (key === LOG_LEVEL && !LEVELS.includes(value.toUpperCase())) {
        return unknownName("log level", value, LEVELS);
    }
    return key.endsWith("JavaOptions") && /-Dlog4j\.configuration=/.test(value)
        ? `${formatValue(value)} sets log4j.configuration, which log4j 1 read; Spark has log4j 2 since 3.3: ` +
              'convert the file and use "-Dlog4j2.configurationFile=" (e.g. "file:///opt/log4j2.properties")'
        : undefined;
}

/**
 * Refuses a log level as argument and as property in one place.
 *
 * @param conf the key with the properties
 */
export function oneLogLevel(conf: string): Check {
    return (args, path, problems) => {
        const { logLevel, [conf]: properties } = isPlainObject(args) ? args : {};
        const isGivenTwice =
            logLevel !== undefined &&
            isPlainObject(properties) &&
            properties[LOG_LEVEL] !== undefined;
        if (isGivenTwice) {
            const at = pathTo(pathTo(path, conf), LOG_LEVEL);
            problems.add(at, "is set by `logLevel`; remove it here");
        }
    };
}
