import assert from "node:assert/strict";
import {
    ScheduledSparkApplication,
    SparkApplication,
    SparkPlatform,
    SparkPlatformArgs,
    TeamConnection,
} from "../../../components";
import { someCluster } from "../../../testkit/cluster";
import { only, Registered, valueOf } from "../../../testkit/mocks";
import {
    dependenciesOf,
    label,
    labelOfUrn,
    registerOnAws,
    someEksCluster,
} from "../../../testkit/onAws";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const JOB = "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication";
const POOLS = [
    "NodePool spark-karpenter-driver",
    "NodePool spark-karpenter-executor-on-demand",
    "NodePool spark-karpenter-executor-spot",
];

function platform(args: Partial<SparkPlatformArgs> = {}): SparkPlatform {
    const teams = { processing: {} };
    return new SparkPlatform("spark", { cluster: someEksCluster(), teams, ...args });
}

function platformWithJob(args: Partial<SparkPlatformArgs> = {}): void {
    new SparkApplication("pi", { team: platform(args).team("processing"), main: "jobs/pi.py" });
}

/** Logical names of the Helm releases that were made. */
function releases(resources: Registered[]): string[] {
    return resources.filter(({ type }) => type === RELEASE).map(({ name }) => name);
}

/** Whether it belongs to the autoscaler. */
function adds(nodes: { name: string }): boolean {
    return /^spark-(karpenter|cluster-autoscaler)/.test(nodes.name);
}

