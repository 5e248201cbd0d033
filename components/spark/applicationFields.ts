/** What fields of a SparkApplication may say, beside its properties. */

/**
 * URIs of a main file that no submission client opens: in cluster mode the driver fetches it, where
 * its image can (`imageConnectors.ts`). `file` and paths would be the operator's own.
 */
export const MAIN_SCHEMES = [
    ...["local", "http", "https", "s3a", "gs", "abfs", "abfss", "hdfs"],
    ...["s3", "wasb", "wasbs", "viewfs", "oss", "cosn", "obs"],
] as const;

/** URIs in `spec.deps` that spark-submit hands on as they are; it looks into those of any other kind. */
export const DEPENDENCY_SCHEMES = ["local", "http", "https"] as const;

/** Lists of `spec.deps` that hold such URIs. */
export const DEPENDENCY_LISTS = ["jars", "files", "pyFiles", "archives"] as const;

/** Lists of `spec.deps` that spark-submit resolves itself, and whose jars it then loads. */
export const RESOLVED_DEPENDENCIES = ["packages", "excludePackages", "repositories"] as const;

/** The name of a class. */
export const CLASS_NAME = "^[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*$";

/**
 * Classes after which spark-submit takes arguments of the program for options of its own
 * (`specialClasses` of `SparkSubmitCommandBuilder`). It refuses all of them in cluster mode.
 */
export const SHELL_CLASSES = [
    "org.apache.spark.repl.Main",
    "org.apache.spark.sql.application.ConnectRepl",
    "org.apache.spark.sql.connect.service.SparkConnectServer",
    "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2",
    "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver",
] as const;

/** A user to impersonate, as one word that is no option. */
export const PROXY_USER = "^[A-Za-z0-9_][A-Za-z0-9._@/-]*$";

/** A URI of one of several schemes, without what would end it in a list. */
export function uriPattern(schemes: readonly string[]): string {
    return `^(${schemes.join("|")})://[^\\s,]+$`;
}
