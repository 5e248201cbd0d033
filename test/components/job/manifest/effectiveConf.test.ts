import assert from "node:assert/strict";
import fc from "fast-check";
import { effectiveConf } from "../../../../components/job/manifest/effectiveConf";
import { manifest, scheduledManifest } from "../../../../components/job/manifest/manifest";
import { PLATFORM_CONF } from "../../../../components/spark/defaults";
import { sources } from "../../../../components/versions";
import { jobWith, someJob } from "../../../../testkit/someJob";
import { arbitraryJob, arbitrarySchedule } from "../arbitraryJob";
import { givenConf } from "../submission";

const library = (value: string) => ({ value, layer: "library" });
const platform = (value: string) => ({ value, layer: "platform" });
const team = (value: string) => ({ value, layer: "team" });
const job = (value: string) => ({ value, layer: "job" });

const LOG4J2 = "-Dlog4j2.configurationFile=file:///etc/spark-platform/log4j2/log4j2.properties";

function values(conf: Record<string, { value: string }>): Record<string, string> {
    return Object.fromEntries(Object.entries(conf).map(([key, { value }]) => [key, value]));
}

describe("the effective properties of a job", () => {
    it("are the library's by default", () => {
        const conf = effectiveConf(someJob({ image: sources.sparkImage }));
        assert.deepEqual(conf, {
            ...Object.fromEntries(
                Object.entries(PLATFORM_CONF).map(([key, value]) => [key, library(value)]),
            ),
            "spark.scheduler.minRegisteredResourcesRatio": library("0"),
            "spark.kubernetes.namespace": team("processing"),
            "spark.kubernetes.container.image": library(sources.sparkImage),
            "spark.kubernetes.driver.container.image": library(sources.sparkImage),
            "spark.kubernetes.executor.container.image": library(sources.sparkImage),
            "spark.kubernetes.container.image.pullPolicy": library("IfNotPresent"),
            "spark.driver.cores": library("1"),
            "spark.driver.memory": library("512m"),
            "spark.kubernetes.driver.request.cores": library("250m"),
            "spark.kubernetes.authenticate.driver.serviceAccountName": team("spark"),
            "spark.kubernetes.driver.label.spark-platform.dev/team": library("processing"),
            "spark.kubernetes.driver.label.spark-platform.dev/job": library("pi"),
            "spark.executor.cores": library("1"),
            "spark.executor.memory": library("512m"),
            "spark.executor.instances": library("1"),
            "spark.kubernetes.executor.request.cores": library("250m"),
            "spark.kubernetes.authenticate.executor.serviceAccountName": team("spark"),
            "spark.kubernetes.executor.label.spark-platform.dev/team": library("processing"),
            "spark.kubernetes.executor.label.spark-platform.dev/job": library("pi"),
        });
    });

    it("name the layer that set them", () => {
        const parts = {
            ...jobWith({
                main: "local:///opt/pi.py",
                conf: { "spark.d": "job" },
                driver: { cores: 2, memoryOverhead: "1g", labels: { a: "b" } },
                executor: {
                    dynamicAllocation: { min: 1, max: 4 },
                    volumes: {
                        data: {
                            mountPath: "/data",
                            claimPerExecutor: { size: "1Gi", storageClass: "gp3" },
                        },
                    },
                },
                imagePullSecrets: ["one", "two"],
            }),
            platformConf: { "spark.b": "platform", "spark.c": "platform", "spark.d": "platform" },
            sparkConf: { "spark.c": "team", "spark.d": "team", "spark.decommission.enabled": "no" },
            image: "mirror/spark:4.1.2",
        };
        const conf = effectiveConf(parts);
        const expected = {
            "spark.b": platform("platform"),
            "spark.c": team("team"),
            "spark.d": job("job"),
            "spark.decommission.enabled": team("no"),
            "spark.metrics.conf": library("/etc/spark-platform/metrics/metrics.properties"),
            "spark.driver.defaultJavaOptions": library(LOG4J2),
            "spark.driver.cores": job("2"),
            "spark.kubernetes.driver.request.cores": job("2"),
            "spark.driver.memory": library("512m"),
            "spark.driver.memoryOverhead": job("1g"),
            "spark.kubernetes.driver.label.a": job("b"),
            "spark.kubernetes.container.image": platform("mirror/spark:4.1.2"),
            "spark.kubernetes.container.image.pullSecrets": job("one,two"),
            "spark.dynamicAllocation.enabled": job("true"),
            "spark.dynamicAllocation.minExecutors": job("1"),
            "spark.dynamicAllocation.maxExecutors": job("4"),
            "spark.dynamicAllocation.initialExecutors": library("1"),
            "spark.dynamicAllocation.shuffleTracking.enabled": library("true"),
            "spark.kubernetes.executor.volumes.persistentVolumeClaim.data.options.sizeLimit":
                job("1Gi"),
        };
        assert.deepEqual(
            Object.fromEntries(Object.keys(expected).map((key) => [key, conf[key]])),
            expected,
        );
        assert.equal("spark.executor.instances" in conf, false);
    });

    it("combine the Java options of all layers", () => {
        const main = "local:///opt/pi.py";
        const optionsOf = (args: object) =>
            effectiveConf({
                ...jobWith({ main, ...args }),
                sparkConf: { "spark.driver.defaultJavaOptions": "-Xss2m" },
            })["spark.driver.defaultJavaOptions"];
        assert.deepEqual(optionsOf({}), team(`${LOG4J2} -Xss2m`));
        assert.deepEqual(
            optionsOf({ logLevel: "WARN" }),
            job(`${LOG4J2} -DrootLogLevel=WARN -Xss2m`),
        );
    });

    it("combine dependencies with those of the team", () => {
        const conf = effectiveConf({
            ...jobWith({
                main: "https://example.com/main.jar",
                mainClass: "com.example.Main",
                deps: { jars: ["s3a://b/job.jar", "s3a://b/team.jar"], packages: ["a:b:1"] },
                conf: { "spark.driver.userClassPathFirst": "true" },
            }),
            platformConf: { "spark.jars.repositories": "https://repo.example.com" },
            sparkConf: { "spark.jars": "s3a://b/team.jar", "spark.archives": "s3a://b/x.zip#x" },
        });
        const expected = {
            "spark.jars": job("s3a://b/team.jar,s3a://b/job.jar,https://example.com/main.jar"),
            "spark.jars.packages": job("a:b:1"),
            "spark.jars.ivy": library("/tmp/.ivy2"),
            "spark.jars.repositories": platform("https://repo.example.com"),
            "spark.archives": team("s3a://b/x.zip#x"),
            "spark.driver.userClassPathFirst": job("true"),
        };
        assert.deepEqual(
            Object.fromEntries(Object.keys(expected).map((key) => [key, conf[key]])),
            expected,
        );
    });

    it("are what the operator submits, plus what is passed to the driver", () => {
        fc.assert(
            fc.property(arbitraryJob, (args) => {
                const parts = jobWith(args);
                const object = JSON.parse(JSON.stringify(manifest(parts)));
                assert.deepEqual(values(effectiveConf(parts)), givenConf(object));
            }),
        );
    });

    it("cover runs of a schedule", () => {
        fc.assert(
            fc.property(arbitrarySchedule, (args) => {
                const parts = jobWith(args);
                const { metadata, spec } = JSON.parse(JSON.stringify(scheduledManifest(parts)));
                const run = { metadata, spec: spec.template };
                assert.deepEqual(values(effectiveConf(parts)), givenConf(run));
            }),
        );
    });
});
