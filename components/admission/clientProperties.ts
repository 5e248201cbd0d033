import { RESERVED_LABEL_PREFIXES } from "../labels";

/*
 * spark-submit runs in the operator's pod, with the operator's token. These are the Spark properties
 * that it reads there itself, before any pod of the job exists. Read from Spark 3.5, 4.0 and 4.1:
 * `SparkSubmitCommandBuilder`, `SparkSubmit`, `SparkSubmitArguments`, `DependencyUtils`,
 * `HadoopDelegationTokenManager`, and the feature steps of `org.apache.spark.deploy.k8s`.
 */

/** A set of property names: some in full, some by their beginning. */
export interface PropertySet {
    names: readonly string[];
    prefixes: readonly string[];
}

/** What the name of a property looks like. spark-submit splits "key=value" at the first "=". */
export const PROPERTY_NAME = "^spark\\.[A-Za-z0-9._/*-]+$";

/** The longest name of a property, and the most properties: they bound what a check costs. */
export const LONGEST_PROPERTY_NAME = 253;
export const MOST_PROPERTIES = 1000;

/** `${env:…}`, `${system:…}`: spark-submit replaces them by values of the operator's own process. */
export const SUBSTITUTION = "\\$\\{\\w+:";

/** Families that the submission client reads; refused but for {@link ALLOWED_PROPERTIES}. */
export const CLIENT_FAMILIES: PropertySet = {
    names: [
        "spark.remote",
        "spark.api.mode",
        "spark.files",
        "spark.archives",
        "spark.driver.userClassPathFirst",
        // Goes onto the class path of the submission client, in cluster mode too (since Spark 4.0).
        "spark.driver.defaultExtraClassPath",
    ],
    prefixes: [
        "spark.master",
        "spark.submit.",
        "spark.jars",
        "spark.hadoop.",
        "spark.kerberos.",
        "spark.yarn.",
        "spark.security.credentials.",
        "spark.pyspark",
        "spark.kubernetes.",
    ],
};

/** Of those families: what only names something, or what only the driver reads. */
export const ALLOWED_PROPERTIES: PropertySet = {
    names: [
        "spark.pyspark.python",
        "spark.pyspark.driver.python",
        "spark.kerberos.keytab",
        "spark.kerberos.principal",
        "spark.kerberos.relogin.period",
        "spark.kerberos.renewal.credentials",
        "spark.kubernetes.appKillPodDeletionGracePeriod",
        "spark.kubernetes.configMap.maxSize",
        "spark.kubernetes.container.image.pullPolicy",
        "spark.kubernetes.container.image.pullSecrets",
        "spark.kubernetes.decommission.script",
        "spark.kubernetes.driver.annotateExitException",
        "spark.kubernetes.driver.connectionTimeout",
        "spark.kubernetes.driver.limit.cores",
        "spark.kubernetes.driver.ownPersistentVolumeClaim",
        "spark.kubernetes.driver.request.cores",
        "spark.kubernetes.driver.requestTimeout",
        "spark.kubernetes.driver.reusePersistentVolumeClaim",
        "spark.kubernetes.driver.scheduler.name",
        "spark.kubernetes.driver.service.deleteOnTermination",
        "spark.kubernetes.driver.service.ipFamilies",
        "spark.kubernetes.driver.service.ipFamilyPolicy",
        "spark.kubernetes.driver.waitToReusePersistentVolumeClaim",
        "spark.kubernetes.dynamicAllocation.deleteGracePeriod",
        "spark.kubernetes.executor.apiPollingInterval",
        "spark.kubernetes.executor.checkAllContainers",
        "spark.kubernetes.executor.deleteOnTermination",
        "spark.kubernetes.executor.deletedExecutorsCacheTimeout",
        "spark.kubernetes.executor.disableConfigMap",
        "spark.kubernetes.executor.enableApiPolling",
        "spark.kubernetes.executor.enableApiWatcher",
        "spark.kubernetes.executor.enablePollingWithResourceVersion",
        "spark.kubernetes.executor.eventProcessingInterval",
        "spark.kubernetes.executor.limit.cores",
        "spark.kubernetes.executor.minTasksPerExecutorBeforeRolling",
        "spark.kubernetes.executor.missingPodDetectDelta",
        "spark.kubernetes.executor.podNamePrefix",
        "spark.kubernetes.executor.request.cores",
        "spark.kubernetes.executor.rollInterval",
        "spark.kubernetes.executor.rollPolicy",
        "spark.kubernetes.executor.scheduler.name",
        "spark.kubernetes.executor.terminationGracePeriodSeconds",
        "spark.kubernetes.executor.useDriverPodIP",
        "spark.kubernetes.executorSnapshotsSubscribersShutdownGracePeriod",
        "spark.kubernetes.hadoop.configMapName",
        "spark.kubernetes.jars.avoidDownloadSchemes",
        "spark.kubernetes.kerberos.krb5.configMapName",
        "spark.kubernetes.kerberos.tokenSecret.itemKey",
        "spark.kubernetes.kerberos.tokenSecret.name",
        "spark.kubernetes.legacy.useReadWriteOnceAccessMode",
        "spark.kubernetes.local.dirs.tmpfs",
        "spark.kubernetes.memoryOverheadFactor",
        "spark.kubernetes.pyspark.pythonVersion",
        "spark.kubernetes.scheduler.name",
        "spark.kubernetes.securityContext.allowPrivilegeEscalation",
        "spark.kubernetes.setSubmitTimeInDriver",
        "spark.kubernetes.submission.connectionTimeout",
        "spark.kubernetes.submission.requestTimeout",
    ],
    prefixes: [
        "spark.kubernetes.allocation.",
        "spark.kubernetes.driverEnv.",
        "spark.kubernetes.node.selector.",
        ...["driver", "executor"].flatMap((role) =>
            ["annotation", "label", "node.selector", "secretKeyRef", "secrets", "volumes"].map(
                (kind) => `spark.kubernetes.${role}.${kind}.`,
            ),
        ),
        "spark.kubernetes.driver.service.annotation.",
        "spark.kubernetes.driver.service.label.",
        // File systems, formats and clients that the driver opens; the submission client opens none.
        ...["s3a", "s3", "s3n", "gs", "abfs", "abfss", "azure", "wasb", "wasbs", "adl"].map(
            (scheme) => `spark.hadoop.fs.${scheme}.`,
        ),
        ...["oss", "cosn", "obs"].map((scheme) => `spark.hadoop.fs.${scheme}.`),
        ...["s3a", "s3", "gs", "abfs", "abfss", "wasb", "wasbs", "oss", "obs"].map(
            (scheme) => `spark.hadoop.fs.AbstractFileSystem.${scheme}.`,
        ),
        ...["google.cloud", "mapred", "mapreduce", "parquet", "orc", "avro", "hive", "dfs"].map(
            (library) => `spark.hadoop.${library}.`,
        ),
        ...["javax.jdo", "datanucleus", "iceberg", "delta", "hoodie"].map(
            (library) => `spark.hadoop.${library}.`,
        ),
    ],
};

