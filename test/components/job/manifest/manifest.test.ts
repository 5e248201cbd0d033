import assert from "node:assert/strict";
import {
    ResolvedJobArgs,
    manifest,
    ManifestParts,
    scheduledManifest,
} from "../../../../components/job/manifest/manifest";
import { placement } from "../../../../components/job/pods/placement";
import { PLATFORM_CONF } from "../../../../components/spark/defaults";
import { jobWith, someJob } from "../../../../testkit/someJob";

/** As Kubernetes gets it: without the keys that have no value. */
function rendered(parts: Partial<ManifestParts> = {}) {
    return JSON.parse(JSON.stringify(manifest(someJob(parts))));
}

function withArgs(args: Partial<ResolvedJobArgs>) {
    return rendered({ args: { main: "local:///opt/pi.py", ...args } });
}

const OF_ONE_EXECUTOR = { ...PLATFORM_CONF, "spark.scheduler.minRegisteredResourcesRatio": "0" };

describe("manifest", () => {
    it("runs driver and executors as the same user, with the seccomp profile and the rest", () => {
        const { driver, executor } = rendered({
            args: { main: "local:///opt/pi.py", user: 999, group: 1000 },
            ownImage: true,
        }).spec;
        const expected = {
            runAsNonRoot: true,
            runAsUser: 999,
            runAsGroup: 1000,
            fsGroup: 1000,
            supplementalGroups: [0],
            fsGroupChangePolicy: "OnRootMismatch",
            seccompProfile: { type: "RuntimeDefault" },
        };
        assert.deepEqual(driver.template.spec.securityContext, expected);
        assert.deepEqual(executor.template.spec.securityContext, expected);
    });

    it("renders a Python job with all settings", () => {
        const facts = { labelled: true, zones: ["a"] };
        const places = placement(facts, "a");
        const podSecurity = {
            runAsNonRoot: true,
            runAsUser: 185,
            runAsGroup: 185,
            fsGroup: 185,
            fsGroupChangePolicy: "OnRootMismatch",
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
        const metricsMount = {
            name: "metrics",
            mountPath: "/etc/spark-platform/metrics",
            readOnly: true,
        };
        const metricsVolume = {
            name: "metrics",
            configMap: { name: "metrics-12345678", optional: true },
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
            platformConf: { "spark.a": "platform", "spark.c": "platform" },
            sparkConf: { "spark.a": "team", "spark.b": "team" },
            log4j2ConfigMap: "log4j2-12345678",
            metricsConfigMap: "metrics-12345678",
            priorityClasses: { driver: "spark-driver", executor: "spark-executor" },
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
                ...PLATFORM_CONF,
                "spark.a": "team",
                "spark.b": "job",
                "spark.c": "platform",
                "spark.metrics.conf": "/etc/spark-platform/metrics/metrics.properties",
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
                    metadata: {
                        annotations: {
                            "karpenter.sh/do-not-disrupt": "true",
                            "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
                        },
                    },
                    spec: {
                        ...places.driver,
                        priorityClassName: "spark-driver",
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
                                    metricsMount,
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
                            metricsVolume,
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
                        ...places.executor,
                        priorityClassName: "spark-executor",
                        terminationGracePeriodSeconds: 120,
                        automountServiceAccountToken: false,
                        enableServiceLinks: false,
                        securityContext: podSecurity,
                        containers: [
                            {
                                name: "spark-kubernetes-executor",
                                env: [],
                                volumeMounts: [log4j2Mount, metricsMount],
                                securityContext: containerSecurity,
                                terminationMessagePolicy: "FallbackToLogsOnError",
                            },
                        ],
                        volumes: [log4j2Volume, metricsVolume],
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

    it("renders an R job and a Java job", () => {
        const typeOf = (main: string, language?: ResolvedJobArgs["language"]) =>
            manifest(jobWith({ main, mainClass: "com.example.Etl", language })).spec.type;
        assert.deepEqual(
            [typeOf("s3a://b/x.R"), typeOf("s3a://b/x.jar", "Java"), typeOf("s3a://b/x.jar")],
            ["R", "Java", "Scala"],
        );
    });

    it("takes variables from Secrets and ConfigMaps", () => {
        const { spec } = withArgs({
            executor: {
                env: { TZ: "UTC" },
                secretEnv: { DB_PASSWORD: { name: "warehouse", key: "password" } },
                configMapEnv: { DB_HOST: { name: "hosts", key: "db" } },
            },
        });
        const [{ env }] = spec.executor.template.spec.containers;
        assert.deepEqual(env, [
            { name: "DB_HOST", valueFrom: { configMapKeyRef: { name: "hosts", key: "db" } } },
            {
                name: "DB_PASSWORD",
                valueFrom: { secretKeyRef: { name: "warehouse", key: "password" } },
            },
            { name: "TZ", value: "UTC" },
        ]);
    });

    it("sorts variables by name, each after the ones that its value refers to", () => {
        const { spec } = withArgs({
            driver: {
                env: {
                    A: "$(DB_URL)",
                    DB_URL: "jdbc:postgresql://db/sales?user=a&password=$(PASSWORD)",
                    E: "$(B) $(D) $$(Z)",
                    B: "$(E)",
                    D: "d",
                },
                secretEnv: { PASSWORD: { name: "warehouse", key: "password" } },
                configMapEnv: { C: { name: "hosts", key: "db" } },
            },
        });
        const [{ env }] = spec.driver.template.spec.containers;
        assert.deepEqual(
            env.map((variable: { name: string }) => variable.name),
            ["PASSWORD", "DB_URL", "A", "D", "E", "B", "C"],
        );
    });

    it("leaves the overhead to Spark, unless the job sets it or has volumes in memory", () => {
        const emptyDir = { memory: true, sizeLimit: "1Gi" };
        const scratch = { mountPath: "/scratch", localDir: true, emptyDir };
        const { spec } = withArgs({
            driver: { memoryOverhead: "1g" },
            executor: { memory: "4g", volumes: { scratch } },
        });
        assert.equal(spec.driver.memoryOverhead, "1g");
        assert.equal(spec.executor.memoryOverhead, "2662m");
        assert.equal("memoryOverhead" in rendered().spec.driver, false);
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

    it("disables shuffle tracking in the operator's own field, which ignores the property", () => {
        const executor = { dynamicAllocation: { min: 1, max: 8 } };
        const conf = { "spark.dynamicAllocation.shuffleTracking.enabled": "false" };
        const { spec } = withArgs({ executor, conf });
        assert.equal(spec.dynamicAllocation.shuffleTrackingEnabled, false);
    });

    it("does not make a driver wait for a single small executor, which gets all tasks anyway", () => {
        const ratio = "spark.scheduler.minRegisteredResourcesRatio";
        const ratioOf = (executor: object, conf = {}) =>
            withArgs({ executor, conf }).spec.sparkConf[ratio];
        for (const executor of [{}, { instances: 1 }, { cores: 2 }]) {
            assert.equal(ratioOf(executor), "0");
            assert.equal(ratioOf(executor, { [ratio]: "0.5" }), "0.5");
        }
        const dynamic = { dynamicAllocation: { min: 1, max: 1 } };
        for (const executor of [{ instances: 2 }, { cores: 3 }, dynamic]) {
            assert.equal(ratioOf(executor), undefined);
        }
    });

    it("keeps the image's log configuration where the team has none", () => {
        assert.deepEqual(rendered().spec.sparkConf, OF_ONE_EXECUTOR);
        assert.deepEqual(withArgs({ logLevel: "DEBUG" }).spec.sparkConf, {
            ...OF_ONE_EXECUTOR,
            "spark.log.level": "DEBUG",
        });
        assert.deepEqual(rendered().spec.driver.template.spec.volumes, []);
    });

    it("extends the Java options of a team or job", () => {
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

    it("restarts as configured", () => {
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

    it("spreads jobs over zones unless they set one", () => {
        const facts = { labelled: true, zones: ["a", "b"] };
        const zoneIn = (args: Partial<ResolvedJobArgs>) => {
            const { spec } = rendered({ facts, args: { main: "local:///opt/pi.py", ...args } });
            return spec.driver.template.spec.affinity;
        };
        const affinityIn = (zone?: string) => placement(facts, zone).driver.affinity;
        assert.deepEqual(zoneIn({ zone: "b" }), affinityIn("b"));
        assert.deepEqual(zoneIn({ zonePolicy: "any" }), affinityIn());
        assert.ok(["a", "b"].some((zone) => isSame(zoneIn({}), affinityIn(zone))));
    });

    it("uses only zones whose node pools have room", () => {
        const room = (cpuMillis: number) => ({ instanceType: "x", cpuMillis, memoryMib: 9999 });
        const zones = ["a", "b", "c", "d"];
        const nodePools: ManifestParts["nodePools"] = {
            driver: { role: "driver", zones, largest: [room(4000)] },
            general: { role: "executor", zones, largest: [room(4000)] },
            compute: { role: "executor", zones: ["c"], largest: [room(8000)] },
        };
        const facts = { labelled: true, zones };
        const zonesOf = (executor: ResolvedJobArgs["executor"]) => {
            const jobs = Array.from({ length: 40 }, (_, index) => `job-${index}`);
            const args = { main: "local:///opt/pi.py", executor };
            const chosen = jobs.flatMap((job) => {
                const { spec } = manifest(someJob({ job, facts, nodePools, args }));
                const { nodeAffinity } = spec.driver.template.spec.affinity;
                const rules = nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution;
                return rules?.nodeSelectorTerms[0]?.matchExpressions.at(-1)?.values;
            });
            return [...new Set(chosen)].sort();
        };
        assert.deepEqual(zonesOf({}), zones);
        assert.deepEqual(zonesOf({ cores: 6 }), ["c"]);
        assert.deepEqual(zonesOf({ pool: "compute" }), ["c"]);
        assert.deepEqual(zonesOf({ pool: "general" }), zones);
    });
});

describe("a schedule's manifest", () => {
    const main = "local:///opt/pi.py";
    const scheduled = (args: Partial<ResolvedJobArgs>) =>
        JSON.parse(JSON.stringify(scheduledManifest(someJob({ args: { main, ...args } }))));

    it("has the job as a template", () => {
        const args = { schedule: "0 2 * * *", driver: { memory: "1g" } };
        const { template } = scheduled(args).spec;
        assert.deepEqual(template, withArgs({ ...args, timeToLive: "7d" }).spec);
    });

    it("runs in UTC, one run at a time, and keeps one of each for a week", () => {
        const { metadata, spec } = scheduled({ schedule: "0 2 * * *" });
        assert.deepEqual(metadata, {
            name: "pi",
            namespace: "processing",
            labels: { "spark-platform.dev/team": "processing", "spark-platform.dev/job": "pi" },
            annotations: { "pulumi.com/skipAwait": "true" },
        });
        const { template, ...rest } = spec;
        assert.deepEqual(rest, {
            schedule: "0 2 * * *",
            timeZone: "UTC",
            concurrencyPolicy: "Forbid",
            successfulRunHistoryLimit: 1,
            failedRunHistoryLimit: 1,
            suspend: false,
        });
        assert.equal(template.timeToLiveSeconds, 7 * 86400);
    });

    it("applies all settings", () => {
        const { spec } = scheduled({
            schedule: "@daily",
            timeZone: "Europe/Lisbon",
            concurrency: "replace",
            history: { successful: 30, failed: 0 },
            suspend: true,
            timeToLive: "2h",
        });
        const { template, ...rest } = spec;
        assert.deepEqual(rest, {
            schedule: "@daily",
            timeZone: "Europe/Lisbon",
            concurrencyPolicy: "Replace",
            successfulRunHistoryLimit: 30,
            failedRunHistoryLimit: 0,
            suspend: true,
        });
        assert.equal(template.timeToLiveSeconds, 7200);
        const allow = scheduled({ schedule: "@daily", concurrency: "allow" });
        assert.equal(allow.spec.concurrencyPolicy, "Allow");
    });
});

describe("the name of a run", () => {
    const nameOf = (parts: Partial<ManifestParts>) => manifest(someJob(parts)).metadata.name;

    it("is stable for the same job", () => {
        assert.equal(nameOf({}), nameOf({}));
        assert.equal(nameOf({ args: { main: "x.py", wait: "none" } }), nameOf({}));
    });

    it("changes with every part of the job", () => {
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
            nameOf({ platformConf: { "spark.c": "1" } }),
            nameOf({ metricsConfigMap: "metrics-1" }),
            nameOf({ priorityClasses: { driver: "high", executor: "low" } }),
            nameOf({ team: "reporting" }),
            nameOf({ facts: { labelled: false, zones: [] } }),
        ];
        assert.equal(new Set(names).size, names.length);
    });
});

function isSame(a: unknown, b: unknown): boolean {
    return JSON.stringify(a) === JSON.stringify(b);
}