describe("the autoscaler of a SparkPlatform", () => {
    let onKarpenter: Registered[];
    let onGroups: Registered[];

    before(async () => {
        onKarpenter = await registerOnAws(() => platformWithJob());
        onGroups = await registerOnAws(() => platformWithJob({ autoscaler: "cluster-autoscaler" }));
    });

    it("is Karpenter on EKS, with three pools", () => {
        const resources = onKarpenter;
        assert.deepStrictEqual(releases(resources).sort(), [
            "spark-karpenter",
            "spark-karpenter-crds",
            "spark-operator",
            "spark-operator-crds",
        ]);
        const component = only(resources, "spark-platform:index:Karpenter", "spark-karpenter");
        assert.strictEqual(
            component.parent,
            "urn:pulumi:stack::project::spark-platform:index:SparkPlatform::spark",
        );
        const pools = resources.filter(({ type }) => type.endsWith(":NodePool"));
        assert.deepStrictEqual(pools.map(label).sort(), POOLS);
    });

    it("is none on any other cluster, or where that is said", async () => {
        const choices: Partial<SparkPlatformArgs>[] = [{ autoscaler: "none" }, {}];
        for (const choice of choices) {
            const resources = await registerOnAws(() => {
                const made = platform(choice.autoscaler ? choice : { cluster: someCluster() });
                assert.strictEqual(made.team("processing").nodePools, undefined);
            });
            assert.deepStrictEqual(releases(resources).sort(), [
                "spark-operator",
                "spark-operator-crds",
            ]);
            assert.deepStrictEqual(resources.filter(adds).map(label), []);
        }
    });

    it("can be Cluster Autoscaler, with the same pools", () => {
        const resources = onGroups;
        assert.deepStrictEqual(releases(resources).sort(), [
            "spark-cluster-autoscaler",
            "spark-operator",
            "spark-operator-crds",
        ]);
        only(resources, "spark-platform:index:ClusterAutoscaler", "spark-cluster-autoscaler");
        const templates = resources.filter(({ type }) => type.endsWith(":LaunchTemplate"));
        assert.deepStrictEqual(templates.map(label).sort(), [
            "LaunchTemplate spark-cluster-autoscaler-driver",
            "LaunchTemplate spark-cluster-autoscaler-executor-on-demand",
            "LaunchTemplate spark-cluster-autoscaler-executor-spot",
        ]);
    });

    it("gets Karpenter's pools, settings, charts and image", async () => {
        const resources = await registerOnAws(() =>
            platform({
                nodePools: {
                    driver: { role: "driver", capacity: "on-demand" },
                    executor: { role: "executor", capacity: "spot", cpuLimit: 128 },
                },
                karpenter: { systemNodes: 1, amiVersion: "v20260714" },
                artifacts: {
                    charts: { karpenter: "/charts/karpenter", karpenterCrd: "/charts/crds" },
                    images: { karpenter: "registry.example.com/karpenter:1" },
                },
            }),
        );
        assert.strictEqual(
            only(resources, RELEASE, "spark-karpenter-crds").inputs.chart,
            "/charts/crds",
        );
        const { chart, values } = only(resources, RELEASE, "spark-karpenter").inputs;
        assert.deepStrictEqual(
            [chart, values.replicas, values.controller.image.repository],
            ["/charts/karpenter", 1, "registry.example.com/karpenter"],
        );
        const pools = resources.filter(({ type }) => type.endsWith(":NodePool"));
        assert.deepStrictEqual(
            pools.map(({ name, inputs }) => [name, inputs.spec.limits]),
            [
                ["spark-karpenter-driver", undefined],
                ["spark-karpenter-executor", { cpu: "128" }],
            ],
        );
        const nodeClass = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
        const { inputs } = only(resources, nodeClass, "spark-karpenter-executor-class");
        assert.deepStrictEqual(inputs.spec.amiSelectorTerms, [{ alias: "al2023@v20260714" }]);
    });

    it("gets Cluster Autoscaler's pools, settings, chart and image", async () => {
        const types = { instanceTypes: ["m5.4xlarge"], zones: ["eu-central-1a"] };
        const resources = await registerOnAws(() =>
            platform({
                cluster: { ...someEksCluster(), zones: ["eu-central-1a"] },
                autoscaler: "cluster-autoscaler",
                nodePools: {
                    driver: { role: "driver", capacity: "on-demand", ...types },
                    executor: { role: "executor", capacity: "spot", maxNodes: 7, ...types },
                },
                clusterAutoscaler: { systemNodes: 1, tags: { "cost-centre": "data" } },
                artifacts: {
                    charts: { clusterAutoscaler: "/charts/autoscaler" },
                    images: { clusterAutoscaler: "registry.example.com/autoscaler:v1.35.2" },
                },
            }),
        );
        const { chart, values } = only(resources, RELEASE, "spark-cluster-autoscaler").inputs;
        assert.deepStrictEqual(
            [chart, values.replicaCount, values.image],
            [
                "/charts/autoscaler",
                1,
                { repository: "registry.example.com/autoscaler", tag: "v1.35.2" },
            ],
        );
        const groups = resources.filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
        assert.deepStrictEqual(
            groups.map(({ inputs }) => inputs.tags["cost-centre"]),
            ["data", "data"],
        );
        assert.deepStrictEqual(
            values.autoscalingGroups.map(({ maxSize }: { maxSize: number }) => maxSize).sort(),
            [450, 7],
        );
    });

    it("goes after the jobs that use its nodes", () => {
        const needed = dependenciesOf(only(onKarpenter, JOB));
        assert.deepStrictEqual(
            needed.filter((name) => /NodePool|Release/.test(name)),
            [...POOLS, "Release spark-operator"],
        );
        assert.deepStrictEqual(
            dependenciesOf(only(onGroups, JOB)).filter((name) => name.startsWith("Release")),
            ["Release spark-cluster-autoscaler", "Release spark-operator"],
        );
    });

    it("goes after them also where somebody else runs the operator", async () => {
        const resources = await registerOnAws(() =>
            platformWithJob({ operator: { install: false } }),
        );
        assert.deepStrictEqual(
            dependenciesOf(only(resources, JOB)).filter((name) => /NodePool|Release/.test(name)),
            POOLS,
        );
    });

    it("holds up nothing but jobs, and waits for nothing of the platform", () => {
        for (const resources of [onKarpenter, onGroups]) {
            const own = resources.filter(adds);
            assert.ok(own.length > 10);
            const foreign = own.flatMap(({ dependencies }) =>
                dependencies.map((urn) => urn.split("::").pop() ?? ""),
            );
            assert.deepStrictEqual(
                foreign.filter((name) => !adds({ name })),
                [],
            );
            const held = resources.filter(
                (one) =>
                    !adds(one) &&
                    one.dependencies.some((urn) => adds({ name: urn.split("::").pop() ?? "" })),
            );
            assert.deepStrictEqual(held.map(label), ["SparkApplication pi"]);
        }
    });

    it("is never waited for as a whole: a component would bring its job with it", () => {
        const components = onKarpenter.filter(({ custom }) => !custom).map(label);
        const dependencies = new Set(
            onKarpenter.flatMap((one) => one.dependencies.map(labelOfUrn)),
        );
        assert.deepStrictEqual(
            components.filter((component) => dependencies.has(component)),
            [],
        );
    });

    it("stays in its stack: jobs of others do not wait for it", async () => {
        await registerOnAws(async () => {
            const connection = platform().teamConnections["processing"] ?? assert.fail();
            assert.strictEqual((await valueOf(connection)).ready, undefined);
        });
    });
});

