import { hashedName, LOG4J2_FILE, log4j2Properties } from "../spark/defaults";
import { DEFAULT_LOGGING } from "../spark/logging";
import { TeamConnection } from "../team/connection";
import { JobArgs } from "./args/jobArgs";
import { ConfigMapContent } from "./files/delivery";

/**
 * The log configuration that a job brings along, or nothing where the team's has the job's format. A
 * team without any leaves its jobs the image's, whose format nobody knows.
 */
export function ownLogging(
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
