import assert from "node:assert/strict";
import {
    hashedName,
    log4j2Properties,
    LOG_LEVEL_PROPERTY,
    mergedConf,
    metricsProperties,
    PLATFORM_CONF,
    sparkDefaults,
} from "../../../components/spark/defaults";
import { LogFormat, LogLevel } from "../../../components/spark/environment";

describe("a team's configuration", () => {
    it("logs to the container's log at a level that a job may override", () => {
        assert.equal(
            log4j2Properties(LogLevel.Warn),
            [
                "# Written by spark-platform.",
                "status = warn",
                "rootLogger.level = ${sys:rootLogLevel:-WARN}",
                "rootLogger.appenderRef.console.ref = console",
                "appender.console.type = Console",
                "appender.console.name = console",
                "appender.console.target = SYSTEM_ERR",
                "appender.console.layout.type = PatternLayout",
                "appender.console.layout.pattern = %d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n%ex",
                "",
            ].join("\n"),
        );
    });

    it("logs a JSON object a line, with Spark's own names, where it is asked to", () => {
        assert.equal(
            log4j2Properties(LogLevel.Warn, LogFormat.Json),
            [
                "# Written by spark-platform.",
                "status = off",
                "rootLogger.level = ${sys:rootLogLevel:-WARN}",
                "rootLogger.appenderRef.console.ref = console",
                "appender.console.type = Console",
                "appender.console.name = console",
                "appender.console.target = SYSTEM_ERR",
                "appender.console.layout.type = PatternLayout",
                "appender.console.layout.charset = UTF-8",
                "appender.console.layout.alwaysWriteExceptions = false",
                "appender.console.layout.pattern = " +
                    `{"ts":"%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}{UTC}","level":"%p",` +
                    '"msg":"%enc{%m}{JSON}"%notEmpty{,"exception":{"stacktrace":' +
                    String.raw`"%enc{%replace{%ex}{\\s+\\z}{}}{JSON}"}},` +
                    '"logger":"%enc{%c{1}}{JSON}"}%n',
                "",
            ].join("\n"),
        );
    });

    it("overrides the level with an option that Spark allows for executors", () => {
        // Spark's check of executor options is just this: `javaOpts.contains("-Dspark")`.
        assert.ok(!`-D${LOG_LEVEL_PROPERTY}`.includes("-Dspark"));
    });

    it("offers metrics to Prometheus under Spark's documented names", () => {
        assert.equal(
            metricsProperties(),
            [
                "# Written by spark-platform.",
                "*.sink.prometheusServlet.class=org.apache.spark.metrics.sink.PrometheusServlet",
                "*.sink.prometheusServlet.path=/metrics/prometheus",
                "",
            ].join("\n"),
        );
    });

    it("gives executors two minutes to hand on what they hold, and spares the API server", () => {
        assert.deepEqual(PLATFORM_CONF, {
            "spark.kubernetes.executor.enablePollingWithResourceVersion": "true",
            "spark.kubernetes.submission.requestTimeout": "30000",
            "spark.kubernetes.driver.requestTimeout": "30000",
            "spark.decommission.enabled": "true",
            "spark.storage.decommission.enabled": "true",
            "spark.executor.decommission.killInterval": "110s",
            "spark.kubernetes.executor.terminationGracePeriodSeconds": "120s",
            "spark.ui.prometheus.enabled": "true",
        });
    });

    it("writes spark-defaults sorted, with backslashes escaped", () => {
        assert.equal(
            sparkDefaults({ "spark.b": "C:\\temp", "spark.a": "1 2" }),
            "# Written by spark-platform.\nspark.a 1 2\nspark.b C:\\\\temp\n",
        );
    });

    it("lets later layers win", () => {
        assert.deepEqual(mergedConf({ a: "1", b: "1" }, undefined, { b: "2" }), { a: "1", b: "2" });
    });

    it("names ConfigMaps by content, whatever the order of keys", () => {
        assert.equal(hashedName("x", { a: "1", b: "2" }), hashedName("x", { b: "2", a: "1" }));
        assert.notEqual(hashedName("x", { a: "1" }), hashedName("x", { a: "2" }));
        assert.match(hashedName("log4j2", { a: "1" }), /^log4j2-[0-9a-f]{8}$/);
    });
});
