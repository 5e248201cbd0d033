import { RESERVED_LABEL_PREFIXES } from "../validation/labels";

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

/**
 * The longest name of a property, and the most properties. They bound what the rules cost: Kubernetes
 * ends an expression after 1,000,000 units (`PerCallLimit` of apiserver's cel package), which 700
 * names of that length reach.
 */
export const LONGEST_PROPERTY_NAME = 253;
export const MOST_PROPERTIES = 500;

/** `${env:…}`, `${system:…}`: spark-submit replaces them by values of the operator's own process. */
export const SUBSTITUTION = "\\$\\{\\w+:";

/** Properties that the submission client reads, beside whole families of them. */
export const CLIENT_PROPERTIES: readonly string[] = [
    "spark.remote",
    "spark.api.mode",
    "spark.files",
    "spark.archives",
    "spark.driver.userClassPathFirst",
    // Goes onto the class path of the submission client, in cluster mode too (since Spark 4.0).
    "spark.driver.defaultExtraClassPath",
];

const NOTHING: PropertySet = { names: [], prefixes: [] };

/** Of `spark.kubernetes.*`: what only names something, or what only the driver reads. */
const KUBERNETES_NAMES = [
    "appKillPodDeletionGracePeriod",
    "configMap.maxSize",
    "container.image.pullPolicy",
    "container.image.pullSecrets",
    "decommission.script",
    "driver.annotateExitException",
    "driver.connectionTimeout",
    "driver.limit.cores",
    "driver.ownPersistentVolumeClaim",
    "driver.request.cores",
    "driver.requestTimeout",
    "driver.reusePersistentVolumeClaim",
    "driver.scheduler.name",
    "driver.service.deleteOnTermination",
    "driver.service.ipFamilies",
    "driver.service.ipFamilyPolicy",
    "driver.waitToReusePersistentVolumeClaim",
    "dynamicAllocation.deleteGracePeriod",
    "executor.apiPollingInterval",
    "executor.checkAllContainers",
    "executor.deleteOnTermination",
    "executor.deletedExecutorsCacheTimeout",
    "executor.disableConfigMap",
    "executor.enableApiPolling",
    "executor.enableApiWatcher",
    "executor.enablePollingWithResourceVersion",
    "executor.eventProcessingInterval",
    "executor.limit.cores",
    "executor.minTasksPerExecutorBeforeRolling",
    "executor.missingPodDetectDelta",
    "executor.podNamePrefix",
    "executor.request.cores",
    "executor.rollInterval",
    "executor.rollPolicy",
    "executor.scheduler.name",
    "executor.terminationGracePeriodSeconds",
    "executor.useDriverPodIP",
    "executorSnapshotsSubscribersShutdownGracePeriod",
    "hadoop.configMapName",
    "jars.avoidDownloadSchemes",
    "kerberos.krb5.configMapName",
    "kerberos.tokenSecret.itemKey",
    "kerberos.tokenSecret.name",
    "legacy.useReadWriteOnceAccessMode",
    "local.dirs.tmpfs",
    "memoryOverheadFactor",
    "pyspark.pythonVersion",
    "scheduler.name",
    "securityContext.allowPrivilegeEscalation",
    "setSubmitTimeInDriver",
    "submission.connectionTimeout",
    "submission.requestTimeout",
];

const KUBERNETES_PREFIXES = [
    "allocation.",
    "driverEnv.",
    "node.selector.",
    "driver.service.annotation.",
    "driver.service.label.",
    ...["driver", "executor"].flatMap((role) =>
        ["annotation", "label", "node.selector", "secretKeyRef", "secrets", "volumes"].map(
            (kind) => `${role}.${kind}.`,
        ),
    ),
];

/** Of `spark.hadoop.*`: file systems, formats and clients that the driver opens, and nobody before. */
const HADOOP_PREFIXES = [
    ...["s3a", "s3", "s3n", "gs", "abfs", "abfss", "azure", "wasb", "wasbs", "adl"].map(
        (scheme) => `fs.${scheme}.`,
    ),
    ...["oss", "cosn", "obs"].map((scheme) => `fs.${scheme}.`),
    ...["s3a", "s3", "gs", "abfs", "abfss", "wasb", "wasbs", "oss", "obs"].map(
        (scheme) => `fs.AbstractFileSystem.${scheme}.`,
    ),
    ...["google.cloud", "mapred", "mapreduce", "parquet", "orc", "avro", "hive", "dfs"].map(
        (library) => `${library}.`,
    ),
    ...["javax.jdo", "datanucleus", "iceberg", "delta", "hoodie"].map((library) => `${library}.`),
    "pathoutputcommit.",
];

/**
 * Families that the submission client reads, by the beginning of their names, with what is allowed
 * of each. Everything outside of them is free.
 */
export const CLIENT_FAMILIES: Readonly<Record<string, PropertySet>> = {
    "spark.kubernetes.": {
        names: KUBERNETES_NAMES.map((name) => `spark.kubernetes.${name}`),
        prefixes: KUBERNETES_PREFIXES.map((prefix) => `spark.kubernetes.${prefix}`),
    },
    "spark.hadoop.": {
        names: [],
        prefixes: HADOOP_PREFIXES.map((prefix) => `spark.hadoop.${prefix}`),
    },
    "spark.kerberos.": {
        names: ["keytab", "principal", "relogin.period", "renewal.credentials"].map(
            (name) => `spark.kerberos.${name}`,
        ),
        prefixes: [],
    },
    "spark.pyspark": {
        names: ["spark.pyspark.python", "spark.pyspark.driver.python"],
        prefixes: [],
    },
    "spark.master": NOTHING,
    "spark.submit.": NOTHING,
    "spark.jars": NOTHING,
    "spark.yarn.": NOTHING,
    "spark.security.credentials.": NOTHING,
};

/** Allowed names whose value must be a file of the driver: another one is read by the client. */
export const LOCAL_FILE_PROPERTIES = ["spark.kerberos.keytab"] as const;

/**
 * Refused in `sparkConf`, and harmless where the driver alone gets them: a job of the library hands
 * them to its driver.
 */
const DRIVER_ONLY: PropertySet = {
    names: [
        "spark.api.mode",
        "spark.archives",
        "spark.driver.userClassPathFirst",
        "spark.files",
        "spark.kerberos.access.hadoopFileSystems",
        "spark.kubernetes.executor.pod.featureSteps",
    ],
    prefixes: ["spark.hadoop.", "spark.jars", "spark.security.credentials.", "spark.submit."],
};

/** Labels of pods by property that policies and the webhook select by. */
export const RESERVED_LABEL_PROPERTIES: readonly string[] = ["driver", "executor"].flatMap((role) =>
    RESERVED_LABEL_PREFIXES.map((prefix) => `spark.kubernetes.${role}.label.${prefix}`),
);

/** Whether a property is for the submission client, and not allowed. */
export function isRefusedProperty(name: string): boolean {
    return (
        CLIENT_PROPERTIES.includes(name) ||
        Object.entries(CLIENT_FAMILIES).some(
            ([family, allowed]) => name.startsWith(family) && !contains(allowed, name),
        ) ||
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
