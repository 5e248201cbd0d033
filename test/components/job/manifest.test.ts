import assert from "node:assert/strict";
import fc from "fast-check";
import { applicationName } from "../../../components/job/applicationName";
import { KnownJobArgs, manifest, ManifestParts } from "../../../components/job/manifest";
import { placement } from "../../../components/job/placement";
import { someJob } from "./someJob";

/** As Kubernetes gets it: without the keys that have no value. */
function rendered(parts: Partial<ManifestParts> = {}) {
    return JSON.parse(JSON.stringify(manifest(someJob(parts))));
}

function withArgs(args: Partial<KnownJobArgs>) {
    return rendered({ args: { main: "local:///opt/pi.py", ...args } });
}

describe("manifest", () => {
    it("renders a Python job with all that it has", () => {
        const facts = { labelled: true, zones: ["a"] };
        const places = placement(facts, "a");
        const podSecurity = {
            runAsNonRoot: true,
            runAsUser: 185,
            runAsGroup: 185,
            seccompProfile: { type: "RuntimeDefault" },
        };
        const containerSecurity = {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
        };
        const log4j2Mount = {
            name: "log4j2",
            mountPath: "/etc/spark-platform/log4j2",
            readOnly: true,
        };
        const log4j2Volume = {
            name: "log4j2",
            configMap: { name: "log4j2-12345678", optional: true },
        };
        const actual = rendered({
            args: {
                main: "jobs/pi.py",
                arguments: ["100"],
                parameters: { b: "2", a: "1" },
                driver: { coreLimit: "1200m", env: { TZ: "UTC", A: "1" } },
                executor: { instances: 2, cores: 2, memory: "2g", labels: { owner: "data" } },
                imagePullSecrets: ["registry"],
                conf: { "spark.b": "job" },
                logLevel: "WARN",
                trigger: "2",
                timeToLive: "2h",
            },
            sparkConf: { "spark.a": "team", "spark.b": "team" },
            log4j2ConfigMap: "log4j2-12345678",
            mainConfigMap: "pi-main-12345678",
            mainUri: "local:///etc/spark-platform/main/pi.py",
            facts,
        });
        const javaOptions =
            "-Dlog4j2.configurationFile=file:///etc/spark-platform/log4j2/log4j2.properties " +
            "-DrootLogLevel=WARN";
        const { name, ...metadata } = actual.metadata;
        assert.match(name, /^pi-[0-9a-f]{8}$/);
        assert.deepEqual(metadata, {
            namespace: "processing",
            labels: { "spark-platform.dev/team": "processing", "spark-platform.dev/job": "pi" },
            annotations: { "pulumi.com/skipAwait": "true", "spark-platform.dev/trigger": "2" },
        });
        assert.deepEqual(actual.spec, {
            type: "Python",
            mode: "cluster",
            sparkVersion: "4.1.2",
            image: "apache/spark:4.1.2",
            imagePullPolicy: "IfNotPresent",
            imagePullSecrets: ["registry"],
            mainApplicationFile: "local:///etc/spark-platform/main/pi.py",
            arguments: ["100", "b=2", "a=1"],
            sparkConf: {
                "spark.a": "team",
                "spark.b": "job",
                "spark.driver.defaultJavaOptions": javaOptions,
                "spark.executor.defaultJavaOptions": javaOptions,
            },
            restartPolicy: { type: "Never" },
            timeToLiveSeconds: 7200,
            driver: {
                cores: 1,
                coreRequest: "250m",
                coreLimit: "1200m",
                memory: "512m",
                serviceAccount: "spark",
                template: {
                    spec: {
                        affinity: places.driver,
                        automountServiceAccountToken: true,
                        enableServiceLinks: false,
                        securityContext: podSecurity,
                        containers: [
                            {
                                name: "spark-kubernetes-driver",
                                env: [
                                    { name: "A", value: "1" },
                                    { name: "TZ", value: "UTC" },
                                ],
                                volumeMounts: [
                                    log4j2Mount,
                                    {
                                        name: "main",
                                        mountPath: "/etc/spark-platform/main",
                                        readOnly: true,
                                    },
                                ],
                                securityContext: containerSecurity,
                                terminationMessagePolicy: "FallbackToLogsOnError",
                            },
                        ],
                        volumes: [
                            log4j2Volume,
                            { name: "main", configMap: { name: "pi-main-12345678" } },
                        ],
                    },
                },
            },
            executor: {
                instances: 2,
                cores: 2,
                coreRequest: "2",
                memory: "2g",
                serviceAccount: "spark",
                labels: { owner: "data" },
                template: {
                    spec: {
                        affinity: places.executor,
                        automountServiceAccountToken: false,
                        enableServiceLinks: false,
                        securityContext: podSecurity,
                        containers: [
                            {
                                name: "spark-kubernetes-executor",
                                env: [],
                                volumeMounts: [log4j2Mount],
                                securityContext: containerSecurity,
                                terminationMessagePolicy: "FallbackToLogsOnError",
                            },
                        ],
                        volumes: [log4j2Volume],
                    },
                },
            },
        });
    });

    it("renders a JVM job", () => {
        const { spec } = rendered({
            args: { main: "local:///opt/app.jar", mainClass: "com.example.Etl" },
            mainUri: "local:///opt/app.jar",
            language: "Scala",
        });
        assert.deepEqual(
            [spec.type, spec.mainClass, spec.mainApplicationFile, spec.arguments],
            ["Scala", "com.example.Etl", "local:///opt/app.jar", []],
        );
    });

    it("lets Spark choose the number of executors in a range", () => {
        const executor = { dynamicAllocation: { min: 1, max: 8 } };
        const { spec } = withArgs({ executor });
        assert.deepEqual(spec.dynamicAllocation, {
            enabled: true,
            minExecutors: 1,
            maxExecutors: 8,
            initialExecutors: 1,
        });
        assert.equal("instances" in spec.executor, false);
    });

    it("keeps the image's log configuration where the team has none", () => {
        assert.deepEqual(rendered().spec.sparkConf, {});
        assert.deepEqual(withArgs({ logLevel: "DEBUG" }).spec.sparkConf, {
            "spark.log.level": "DEBUG",
        });
        assert.deepEqual(rendered().spec.driver.template.spec.volumes, []);
    });

    it("adds to Java options that a team or job gives", () => {
        const conf = { "spark.driver.defaultJavaOptions": "-Xss2m" };
        const { spec } = rendered({
            args: { main: "local:///opt/pi.py", conf },
            log4j2ConfigMap: "log4j2-12345678",
        });
        assert.equal(
            spec.sparkConf["spark.driver.defaultJavaOptions"],
            "-Dlog4j2.configurationFile=file:///etc/spark-platform/log4j2/log4j2.properties -Xss2m",
        );
    });

    it("restarts as asked", () => {
        assert.deepEqual(withArgs({ restart: { policy: "never" } }).spec.restartPolicy, {
            type: "Never",
        });
        assert.deepEqual(withArgs({ restart: { policy: "on-failure" } }).spec.restartPolicy, {
            type: "OnFailure",
            onFailureRetries: 3,
            onSubmissionFailureRetries: 3,
            onFailureRetryInterval: 10,
            onSubmissionFailureRetryInterval: 10,
        });
        const always = { policy: "always", interval: "1m" } as const;
        assert.deepEqual(withArgs({ restart: always }).spec.restartPolicy, {
            type: "Always",
            onFailureRetryInterval: 60,
            onSubmissionFailureRetryInterval: 60,
        });
    });

    it("spreads jobs over zones unless they say where", () => {
        const facts = { labelled: true, zones: ["a", "b"] };
        const zoneIn = (args: Partial<KnownJobArgs>) => {
            const { spec } = rendered({ facts, args: { main: "local:///opt/pi.py", ...args } });
            return spec.driver.template.spec.affinity;
        };
        assert.deepEqual(zoneIn({ zone: "b" }), placement(facts, "b").driver);
        assert.deepEqual(zoneIn({ zonePolicy: "any" }), placement(facts, undefined).driver);
        assert.ok(["a", "b"].some((zone) => isSame(zoneIn({}), placement(facts, zone).driver)));
    });
});

