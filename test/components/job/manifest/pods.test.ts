import assert from "node:assert/strict";
import {
    manifest,
    ManifestParts,
    ResolvedJobArgs,
} from "../../../../components/job/manifest/manifest";
import { effectiveConf } from "../../../../components/job/manifest/effectiveConf";
import { jobWith, someJob } from "../../../../testkit/someJob";

type Args = Partial<ResolvedJobArgs>;

/** As Kubernetes gets it: without the keys that have no value. */
function specOf(args: Args, parts: Partial<ManifestParts> = {}) {
    const job = someJob({ args: { main: "local:///opt/pi.py", ...args }, ...parts });
    return JSON.parse(JSON.stringify(manifest(job).spec));
}

const driverPod = (args: Args) => specOf(args).driver.template.spec;
const executorPod = (args: Args) => specOf(args).executor.template.spec;

const RESTRICTED = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
const PROXY = { name: "proxy", image: "example.com/proxy:1" };

describe("a role's pods", () => {
    const role = {
        tolerations: [{ key: "nvidia.com/gpu", operator: "Exists" as const }],
        nodeSelector: { disk: "nvme" },
        hostAliases: [{ ip: "10.0.0.5", hostnames: ["namenode"] }],
        terminationGracePeriodSeconds: 300,
        ports: [{ name: "jmx", containerPort: 8090 }],
        fieldEnv: { NODE_IP: "status.hostIP" },
        envFrom: [{ configMapRef: { name: "app" } }],
    };

    it("have the role's settings in addition to the platform's", () => {
        for (const pod of [driverPod({ driver: role }), executorPod({ executor: role })]) {
            assert.deepEqual(pod.tolerations.at(-1), role.tolerations[0]);
            assert.ok(pod.tolerations.length > 1);
            assert.deepEqual(pod.nodeSelector, role.nodeSelector);
            assert.deepEqual(pod.hostAliases, role.hostAliases);
            assert.equal(pod.terminationGracePeriodSeconds, 300);
            const [spark] = pod.containers;
            assert.deepEqual(spark.ports, role.ports);
            assert.deepEqual(spark.envFrom, role.envFrom);
            assert.deepEqual(spark.env, [
                { name: "NODE_IP", valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } },
            ]);
        }
    });

    it("do not affect the other role", () => {
        const { executor } = specOf({ driver: role });
        assert.deepEqual(executor, specOf({}).executor);
    });

    it("set an executor's grace period where Spark reads it, and finish decommissioning in time", () => {
        const conf = specOf({ executor: { terminationGracePeriodSeconds: 60 } }).sparkConf;
        assert.equal(conf["spark.kubernetes.executor.terminationGracePeriodSeconds"], "60s");
        assert.equal(conf["spark.executor.decommission.killInterval"], "50s");
        const own = { "spark.executor.decommission.killInterval": "20s" };
        const executor = { terminationGracePeriodSeconds: 5 };
        const given = specOf({ executor, conf: own }).sparkConf;
        assert.equal(given["spark.executor.decommission.killInterval"], "20s");
    });

    it("override the properties of their team", () => {
        const args = {
            main: "local:///opt/pi.py",
            driver: { nodeSelector: { disk: "nvme" }, fieldEnv: { NODE_IP: "status.hostIP" } },
        };
        const conf = effectiveConf({
            ...jobWith(args),
            sparkConf: {
                "spark.kubernetes.node.selector.disk": "hdd",
                "spark.kubernetes.driverEnv.NODE_IP": "10.0.0.1",
            },
        });
        const names = Object.keys(conf).filter((name) => /selector|driverEnv/.test(name));
        assert.deepEqual(names, ["spark.kubernetes.executor.node.selector.disk"]);
    });
});

describe("containers beside Spark's", () => {
    const volumes = {
        data: { mountPath: "/data", emptyDir: {}, localDir: true },
        settings: { mountPath: "/etc/app", configMap: "settings" },
    };
    const wait = { name: "wait", image: "example.com/wait:1", command: ["true"] };

    it("start before it: init containers, then sidecars", () => {
        const [first, second] = driverPod({
            imagePullPolicy: "Always",
            driver: { volumes, initContainers: [wait], sidecars: [PROXY] },
        }).initContainers;
        const mounts = [
            { name: "spark-local-dir-1", mountPath: "/data" },
            { name: "settings", mountPath: "/etc/app", readOnly: true },
        ];
        const common = {
            imagePullPolicy: "Always",
            terminationMessagePolicy: "FallbackToLogsOnError",
            env: [],
            volumeMounts: mounts,
            resources: {
                requests: { cpu: "50m", memory: "64Mi" },
                limits: { memory: "64Mi" },
            },
            securityContext: RESTRICTED,
        };
        assert.deepEqual(first, { ...wait, ...common });
        assert.deepEqual(second, { ...PROXY, restartPolicy: "Always", ...common });
    });

    it("are supported on executors, too", () => {
        const { initContainers } = executorPod({ executor: { sidecars: [PROXY] } });
        assert.deepEqual(
            initContainers.map(({ name }: { name: string }) => name),
            ["proxy"],
        );
    });

    it("have the configured variables, volumes and resources", () => {
        const [only] = executorPod({
            executor: {
                volumes: {
                    ...volumes,
                    scratch: {
                        mountPath: "/scratch",
                        localDir: true,
                        claimPerExecutor: { size: "1Gi", storageClass: "gp3" },
                    },
                },
                sidecars: [
                    {
                        ...PROXY,
                        env: { URL: "$(HOST):1" },
                        configMapEnv: { HOST: { name: "db", key: "host" } },
                        resources: { limits: { memory: "1Gi", "nvidia.com/gpu": "1" } },
                        volumeMounts: [{ name: "scratch", mountPath: "/s", subPath: "logs" }],
                    },
                ],
            },
        }).initContainers;
        assert.deepEqual(only.env, [
            { name: "HOST", valueFrom: { configMapKeyRef: { name: "db", key: "host" } } },
            { name: "URL", value: "$(HOST):1" },
        ]);
        assert.deepEqual(only.volumeMounts, [
            { name: "spark-local-dir-2", mountPath: "/s", subPath: "logs" },
        ]);
        assert.deepEqual(only.resources, {
            requests: { cpu: "50m", memory: "1Gi", "nvidia.com/gpu": "1" },
            limits: { memory: "1Gi", "nvidia.com/gpu": "1" },
        });
    });

    it("run in order with the library's, which can use the results of the first", () => {
        const args: ResolvedJobArgs = {
            main: "local:///opt/pi.py",
            deps: { requirements: "local:///opt/requirements.txt" },
            driver: { initContainers: [wait], sidecars: [PROXY] },
        };
        const { spec } = manifest(jobWith(args)).spec.driver.template;
        assert.deepEqual(
            spec.initContainers?.map(({ name }) => name),
            ["wait", "python-requirements", "proxy"],
        );
    });
});

