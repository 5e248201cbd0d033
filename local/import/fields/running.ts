import { rangeField } from "../carry/range";
import { restartField } from "../carry/restart";
import { Answer, FieldRow } from "../fieldRow";

const RETRIES = "failed submissions are retried like failed runs: `restart.retries`";
const METRICS = "the driver exposes its own and its executors' metrics to Prometheus";
const AGENT =
    "add `-javaagent:<jar>=<port>:<file>` to `spark.driver.extraJavaOptions` or " +
    "`spark.executor.extraJavaOptions`, the port to `ports`, and the scraper to `ingress`";
const NO_UI =
    "`commands.ui` forwards the driver's UI to your machine; a Service and an Ingress of your own " +
    "can select the pods by their label `spark-platform.dev/job`, with `ingress` for the port";

/** How often the application runs, and with how many pods. */
export const RUNNING: readonly FieldRow[] = [
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
            draft.property("spark.dynamicAllocation.shuffleTracking.timeout", `${String(value)}ms`),
    },
];

/** Metrics and web UI. */
export const OBSERVABILITY: readonly FieldRow[] = [
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
        why: "this file in the image replaces the platform's, which may disable its metrics",
    },
    { field: "monitoring.prometheus", answer: Answer.None, below: true, why: AGENT },
    { field: "sparkUIOptions", answer: Answer.None, below: true, why: NO_UI },
    { field: "driverIngressOptions", answer: Answer.None, below: true, why: NO_UI },
];