/** Allowed names whose value must be a file of the driver: another one is read by the client. */
export const LOCAL_FILE_PROPERTIES = ["spark.kerberos.keytab"] as const;

/**
 * Refused in `sparkConf`, and harmless where the driver alone gets them: a job of the library hands
 * them to its driver.
 */
export const DRIVER_ONLY: PropertySet = {
    names: [
        "spark.files",
        "spark.archives",
        "spark.submit.pyFiles",
        "spark.driver.userClassPathFirst",
    ],
    prefixes: ["spark.jars", "spark.hadoop.", "spark.security.credentials."],
};

/** Labels of pods by property that policies and the webhook select by. */
export const RESERVED_LABEL_PROPERTIES: readonly string[] = ["driver", "executor"].flatMap((role) =>
    RESERVED_LABEL_PREFIXES.map((prefix) => `spark.kubernetes.${role}.label.${prefix}`),
);

/** Whether a property is for the submission client, and not allowed. */
export function isRefusedProperty(name: string): boolean {
    return (
        (contains(CLIENT_FAMILIES, name) && !contains(ALLOWED_PROPERTIES, name)) ||
        RESERVED_LABEL_PROPERTIES.some((prefix) => name.startsWith(prefix))
    );
}

/** What is wrong with a property that a job, a team or a platform sets, or nothing. */
export function clientPropertyProblem(name: string, value: unknown): string | undefined {
    if (!new RegExp(PROPERTY_NAME).test(name) || name.length > LONGEST_PROPERTY_NAME) {
        return `is not the name of a Spark property: use up to ${LONGEST_PROPERTY_NAME} letters, digits and ". _ - / *"`;
    }
    if (name.startsWith("spark.yarn.")) {
        return "has no effect on Kubernetes: remove it";
    }
    if (isRefusedProperty(name) && !contains(DRIVER_ONLY, name)) {
        return (
            "is read by spark-submit in the operator's pod, with the operator's permissions: " +
            "remove it (docs/security.md lists what a job may set)"
        );
    }
    const isLocalFile = (LOCAL_FILE_PROPERTIES as readonly string[]).includes(name);
    if (isLocalFile && typeof value === "string" && !value.startsWith("local:")) {
        return `"${value}" would be read in the operator's pod: use a file of the driver ("local:///…")`;
    }
    return substitutionProblem(value);
}

/** What is wrong with a value that becomes a Spark property, or nothing. */
export function substitutionProblem(value: unknown): string | undefined {
    return typeof value === "string" && new RegExp(SUBSTITUTION).test(value)
        ? 'refers to a variable ("${env:…}", "${system:…}"), which spark-submit replaces in the ' +
              "operator's pod: write the value itself, or read the variable in the program"
        : undefined;
}

function contains({ names, prefixes }: PropertySet, name: string): boolean {
    return names.includes(name) || prefixes.some((prefix) => name.startsWith(prefix));
}