describe("the name of a run", () => {
    const nameOf = (parts: Partial<ManifestParts>) => manifest(someJob(parts)).metadata.name;

    it("stays the same for the same job", () => {
        assert.equal(nameOf({}), nameOf({}));
        assert.equal(nameOf({ args: { main: "x.py", wait: "none" } }), nameOf({}));
    });

    it("changes with anything that the job is made of", () => {
        const main = "local:///opt/pi.py";
        const names = [
            nameOf({}),
            nameOf({ args: { main, trigger: "1" } }),
            nameOf({ args: { main, trigger: "2" } }),
            nameOf({ args: { main, arguments: ["1"] } }),
            nameOf({ args: { main, parameters: { a: "1" } } }),
            nameOf({ args: { main, conf: { "spark.a": "1" } } }),
            nameOf({ args: { main, logLevel: "WARN" } }),
            nameOf({ image: "mirror/spark:4.1.2" }),
            nameOf({ mainConfigMap: "pi-main-1" }),
            nameOf({ mainConfigMap: "pi-main-2" }),
            nameOf({ log4j2ConfigMap: "log4j2-1" }),
            nameOf({ sparkConf: { "spark.b": "1" } }),
            nameOf({ team: "reporting" }),
            nameOf({ facts: { labelled: false, zones: [] } }),
        ];
        assert.equal(new Set(names).size, names.length);
    });

    it("leaves room for what Spark and the operator append", () => {
        const job = fc.stringMatching(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/);
        fc.assert(
            fc.property(job, (text) => {
                const name = applicationName(text, "0123abcd");
                // DNS-1035, which the operator's webhook demands.
                assert.match(name, /^[a-z]([-a-z0-9]*[a-z0-9])?$/);
                assert.ok(name.endsWith("-0123abcd"));
                // Spark: `<name>-<16 characters>` is the prefix of executors, 47 at most.
                assert.ok(name.length + 17 <= 47, name);
            }),
        );
        assert.equal(applicationName("movie-ratings", "0123abcd"), "movie-ratings-0123abcd");
        assert.equal(
            applicationName("a-very-long-name-of-a-job", "0123abcd"),
            "a-very-long-name-of-a-0123abcd",
        );
    });
});

function isSame(a: unknown, b: unknown): boolean {
    return JSON.stringify(a) === JSON.stringify(b);
}
