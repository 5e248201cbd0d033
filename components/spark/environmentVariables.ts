/**
 * Variables that Spark sets in its pods, and what to use instead. Any other value is
 * lost, or breaks the pod (`BasicDriverFeatureStep`, `BasicExecutorFeatureStep`,
 * `LocalDirsFeatureStep`, `KubernetesClientApplication`; Spark 3.5, 4.0 and 4.1).
 */
const SET_BY_SPARK: Readonly<Record<string, string>> = {
    SPARK_APPLICATION_ID: "remove it",
    SPARK_CONF_DIR: "give properties in `conf`, and files in `deps.files`",
    SPARK_DRIVER_BIND_ADDRESS: "remove it",
    SPARK_DRIVER_URL: "remove it",
    SPARK_EXECUTOR_ATTRIBUTE_APP_ID: "remove it",
    SPARK_EXECUTOR_ATTRIBUTE_EXECUTOR_ID: "remove it",
    SPARK_EXECUTOR_CORES: "use `executor.cores`",
    SPARK_EXECUTOR_ID: "remove it",
    SPARK_EXECUTOR_MEMORY: "use `executor.memory`",
    SPARK_EXECUTOR_POD_IP: "remove it",
    SPARK_EXECUTOR_POD_NAME: "remove it",
    SPARK_LOCAL_DIRS: "use a volume with `localDir: true`",
    SPARK_RESOURCE_PROFILE_ID: "remove it",
    SPARK_USER: "use HADOOP_USER_NAME, which Hadoop's clients read",
};

/** `entrypoint.sh` makes options of the executor's JVM of all that begin so. */
const JAVA_OPTION = "SPARK_JAVA_OPT_";

/** What is wrong with the name of an environment variable of Spark's pods, or nothing. */
export function variableNameProblem(name: string): string | undefined {
    if (!/^[A-Za-z_]\w*$/.test(name)) {
        return `"${name}" is not the name of a variable (e.g. "TZ")`;
    }
    const instead = name.startsWith(JAVA_OPTION)
        ? "use spark.executor.extraJavaOptions in `conf`"
        : Object.entries(SET_BY_SPARK).find(([taken]) => taken === name)?.[1];
    return instead === undefined ? undefined : `is set by Spark itself: ${instead}`;
}
