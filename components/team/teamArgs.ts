import { LogLevel } from "../environment";

/** What a stack says about one team. The key in `teams` is the team's name and its namespace. */
export interface SparkTeamArgs {
    /**
     * Whether the namespace is created. With `false` it must exist already, and it stays when the
     * platform goes.
     * @default true
     */
    createNamespace?: boolean;
    /** Labels for the namespace, e.g. `{ "cost-centre": "4711" }`. */
    labels?: Record<string, string>;
    /**
     * Log level of the team's jobs.
     * @default that of the environment: INFO in dev, WARN in staging, ERROR in prod
     */
    logLevel?: LogLevel;
    /**
     * Spark properties for all jobs of the team.
     * @example { "spark.sql.shuffle.partitions": "64" }
     */
    sparkConf?: Record<string, string>;
}
