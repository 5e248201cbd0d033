import { contentHash } from "../hash";
import { LogFormat } from "./environment";

/** File name of the log configuration in its ConfigMap. */
export const LOG4J2_FILE = "log4j2.properties";

/**
 * Java system property that overrides the level in `log4j2.properties`.
 * Must not begin with "spark": Spark refuses such options for executors.
 */
export const LOG_LEVEL_PROPERTY = "rootLogLevel";

/** File name of the metrics configuration in its ConfigMap. */
export const METRICS_FILE = "metrics.properties";

/** Where a driver serves its own metrics, on the port of its pages; Spark's documented path. */
const METRICS_PATH = "/metrics/prometheus";

/** Properties for all jobs of the library; the platform's, a team's and a job's own win. */
export const PLATFORM_CONF: Readonly<Record<string, string>> = {
    // Spares the API server a full list of pods per driver and 30 s.
    "spark.kubernetes.executor.enablePollingWithResourceVersion": "true",
    // A job must not fail because a busy API server answers later than Spark's 10 s (in ms).
    "spark.kubernetes.submission.requestTimeout": "30000",
    "spark.kubernetes.driver.requestTimeout": "30000",
    // A decommissioned executor passes its blocks on: AWS reclaims a spot node 2 minutes after it
    // announces it. Spark then restarts elsewhere the tasks that need longer than the interval.
    "spark.decommission.enabled": "true",
    "spark.storage.decommission.enabled": "true",
    "spark.executor.decommission.killInterval": "110s",
    "spark.kubernetes.executor.terminationGracePeriodSeconds": "120s",
    // Executors' metrics on the driver's /metrics/executors/prometheus; Spark 4's default, not 3's.
    "spark.ui.prometheus.enabled": "true",
};

/** Properties of later layers win. */
export function mergedConf(
    ...layers: (Readonly<Record<string, string>> | undefined)[]
): Record<string, string> {
    return Object.assign({}, ...layers) as Record<string, string>;
}

/** What differs between the formats of the log. */
const LAYOUTS: Readonly<Record<LogFormat, { status: string; lines: readonly string[] }>> = {
    [LogFormat.Text]: {
        status: "warn",
        lines: ["pattern = %d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n%ex"],
    },
    [LogFormat.Json]: {
        // What log4j says of itself goes past the layout.
        status: "off",
        lines: [
            // Images without a locale would write "?" for anything but ASCII.
            "charset = UTF-8",
            // log4j does not see the exception within `%notEmpty`, and would write it again, as plain text.
            "alwaysWriteExceptions = false",
            `pattern = ${jsonPattern()}`,
        ],
    },
};

/** `log4j2.properties` that logs to the container's log, at a level that a job may override. */
export function log4j2Properties(level: string, format: LogFormat = LogFormat.Text): string {
    const { status, lines } = LAYOUTS[format];
    return [
        "# Written by spark-platform.",
        `status = ${status}`,
        `rootLogger.level = \${sys:${LOG_LEVEL_PROPERTY}:-${level}}`,
        "rootLogger.appenderRef.console.ref = console",
        "appender.console.type = Console",
        "appender.console.name = console",
        "appender.console.target = SYSTEM_ERR",
        "appender.console.layout.type = PatternLayout",
        ...lines.map((line) => `appender.console.layout.${line}`),
        "",
    ].join("\n");
}

/**
 * A pattern that writes a JSON object a line, with the names and time of Spark 4's `SparkLayout.json`.
 * Not that layout itself: images before Spark 4 lack log4j's `JsonTemplateLayout`. The stack trace is
 * one string. `%replace` takes its last line break and keeps `%ex` from putting a space before it.
 */
function jsonPattern(): string {
    const json = (pattern: string) => `"%enc{${pattern}}{JSON}"`;
    const exception = `,"exception":{"stacktrace":${json("%replace{%ex}{\\\\s+\\\\z}{}")}}`;
    return (
        `{"ts":"%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}{UTC}","level":"%p","msg":${json("%m")}` +
        `%notEmpty{${exception}},"logger":${json("%c{1}")}}%n`
    );
}

/** `metrics.properties` that offers metrics to Prometheus on Spark's own pages. */
export function metricsProperties(): string {
    return [
        "# Written by spark-platform.",
        "*.sink.prometheusServlet.class=org.apache.spark.metrics.sink.PrometheusServlet",
        `*.sink.prometheusServlet.path=${METRICS_PATH}`,
        "",
    ].join("\n");
}

/** `spark-defaults.conf` for people who run spark-submit themselves. */
export function sparkDefaults(properties: Record<string, string>): string {
    const lines = Object.entries(properties)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        // The file is read as Java properties, where a backslash begins an escape.
        .map(([key, value]) => `${key} ${value.replace(/\\/g, "\\\\")}`);
    return ["# Written by spark-platform.", ...lines, ""].join("\n");
}

/** Name that changes with the content, so that pods that run keep what they mounted. */
export function hashedName(base: string, data: Record<string, string>): string {
    return `${base}-${contentHash(data)}`;
}
