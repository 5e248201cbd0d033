import { nodeLabels } from "../carry/nodeLabels";
import { javaClass, language, mainFile, mode } from "../carry/main";
import { restartField } from "../carry/restart";
import { properties } from "../carry/properties";
import { rangeField } from "../carry/range";
import { timeOf } from "../carry/sizes";
import { batchScheduler } from "../carry/scheduler";
import { Answer, FieldGroup, FieldRow } from "../fieldRow";
import { NoteKind } from "../draft";

/** One list or text of the job that has the same name. */
function same(...fields: string[]): FieldRow[] {
    return fields.map((field) => ({ field, answer: Answer.Argument }));
}

const NO_PAGES =
    "`commands.ui` forwards the driver's pages to your machine; a Service and an Ingress of your own " +
    "can choose the pods by their label `spark-platform.dev/job`, with `ingress` for the port";
const METRICS = "drivers and executors always offer their metrics to Prometheus";
const AGENT =
    "add `-javaagent:<jar>=<port>:<file>` to `spark.driver.extraJavaOptions` or " +
    "`spark.executor.extraJavaOptions`, the port to `ports`, and who scrapes it to `ingress`";
const RETRIES = "failed submissions are retried as failed runs are: `restart.retries`";

/** What a SparkApplication says of the whole job. */
export const APPLICATION: FieldGroup = {
    title: "The application",
    places: ["spec"],
    rows: [
        { field: "type", answer: Answer.Argument, to: "language", carry: language },
        { field: "mode", answer: Answer.Platform, why: "jobs run in cluster mode", carry: mode },
        ...same("sparkVersion", "image", "imagePullPolicy", "imagePullSecrets", "arguments"),
        { field: "mainApplicationFile", answer: Answer.Argument, to: "main", carry: mainFile },
        { field: "mainClass", answer: Answer.Argument, carry: javaClass },
        {
            field: "deps",
            answer: Answer.Argument,
            below: [
                "jars",
                "files",
                "pyFiles",
                "archives",
                "packages",
                "excludePackages",
                "repositories",
            ],
        },
        {
            field: "sparkConf",
            answer: Answer.Property,
            to: "*",
            below: true,
            why: "properties that an argument decides become that argument",
            carry: properties,
        },
        { field: "hadoopConf", answer: Answer.Property, to: "spark.hadoop.*", below: true },
        {
            field: "hadoopConfigMap",
            answer: Answer.Property,
            to: "spark.kubernetes.hadoop.configMapName",
            why: "the files are in /opt/hadoop/conf, which HADOOP_CONF_DIR names, not in /etc/hadoop/conf",
        },
        {
            field: "sparkConfigMap",
            answer: Answer.None,
            why: "SPARK_CONF_DIR is Spark's own: write its properties in `conf`, and mount other files by a `configMap` volume",
        },
        {
            field: "volumes",
            answer: Answer.Argument,
            to: "driver.volumes, executor.volumes",
            why: "below each role that mounts them: see Volumes",
            carry: () => undefined,
        },
        {
            field: "nodeSelector",
            answer: Answer.Argument,
            to: "driver.nodeSelector, executor.nodeSelector",
            below: true,
            carry: (value, place, draft) => {
                for (const role of ["driver", "executor"] as const) {
                    nodeLabels(value, { ...place, role, target: draft.role(role) }, draft);
                }
            },
        },
        {
            field: "restartPolicy.type",
            answer: Answer.Argument,
            to: "restart.policy",
            carry: restartField,
        },
        {
            field: "restartPolicy.onFailureRetries",
            answer: Answer.Argument,
            to: "restart.retries",
            carry: restartField,
        },
        {
            field: "restartPolicy.onFailureRetryInterval",
            answer: Answer.Argument,
            to: "restart.interval",
            carry: restartField,
        },
        {
            field: "restartPolicy.onSubmissionFailureRetries",
            answer: Answer.Platform,
            why: RETRIES,
        },
        {
            field: "restartPolicy.onSubmissionFailureRetryInterval",
            answer: Answer.Platform,
            why: RETRIES,
        },
        {
            field: "dynamicAllocation.enabled",
            answer: Answer.Argument,
            to: "executor.dynamicAllocation",
            carry: rangeField("enabled"),
        },
        {
            field: "dynamicAllocation.minExecutors",
            answer: Answer.Argument,
            to: "executor.dynamicAllocation.min",
            carry: rangeField("min"),
        },
        {
            field: "dynamicAllocation.maxExecutors",
            answer: Answer.Argument,
            to: "executor.dynamicAllocation.max",
            carry: rangeField("max"),
        },
        {
            field: "dynamicAllocation.initialExecutors",
            answer: Answer.Argument,
            to: "executor.dynamicAllocation.initial",
            carry: rangeField("initial"),
        },
        {
            field: "dynamicAllocation.shuffleTrackingEnabled",
            answer: Answer.Property,
            to: "spark.dynamicAllocation.shuffleTracking.enabled",
        },
        {
            field: "dynamicAllocation.shuffleTrackingTimeout",
            answer: Answer.Property,
            to: "spark.dynamicAllocation.shuffleTracking.timeout",
            carry: (value, _, draft) =>
                draft.property(
                    "spark.dynamicAllocation.shuffleTracking.timeout",
                    `${String(value)}ms`,
                ),
        },
        {
            field: "memoryOverheadFactor",
            answer: Answer.Property,
            to: "spark.kubernetes.memoryOverheadFactor",
        },
        {
            field: "timeToLiveSeconds",
            answer: Answer.Argument,
            to: "timeToLive",
            carry: (value, { target }) => (target["timeToLive"] = timeOf(value)),
        },
        {
            field: "suspend",
            answer: Answer.Argument,
            carry: (value, { target, field }, draft) => {
                if (field === "spec.suspend") {
                    target["suspend"] = value;
                } else if (value === true) {
                    const why = "a schedule is suspended as a whole: `suspend`";
                    draft.note(NoteKind.Lost, field, why);
                }
            },
        },
        {
            field: "batchScheduler",
            answer: Answer.Argument,
            to: "scheduler.name",
            carry: batchScheduler,
        },
        { field: "batchSchedulerOptions.queue", answer: Answer.Argument, to: "scheduler.queue" },
        {
            field: "batchSchedulerOptions.priorityClassName",
            answer: Answer.Argument,
            to: "scheduler.priorityClass",
        },
        {
            field: "batchSchedulerOptions.resources",
            answer: Answer.None,
            below: true,
            why: "a group of pods is queued with what its pods request",
        },
        {
            field: "proxyUser",
            answer: Answer.None,
            why: "jobs act as themselves: the team's service account, and the job's `user` in its pods",
        },
        {
            field: "pythonVersion",
            answer: Answer.Platform,
            why: "Spark 3.1 and newer only have Python 3; `spark.pyspark.python` chooses another one of the image",
            carry: (value, { field }, draft) => {
                if (String(value) !== "3") {
                    draft.note(NoteKind.Lost, field, "Spark 3.1 and newer only have Python 3");
                }
            },
        },
        {
            field: "failureRetries",
            answer: Answer.None,
            why: "has no effect in operator 2: `restart`",
        },
        {
            field: "retryInterval",
            answer: Answer.None,
            why: "has no effect in operator 2: `restart`",
        },
        { field: "monitoring.exposeDriverMetrics", answer: Answer.Platform, why: METRICS },
        { field: "monitoring.exposeExecutorMetrics", answer: Answer.Platform, why: METRICS },
        {
            field: "monitoring.metricsProperties",
            answer: Answer.None,
            why: "write each line as a property `spark.metrics.conf.<line>`",
        },
        {
            field: "monitoring.metricsPropertiesFile",
            answer: Answer.Property,
            to: "spark.metrics.conf",
            why: "this file of the image takes the place of the platform's, and so may end its metrics",
        },
        { field: "monitoring.prometheus", answer: Answer.None, below: true, why: AGENT },
        { field: "sparkUIOptions", answer: Answer.None, below: true, why: NO_PAGES },
        { field: "driverIngressOptions", answer: Answer.None, below: true, why: NO_PAGES },
    ],
};
