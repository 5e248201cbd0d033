/**
 * Spark properties that only the driver is given: the submission client, which runs in the operator's
 * pod, would resolve, fetch, read or load what they name. A `*` stands for any ending.
 */
export const DRIVER_ONLY: readonly string[] = [
    "spark.api.mode",
    "spark.archives",
    "spark.driver.defaultExtraClassPath",
    "spark.driver.userClassPathFirst",
    "spark.files",
    "spark.jars*",
    "spark.kerberos.*",
    "spark.kubernetes.executor.pod.featureSteps",
    "spark.security.credentials.*",
    "spark.submit.*",
    "spark.yarn.*",
];

/** Whether a Spark property must not stand in `sparkConf`. */
export function isDriverOnly(property: string): boolean {
    return DRIVER_ONLY.some((name) =>
        name.endsWith("*") ? property.startsWith(name.slice(0, -1)) : property === name,
    );
}

/** The properties that the operator submits. */
export function submittedConf(conf: Record<string, string>): Record<string, string> {
    return Object.fromEntries(Object.entries(conf).filter(([key]) => !isDriverOnly(key)));
}

/**
 * Arguments of the driver's container that hand it its own properties, or nothing where it has none.
 * Spark appends `driver --properties-file …`: what stands before wins over that file (`SparkSubmit`),
 * and `--queue`, which counts on YARN only, takes the second `driver`.
 */
export function driverArguments(conf: Record<string, string>): string[] | undefined {
    const own = Object.entries(conf)
        .filter(([key]) => isDriverOnly(key))
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return own.length === 0
        ? undefined
        : [
              "driver",
              ...own.flatMap(([key, value]) => ["--conf", literal(`${key}=${value}`)]),
              "--queue",
          ];
}

/** Kubernetes fills in `$(VARIABLE)` in arguments; `$$` is a `$`. */
function literal(argument: string): string {
    return argument.replaceAll("$", "$$$$");
}