describe("a role's pod template", () => {
    it("is merged last, lists by the names of their entries", () => {
        const plain = driverPod({ driver: { sidecars: [PROXY] } });
        const spec = {
            runtimeClassName: "nvidia",
            securityContext: { seccompProfile: { type: "Localhost", localhostProfile: "a.json" } },
            tolerations: [{ operator: "Exists" }],
            volumes: [{ name: "socket", csi: { driver: "csi.example.com" } }],
            containers: [
                {
                    name: "spark-kubernetes-driver",
                    env: [{ name: "A", value: "1" }],
                    volumeMounts: [{ name: "socket", mountPath: "/run/socket" }],
                    securityContext: { readOnlyRootFilesystem: true },
                },
            ],
            initContainers: [
                {
                    name: "proxy",
                    startupProbe: { tcpSocket: { port: 1 } },
                    securityContext: { runAsUser: 1000 },
                },
                { name: "more", image: "example.com/more:1", restartPolicy: "Always" },
            ],
        };
        const metadata = { annotations: { a: "b" }, labels: { app: "x" } };
        const { template } = specOf({
            driver: { sidecars: [PROXY], podTemplate: { metadata, spec } },
        }).driver;
        assert.equal(template.metadata.annotations.a, "b");
        assert.equal(template.metadata.annotations["karpenter.sh/do-not-disrupt"], "true");
        assert.deepEqual(template.metadata.labels, { app: "x" });
        const [container] = plain.containers;
        const [proxy] = plain.initContainers;
        assert.deepEqual(template.spec, {
            ...plain,
            runtimeClassName: "nvidia",
            securityContext: { ...plain.securityContext, ...spec.securityContext },
            tolerations: [...plain.tolerations, { operator: "Exists" }],
            volumes: [...(plain.volumes ?? []), ...spec.volumes],
            containers: [
                {
                    ...container,
                    env: [{ name: "A", value: "1" }],
                    volumeMounts: [{ name: "socket", mountPath: "/run/socket" }],
                    securityContext: { ...RESTRICTED, readOnlyRootFilesystem: true },
                },
            ],
            initContainers: [
                {
                    ...proxy,
                    startupProbe: { tcpSocket: { port: 1 } },
                    securityContext: { ...RESTRICTED, runAsUser: 1000 },
                },
                {
                    name: "more",
                    image: "example.com/more:1",
                    imagePullPolicy: "IfNotPresent",
                    restartPolicy: "Always",
                    terminationMessagePolicy: "FallbackToLogsOnError",
                    resources: {
                        requests: { cpu: "50m", memory: "64Mi" },
                        limits: { memory: "64Mi" },
                    },
                    securityContext: RESTRICTED,
                },
            ],
        });
    });

    it("cannot move pods to nodes outside the platform's", () => {
        const expression = (key: string) => ({ key, operator: "In", values: ["x"] });
        const nodeSelectorTerms = [
            { matchExpressions: [expression("a")] },
            { matchExpressions: [expression("b")] },
        ];
        const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
        const podTemplate = { spec: { affinity: { nodeAffinity: required } } };
        const { affinity } = driverPod({ driver: { podTemplate } });
        const [ours] = driverPod({}).affinity.nodeAffinity
            .requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
        assert.deepEqual(
            affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms,
            ["a", "b"].map((key) => ({
                matchExpressions: [...ours.matchExpressions, expression(key)],
            })),
        );
    });

    it("names volumes as the arguments do", () => {
        const name = "spark-kubernetes-executor";
        const volumeMounts = [{ name: "scratch", mountPath: "/logs", subPath: "logs" }];
        const { containers } = executorPod({
            executor: {
                volumes: { scratch: { mountPath: "/scratch", localDir: true, emptyDir: {} } },
                podTemplate: { spec: { containers: [{ name, volumeMounts }] } },
            },
        });
        assert.deepEqual(containers[0].volumeMounts, [
            { name: "spark-local-dir-1", mountPath: "/scratch" },
            { name: "spark-local-dir-1", mountPath: "/logs", subPath: "logs" },
        ]);
    });
});
