/** What a stack is for; chooses defaults such as the log level. */
export const Environment = { Dev: "dev", Staging: "staging", Prod: "prod" } as const;
export type Environment = (typeof Environment)[keyof typeof Environment];

/** Log levels of Spark (log4j2). */
export const LogLevel = {
    Trace: "TRACE",
    Debug: "DEBUG",
    Info: "INFO",
    Warn: "WARN",
    Error: "ERROR",
} as const;
export type LogLevel = (typeof LogLevel)[keyof typeof LogLevel];

/** How Spark's log is written. */
export const LogFormat = {
    /** A line for people; stack traces take lines of their own. */
    Text: "text",
    /** A JSON object a line, with the names of Spark 4's structured logging. */
    Json: "json",
} as const;
export type LogFormat = (typeof LogFormat)[keyof typeof LogFormat];

const LEVELS: Record<Environment, LogLevel> = {
    [Environment.Dev]: LogLevel.Info,
    [Environment.Staging]: LogLevel.Warn,
    [Environment.Prod]: LogLevel.Error,
};

/** The log level of an environment, where a team or a job asks for no other. */
export function logLevelOf(environment: Environment): LogLevel {
    return LEVELS[environment];
}
