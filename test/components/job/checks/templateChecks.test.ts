import assert from "node:assert/strict";
import { Case, problemsOf, refusesEach } from "./cases";

const SPARK = { name: "spark-kubernetes-driver" };

function template(spec: object, more: object = {}): Record<string, unknown> {
    return { driver: { ...more, podTemplate: { spec } } };
}

function spark(args: object, more: object = {}): Record<string, unknown> {
    return template({ containers: [{ ...SPARK, ...args }] }, more);
}

const AT = "driver.podTemplate.spec";
const ACCOUNT = "is the team's service account for every job: remove it";

describe("a role's pod template", () => {
    it("accepts everything that is not set elsewhere", () => {
        const spec = {
            runtimeClassName: "nvidia",
            dnsConfig: { options: [{ name: "ndots", value: "2" }] },
            hostUsers: false,
            shareProcessNamespace: true,
            affinity: {
                podAntiAffinity: {
                    requiredDuringSchedulingIgnoredDuringExecution: [
                        {
                            topologyKey: "kubernetes.io/hostname",
                            labelSelector: { matchLabels: { app: "x" } },
                        },
                    ],
                },
            },
            topologySpreadConstraints: [
                {
                    maxSkew: 1,
                    topologyKey: "kubernetes.io/hostname",
                    whenUnsatisfiable: "ScheduleAnyway",
                },
            ],
            volumes: [{ name: "socket", csi: { driver: "csi.example.com" } }],
            containers: [
                {
                    ...SPARK,
                    env: [
                        {
                            name: "CPUS",
                            valueFrom: { resourceFieldRef: { resource: "limits.cpu" } },
                        },
                    ],
                    volumeMounts: [{ name: "socket", mountPath: "/run/socket" }],
                    livenessProbe: { exec: { command: ["true"] }, periodSeconds: 60 },
                },
            ],
            initContainers: [
                { name: "proxy", startupProbe: { tcpSocket: { port: 5432 } } },
                { name: "more", image: "example.com/more:1", restartPolicy: "Always" },
            ],
        };
        const driver = {
            sidecars: [{ name: "proxy", image: "example.com/proxy:1" }],
            podTemplate: { metadata: { labels: { app: "x" } }, spec },
        };
        assert.deepEqual(problemsOf({ driver }), []);
    });

    const cases: Case[] = [
        [
            "a list",
            { driver: { podTemplate: [] } },
            "driver.podTemplate: [] is not a map of keys and values (e.g. { NAME: … })",
        ],
        [
            "a field without what it needs",
            template({ volumes: [{ emptyDir: {} }] }),
            `${AT}.volumes[0].name: is missing`,
        ],
        [
            "a value of another type",
            template({ hostUsers: "no" }),
            `${AT}.hostUsers: "no" is not true or false`,
        ],
        [
            "a value that Kubernetes lacks",
            template({ dnsPolicy: "default" }),
            `${AT}.dnsPolicy: "default" is not "ClusterFirst", "ClusterFirstWithHostNet", "Default" or ` +
                '"None"',
        ],
        [
            "another account",
            template({ serviceAccountName: "etl" }),
            `${AT}.serviceAccountName: ${ACCOUNT}`,
        ],
        [
            "a priority",
            template({ priorityClassName: "high" }),
            `${AT}.priorityClassName: is set by the team's priority classes: remove it`,
        ],
        [
            "a node's role",
            template({ nodeSelector: { "spark-platform.dev/role": "executor" } }),
            `${AT}.nodeSelector["spark-platform.dev/role"]: is set by \`pool\` of driver and ` +
                "executor; remove it here",
        ],
        [
            "a node's zone among affinities",
            template({
                affinity: {
                    nodeAffinity: {
                        requiredDuringSchedulingIgnoredDuringExecution: {
                            nodeSelectorTerms: [
                                {
                                    matchExpressions: [
                                        {
                                            key: "topology.kubernetes.io/zone",
                                            operator: "In",
                                            values: ["a"],
                                        },
                                    ],
                                },
                            ],
                        },
                    },
                },
            }),
            `${AT}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution` +
                '.nodeSelectorTerms[0].matchExpressions[0].key: "topology.kubernetes.io/zone" is ' +
                "set by the job's `zone`; remove it here",
        ],
        [
            "the user of all containers",
            template({ securityContext: { runAsUser: 1000 } }),
            `${AT}.securityContext.runAsUser: is set by the job's \`user\`: use that`,
        ],
        [
            "the image of Spark's container",
            spark({ image: "example.com/spark:1" }),
            `${AT}.containers[0].image: is set by the job's \`image\`: use that`,
        ],
        [
            "the resources of Spark's container",
            spark({ resources: { requests: { cpu: "2" } } }),
            `${AT}.containers[0].resources: is set by \`cores\` and \`memory\` of \`driver\`: use ` +
                "those",
        ],
        [
            "a container that outlives Spark's",
            template({ containers: [{ name: "proxy", image: "example.com/proxy:1" }] }),
            `${AT}.containers[0].name: "proxy" would keep the pod running after Spark has ` +
                "ended: use " +
                '`driver.sidecars`, or "spark-kubernetes-driver" for Spark\'s own container',
        ],
        [
            "a variable of Spark's",
            spark({ env: [{ name: "SPARK_USER", value: "me" }] }),
            `${AT}.containers[0].env[0].name: is set by Spark itself: use HADOOP_USER_NAME, which ` +
                "Hadoop's clients read",
        ],
        [
            "a variable of the arguments",
            spark({ env: [{ name: "A", value: "2" }] }, { env: { A: "1" } }),
            `${AT}.containers[0].env[0].name: is already set in driver.env: keep one of them`,
        ],
        [
            "a volume of the arguments",
            template(
                { volumes: [{ name: "data", emptyDir: {} }] },
                { volumes: { data: { mountPath: "/data", emptyDir: {} } } },
            ),
            `${AT}.volumes[0].name: "data" is already in driver.volumes`,
        ],
        [
            "a volume of the platform",
            template({ volumes: [{ name: "log4j2", emptyDir: {} }] }),
            `${AT}.volumes[0].name: "log4j2" is reserved for Spark or the platform: choose ` +
                "another name",
        ],
        [
            "a volume that does not exist",
            spark({ volumeMounts: [{ name: "data", mountPath: "/data" }] }),
            `${AT}.containers[0].volumeMounts[0].name: unknown volume "data" (known: none)`,
        ],
        [
            "a folder of Spark's",
            spark(
                { volumeMounts: [{ name: "data", mountPath: "/opt/spark" }] },
                { volumes: { data: { mountPath: "/data", emptyDir: {} } } },
            ),
            `${AT}.containers[0].volumeMounts[0].mountPath: "/opt/spark" would hide the ` +
                "contents of " +
                "/opt/spark: choose another folder",
        ],
        [
            "a container without an image",
            template({ initContainers: [{ name: "proxy" }] }),
            `${AT}.initContainers[0].image: is missing, and no container in ` +
                "driver.initContainers or sidecars is named " +
                '"proxy"',
        ],
        [
            "a container of the platform",
            template({ initContainers: [{ name: "table-format", image: "example.com/x:1" }] }),
            `${AT}.initContainers[0].name: "table-format" is reserved for Spark or the ` +
                "platform: choose another name",
        ],
        [
            "an amount that is none",
            template({
                initContainers: [
                    {
                        name: "a",
                        image: "example.com/x:1",
                        resources: { limits: { memory: "1g" } },
                    },
                ],
            }),
            `${AT}.initContainers[0].resources.limits.memory: "1g" is not an amount of memory (e.g. ` +
                '"128Mi")',
        ],
        [
            "the hook of executors",
            {
                executor: {
                    podTemplate: {
                        spec: {
                            containers: [
                                {
                                    name: "spark-kubernetes-executor",
                                    lifecycle: { preStop: { sleep: { seconds: 1 } } },
                                },
                            ],
                        },
                    },
                },
            },
            "executor.podTemplate.spec.containers[0].lifecycle: is set by Spark, to migrate " +
                "an executor's data: remove it",
        ],
    ];
    refusesEach(cases);

    it("refuses unknown fields, and suggests the right one", () => {
        const [line = ""] = problemsOf(template({ runtimeClas: "nvidia" }));
        assert.match(
            line,
            /spec\.runtimeClas: unknown key "runtimeClas"; did you mean "runtimeClassName"\?/,
        );
    });

    it("refuses a token anywhere", () => {
        const value = `Bearer ghp_${"a1B2".repeat(9)}`;
        const httpHeaders = [{ name: "Authorization", value }];
        const [line = "", ...more] = problemsOf(
            spark({ livenessProbe: { httpGet: { port: 80, httpHeaders } } }),
        );
        assert.match(
            line,
            /containers\[0\]\.livenessProbe\.httpGet\.httpHeaders\[0\]\.value: holds /,
        );
        assert.deepEqual(more, []);
        assert.ok(!line.includes("a1B2"));
    });
});
