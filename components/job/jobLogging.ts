import { hashedName, LOG4J2_FILE, log4j2Properties, mergedConf } from "../spark/defaults";
import { DEFAULT_LOGGING } from "../spark/logging";
import { TeamConnection } from "../team/connection";
import { formatValue } from "../validation/problems";
import { JobArgs } from "./args/jobArgs";
import { confWithUnknowns } from "./conf/knownConf";
import { ConfigMapContent } from "./files/delivery";

/**
 * The log configuration that a job brings with it; undefined if the team's already has the job's
 * format. A team without one leaves its jobs the image's configuration, whose format is unknown.
 */
export function jobLogging(
    job: string,
    { logLevel, logFormat }: Pick<JobArgs, "logLevel" | "logFormat">,
    team: Pick<TeamConnection, "log4j2ConfigMap" | "logLevel" | "logFormat">,
): { name: string; content: ConfigMapContent } | undefined {
    const teamFormat = team.log4j2ConfigMap && (team.logFormat ?? DEFAULT_LOGGING.format);
    if (logFormat === undefined || logFormat === teamFormat) {
        return undefined;
    }
    const level = logLevel ?? team.logLevel ?? DEFAULT_LOGGING.level;
    const data = { [LOG4J2_FILE]: log4j2Properties(level, logFormat) };
    return { name: hashedName(`${job}-log4j2`, data), content: { data } };
}

/** A log4j configuration file set by someone else. */
const OWN_FILE = /-Dlog4j2?\.configurationFile=/;

/**
 * A warning for each role whose log ignores a job's `logFormat` because a property names a file.
 */
export function loggingWarnings(
    { logFormat, conf }: Pick<JobArgs, "logFormat" | "conf">,
    { platformConf, sparkConf }: Pick<TeamConnection, "platformConf" | "sparkConf">,
): string[] {
    const given = mergedConf(platformConf, sparkConf, confWithUnknowns(conf));
    const names = ["driver", "executor"].flatMap((role) => [
        `spark.${role}.defaultJavaOptions`,
        `spark.${role}.extraJavaOptions`,
    ]);
    return names
        .filter((name) => logFormat !== undefined && OWN_FILE.test(given[name] ?? ""))
        .map(
            (name) =>
                `logFormat: ${formatValue(logFormat)} has no effect while ${name} sets another ` +
                "log4j configuration: remove one of them",
        );
}
