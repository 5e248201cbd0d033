import { contentHash } from "../hash";
import { LogLevel } from "./environment";

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
    // An executor that has to go hands its blocks on: AWS takes a spot node back 2 minutes after it
    // says so. Spark then repeats tasks elsewhere that would need longer than the interval.
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

/** `log4j2.properties` that logs to the container's log, at a level that a job may override. */
export function log4j2Properties(level: LogLevel): string {
    return [
        "# Written by spark-platform.",
        "status = warn",
        `rootLogger.level = \${sys:${LOG_LEVEL_PROPERTY}:-${level}}`,
        "rootLogger.appenderRef.console.ref = console",
        "appender.console.type = Console",
        "appender.console.name = console",
        "appender.console.target = SYSTEM_ERR",
        "appender.console.layout.type = PatternLayout",
        "appender.console.layout.pattern = %d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n%ex",
        "",
    ].join("\n");
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
