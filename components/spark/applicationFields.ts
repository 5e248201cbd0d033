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

const PROGRAM = "name the main class of a program";

/**
 * Classes after which spark-submit takes arguments of the program for options of its own
 * (`specialClasses` of `SparkSubmitCommandBuilder`), with what to use instead. It refuses all of them
 * in cluster mode. A program of one's own may start the servers in its driver.
 */
export const SHELL_ADVICE: ReadonlyMap<string, string> = new Map([
    ["org.apache.spark.repl.Main", PROGRAM],
    ["org.apache.spark.sql.application.ConnectRepl", PROGRAM],
    [
        "org.apache.spark.sql.connect.service.SparkConnectServer",
        "run a program that waits, with the property " +
            "spark.plugins: org.apache.spark.sql.connect.SparkConnectPlugin, which starts the server " +
            "in its driver, and open port 15002 with `ingress`",
    ],
    [
        "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2",
        "run a program that calls HiveThriftServer2.startWithContext and waits, and open port 10000 " +
            "with `ingress`",
    ],
    [
        "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver",
        "run a program that gives each statement to spark.sql(…)",
    ],
]);

/** Those classes. */
export const SHELL_CLASSES: readonly string[] = [...SHELL_ADVICE.keys()];

/** A user to impersonate, as one word that is no option. */
export const PROXY_USER = "^[A-Za-z0-9_][A-Za-z0-9._@/-]*$";

/** A URI of one of several schemes, without what would end it in a list. */
export function uriPattern(schemes: readonly string[]): string {
    return `^(${schemes.join("|")})://[^\\s,]+$`;
}