describe("jobs on a SparkPlatform with an autoscaler", () => {
    const ZONES = ["eu-central-1a", "eu-central-1b"];
    const POOL_FACTS = {
        driver: {
            role: "driver",
            zones: ZONES,
            largest: [{ instanceType: "m5.4xlarge", cpuMillis: 15890, memoryMib: 57691 }],
        },
        gpu: {
            role: "executor",
            zones: ["eu-central-1b"],
            largest: [{ instanceType: "m5.large", cpuMillis: 1930, memoryMib: 6903 }],
        },
        executor: {
            role: "executor",
            zones: ZONES,
            largest: [{ instanceType: "m5.large", cpuMillis: 1930, memoryMib: 6903 }],
        },
    };
    const nodePools: SparkPlatformArgs["nodePools"] = {
        driver: { role: "driver", capacity: "on-demand", instanceTypes: ["m5.4xlarge"] },
        gpu: {
            role: "executor",
            capacity: "on-demand",
            instanceTypes: ["m5.large"],
            zones: ["eu-central-1b"],
        },
        executor: { role: "executor", capacity: "spot", instanceTypes: ["m5.large"] },
    };

    /** As another stack reads it from the outputs. */
    async function ofAnotherStack(connection: TeamConnection): Promise<TeamConnection> {
        return JSON.parse(JSON.stringify(await valueOf(connection))) as TeamConnection;
    }

    it("know the pools, and are refused where they fit on no node, also in another stack", async () => {
        const line =
            "  executor.cores: each executor requests 2 CPU and 896Mi of memory, more than any " +
            'node of pool "gpu" or "executor" has (largest: m5.large with 1.93 CPU and 6903Mi of ' +
            "memory): request less, or allow larger nodes there";
        const job = { main: "jobs/pi.py", executor: { cores: 2 } };
        await registerOnAws(async () => {
            const made = platform({ nodePools });
            const team = made.team("processing");
            const other = await ofAnotherStack(made.teamConnections["processing"]!);
            for (const one of [team, other]) {
                assert.deepStrictEqual(one.nodePools, POOL_FACTS);
                // Not looked up: the nodes that there are may be the system's alone.
                assert.deepStrictEqual(one.facts, { labelled: true, zones: ZONES });
                assert.throws(() => new SparkApplication("big", { ...job, team: one }), {
                    message: `SparkApplication "big" has 1 problem:\n${line}`,
                });
            }
            assert.throws(
                () => new ScheduledSparkApplication("big", { ...job, team, schedule: "@daily" }),
                { message: `ScheduledSparkApplication "big" has 1 problem:\n${line}` },
            );
        });
    });

    it("go to the nodes and the zone of the pool that they name", async () => {
        const resources = await registerOnAws(() => {
            const team = platform({ nodePools }).team("processing");
            const executor = { pool: "gpu" };
            new SparkApplication("pi", { team, main: "jobs/pi.py", executor });
        });
        const { affinity } = only(resources, JOB).inputs.spec.executor.template.spec;
        const rule = (key: string, value: string) => ({ key, operator: "In", values: [value] });
        const matchExpressions = [
            rule("spark-platform.dev/role", "executor"),
            rule("spark-platform.dev/pool", "gpu"),
            rule("topology.kubernetes.io/zone", "eu-central-1b"),
        ];
        assert.deepStrictEqual(affinity, {
            nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerms: [{ matchExpressions }],
                },
            },
        });
    });
});

/** Of pools that are for drivers alone. */
const NO_EXECUTORS =
    'nodePools: has no pool for executors, so no job could run: add "executor: ' +
    '{role: executor, capacity: spot}"';

