/** What a stack is for. It decides defaults such as the log level. */
export const Environment = {
    /** Development: jobs log at INFO. */
    Dev: "dev",
    /** Staging: jobs log at WARN. */
    Staging: "staging",
    /** Production: jobs log at ERROR; buckets and databases are protected. */
    Prod: "prod",
} as const;
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

/** Log formats of driver and executors. */
export const LogFormat = {
    /** One line for each event, for people. Stack traces take further lines. */
    Text: "text",
    /** One JSON object per line, with the field names of Spark 4's structured logging. */
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