describe("a SparkPlatform whose autoscaler could not work", () => {
    const driver = { role: "driver", capacity: "on-demand" };
    const executor = { role: "executor", capacity: "spot" };
    const onKubernetes = () => someCluster();
    const onEks = () => someEksCluster();

    /** Arguments, and all that is said of them. */
    const cases: [string, () => object, object, string[]][] = [
        [
            "Karpenter on another cluster",
            onKubernetes,
            { autoscaler: "karpenter", nodePools: { driver } },
            [
                'autoscaler: "karpenter" adds EC2 instances, and the cluster is not on EKS: ' +
                    'use "none"',
                NO_EXECUTORS,
            ],
        ],
        [
            "Cluster Autoscaler on another cluster",
            onKubernetes,
            { autoscaler: "cluster-autoscaler" },
            [
                'autoscaler: "cluster-autoscaler" adds EC2 instances, and the cluster is not on ' +
                    'EKS: use "none"',
            ],
        ],
        [
            "an unknown one",
            onEks,
            { autoscaler: "karpentr", nodePools: { driver }, clusterAutoscaler: {} },
            [
                'autoscaler: unknown autoscaler "karpentr"; did you mean "karpenter"? ' +
                    "(known: karpenter, cluster-autoscaler, none)",
                NO_EXECUTORS,
            ],
        ],
        [
            "settings of the other one",
            onEks,
            { clusterAutoscaler: { systemNodes: 3 } },
            [
                'clusterAutoscaler: is for the autoscaler "cluster-autoscaler", and this one is ' +
                    '"karpenter": remove it, or set autoscaler to "cluster-autoscaler"',
            ],
        ],
        [
            "settings of both",
            onEks,
            { autoscaler: "cluster-autoscaler", karpenter: {}, clusterAutoscaler: {} },
            [
                'karpenter: is for the autoscaler "karpenter", and this one is ' +
                    '"cluster-autoscaler": remove it, or set autoscaler to "karpenter"',
            ],
        ],
        [
            "pools and settings for none",
            onEks,
            { autoscaler: "none", nodePools: { driver, executor }, karpenter: {} },
            [
                'karpenter: is for the autoscaler "karpenter", and this one is "none": remove ' +
                    'it, or set autoscaler to "karpenter"',
                'nodePools: has no effect with the autoscaler "none", which adds no nodes: remove ' +
                    "it, and label your existing nodes with spark-platform.dev/role " +
                    "(driver, executor) and spark-platform.dev/capacity (on-demand, spot)",
            ],
        ],
        [
            "wrong settings and pools, each once",
            onEks,
            {
                karpenter: {
                    identity: "irsa",
                    systemNode: 1,
                    tags: { "karpenter.sh/nodepool": "x" },
                    amiVersion: "v20250807",
                },
                nodePools: {
                    driver: { ...driver, capacity: "spot", fastImagePull: true },
                    executor: { ...executor, minNodes: 1, fastImagePull: true },
                },
                artifacts: { charts: { karpenterCrds: "x" }, images: { karpenter: [] } },
            },
            [
                'karpenter.systemNode: unknown key "systemNode"; did you mean "systemNodes"? ' +
                    "(known: identity, systemNodes, tags, amiVersion)",
                'karpenter.tags["karpenter.sh/nodepool"]: "karpenter.sh/nodepool" is a tag key ' +
                    "that Karpenter sets itself: choose another",
                'artifacts.charts.karpenterCrds: unknown key "karpenterCrds"; did you mean ' +
                    '"karpenterCrd"? (known: sparkOperator, karpenter, karpenterCrd, ' +
                    "clusterAutoscaler)",
                "artifacts.images.karpenter: [] is not a non-empty string",
                'karpenter.amiVersion: "v20250807" is too old for fastImagePull ' +
                    "(nodePools.driver, nodePools.executor): some releases before v20260512 ignore " +
                    "it, and with others nodes never become ready. Use a newer release, or remove " +
                    "one of the two settings",
                'karpenter.identity: "irsa" needs the cluster\'s OIDC provider in IAM: set ' +
                    'oidcProvider, or use "pod-identity"',
                'nodePools.driver.capacity: cannot be "spot" for drivers: a job ends with its ' +
                    "driver, so drivers are never placed on nodes that can be interrupted; use " +
                    '"on-demand"',
                "nodePools.executor.minNodes: is for the node groups of Cluster Autoscaler, " +
                    "which Karpenter does not use: remove it",
            ],
        ],
        [
            "wrong settings of Cluster Autoscaler",
            onEks,
            {
                autoscaler: "cluster-autoscaler",
                clusterAutoscaler: { identity: "irsa" },
                nodePools: [],
            },
            [
                'clusterAutoscaler.identity: "irsa" needs the cluster\'s OIDC provider in IAM: ' +
                    'set oidcProvider, or use "pod-identity"',
                "nodePools: [] is not a map of keys and values (e.g. { NAME: { role: driver, capacity: on-demand } })",
            ],
        ],
        [
            "a cluster that it does not fit",
            () => ({ ...someEksCluster({ version: "1.29" }), zones: ["eu-central-1c"] }),
            {},
            [
                'cluster.eks.version: Kubernetes "1.29" is not supported by Karpenter 1.14.1: ' +
                    'use "1.33", "1.34", "1.35" or "1.36"',
                'cluster.zones: "eu-central-1c" has no subnet for nodes (zones with one: ' +
                    "eu-central-1a, eu-central-1b)",
            ],
        ],
    ];
    for (const [name, on, args, expected] of cases) {
        it(`is refused: ${name}`, async () => {
            const count = expected.length === 1 ? "1 problem" : `${expected.length} problems`;
            const lines = expected.map((line) => `  ${line}`);
            await registerOnAws(() => {
                const cluster = on();
                assert.throws(() => platform({ cluster, ...args } as Partial<SparkPlatformArgs>), {
                    message: [`SparkPlatform "spark" has ${count}:`, ...lines].join("\n"),
                });
            });
        });
    }
});
