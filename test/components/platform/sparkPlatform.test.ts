import assert from "node:assert/strict";
import { ClusterConnection, SparkPlatform, SparkPlatformArgs } from "../../../components";
import { someCluster } from "../../../testkit/cluster";
import { only, register, Registered, valueOf } from "../../../testkit/mocks";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const POLICY = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy";
const BINDING = `${POLICY}Binding`;
const PRIORITY_CLASS = "kubernetes:scheduling.k8s.io/v1:PriorityClass";

function platform(args: Partial<SparkPlatformArgs> = {}): SparkPlatform {
    const teams = { processing: {}, analytics: { logLevel: "DEBUG" as const } };
    return new SparkPlatform("spark", { cluster: someCluster(), teams, ...args });
}

function refuses(args: object, ...problems: string[]): void {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    assert.throws(() => platform(args), {
        message: [
            `SparkPlatform "spark" has ${count}:`,
            ...problems.map((problem) => `  ${problem}`),
        ].join("\n"),
    });
}

/** Logical names of what a resource depends on. */
function dependenciesOf({ dependencies }: Registered): string[] {
    return dependencies.map((urn) => urn.split("::").pop() ?? "").sort();
}

describe("SparkPlatform", () => {
    it("has one operator, which serves the namespaces of all teams", async () => {
        const resources = await register(() => platform());
        const release = only(resources, RELEASE, "spark-operator");
        assert.deepStrictEqual(release.inputs.values.spark.jobNamespaces, [
            "analytics",
            "processing",
        ]);
        assert.deepStrictEqual(dependenciesOf(release), [
            ...["pods", "scheduledsparkapplications", "services"].map(
                (kind) => `spark-admission-${kind}`,
            ),
            ...["sparkapplications", "sparkconnects"].map((kind) => `spark-admission-${kind}`),
            "spark-analytics",
            "spark-operator-crds",
            "spark-operator-default-deny-ingress",
            "spark-operator-lock",
            "spark-operator-metrics",
            "spark-operator-namespace",
            "spark-operator-team-analytics",
            "spark-operator-team-processing",
            "spark-operator-webhook",
            "spark-processing",
        ]);
    });

    it("has permissions in a team's namespace that wait for this namespace alone", async () => {
        const role = "kubernetes:rbac.authorization.k8s.io/v1:Role";
        for (const scope of ["platform", "team"] as const) {
            const resources = await register(() => platform({ operator: { scope } }));
            const made = only(resources, role, "spark-operator-team-analytics");
            assert.deepStrictEqual(dependenciesOf(made), ["spark-analytics"]);
        }
    });

    it("gives every team a namespace", async () => {
        const resources = await register(() => platform());
        const names = resources
            .filter(({ type }) => type === "kubernetes:core/v1:Namespace")
            .map(({ inputs }) => inputs.metadata.name);
        assert.deepStrictEqual(names.sort(), ["analytics", "processing", "spark-operator"]);
    });

    it("has a PriorityClass for drivers, and one for executors", async () => {
        const resources = await register(() => platform());
        const classes = resources.filter(({ type }) => type === PRIORITY_CLASS);
        const common = {
            apiVersion: "scheduling.k8s.io/v1",
            kind: "PriorityClass",
            preemptionPolicy: "Never",
            globalDefault: false,
        };
        const annotations = {
            "pulumi.com/deletionPropagationPolicy": "background",
            "spark-platform.dev/stack": "project/stack",
        };
        assert.deepStrictEqual(
            classes.map(({ name, inputs }) => ({ name, inputs })),
            [
                {
                    name: "spark-driver",
                    inputs: {
                        ...common,
                        metadata: { name: "spark-driver", annotations },
                        value: 1000,
                        description:
                            "Spark drivers: scheduled before executors, never instead of running pods.",
                    },
                },
                {
                    name: "spark-executor",
                    inputs: {
                        ...common,
                        metadata: { name: "spark-executor", annotations },
                        value: 500,
                        description:
                            "Spark executors: scheduled after drivers, never instead of running pods.",
                    },
                },
            ],
        );
    });

    it("limits a team's drivers once the PriorityClass is there", async () => {
        const resources = await register(() =>
            platform({ teams: { processing: { quota: { drivers: 2 } } } }),
        );
        const quota = only(
            resources,
            "kubernetes:core/v1:ResourceQuota",
            "spark-processing-drivers",
        );
        assert.deepStrictEqual(quota.inputs.spec.scopeSelector.matchExpressions[0].values, [
            "spark-driver",
        ]);
        assert.deepStrictEqual(dependenciesOf(quota), ["spark-driver", "spark-processing"]);
    });

    it("makes a team's limits and rights without waiting for the operator", async () => {
        const submitters = [{ name: "ci" }];
        const resources = await register(() =>
            platform({ teams: { processing: { quota: { cpu: "4" }, submitters } } }),
        );
        const namespaced = resources.filter(
            ({ type, inputs }) =>
                type.startsWith("kubernetes:") && inputs.metadata?.namespace === "processing",
        );
        const others = namespaced.flatMap((resource) =>
            dependenciesOf(resource).filter((name) => name !== "spark-processing"),
        );
        assert.ok(namespaced.length > 10);
        // Each binding waits for its role.
        assert.deepStrictEqual(others.sort(), [
            "spark-operator-team-processing",
            "spark-processing-driver",
            "spark-processing-spark-submitter",
        ]);
    });

    it("passes its defaults on to the teams, beside what a team says itself", async () => {
        await register(async () => {
            const { teams } = platform({
                teams: { processing: { sparkConf: { "spark.ui.enabled": "false" } } },
                sparkConf: { "spark.sql.session.timeZone": "UTC" },
                artifacts: { images: { spark: "registry.example.com/spark:1" } },
            });
            const { image, platformConf, sparkConf, priorityClasses } =
                teams["processing"] ?? assert.fail();
            assert.deepStrictEqual(
                await valueOf({ image, platformConf, sparkConf, priorityClasses }),
                {
                    image: "registry.example.com/spark:1",
                    platformConf: { "spark.sql.session.timeZone": "UTC" },
                    sparkConf: { "spark.ui.enabled": "false" },
                    priorityClasses: { driver: "spark-driver", executor: "spark-executor" },
                },
            );
        });
    });

    it("can leave the operator to somebody else", async () => {
        const resources = await register(() => platform({ operator: { install: false } }));
        const withScope = await register(() =>
            platform({ operator: { install: false, scope: "team" } }),
        );
        const operators = withScope.filter(
            ({ type, inputs }) =>
                type === RELEASE ||
                inputs.metadata?.name === "spark-platform-operator" ||
                inputs.metadata?.namespace === "spark-operator",
        );
        assert.deepStrictEqual(operators, []);
        assert.deepStrictEqual(
            resources.filter(({ type }) => type === RELEASE),
            [],
        );
    });

    it("has admission policies for the namespaces of its teams, whoever's operator it is", async () => {
        for (const operator of [{}, { install: false }]) {
            const resources = await register(() => platform({ operator }));
            const policies = resources.filter(({ type }) => type === POLICY);
            const bindings = resources.filter(({ type }) => type === BINDING);
            const kinds = [
                ...["pods", "scheduledsparkapplications", "services"],
                ...["sparkapplications", "sparkconnects"],
            ];
            assert.deepStrictEqual(
                policies.map(({ inputs }) => inputs.metadata.name).sort(),
                kinds.map((kind) => `spark-platform-607becd1-${kind}`),
            );
            assert.deepStrictEqual(
                bindings.map(({ inputs }) => inputs.spec.policyName).sort(),
                kinds.map((kind) => `spark-platform-607becd1-${kind}`),
            );
            for (const { inputs, name, dependencies } of bindings) {
                assert.deepStrictEqual(
                    inputs.spec.matchResources.namespaceSelector.matchExpressions[0].values,
                    ["analytics", "processing"],
                );
                assert.deepStrictEqual(dependenciesOf({ dependencies } as Registered), [name]);
            }
        }
    });

    it("goes without admission policies only where it is told to, and without anything to wait for", async () => {
        const resources = await register(() => {
            const { teams } = platform({ operator: { install: false, admission: false } });
            assert.strictEqual(teams["processing"]?.ready, undefined);
        });
        const types = resources.map(({ type }) => type);
        assert.ok(!types.includes(POLICY) && !types.includes(BINDING));
    });

    it("takes the operator's chart and image from elsewhere", async () => {
        const resources = await register(() =>
            platform({
                operator: { namespace: "operators", values: { controller: { workers: 2 } } },
                artifacts: {
                    charts: { sparkOperator: "/charts/op" },
                    images: { sparkOperator: "registry.example.com/op:1" },
                },
            }),
        );
        const { inputs } = only(resources, RELEASE, "spark-operator");
        assert.strictEqual(inputs.chart, "/charts/op");
        assert.strictEqual(inputs.namespace, "operators");
        assert.strictEqual(inputs.values.controller.workers, 2);
        assert.strictEqual(inputs.values.image.repository, "op");
    });

    it("finds a team by its name, or says which there are", async () => {
        await register(async () => {
            const spark = platform();
            assert.strictEqual(await valueOf(spark.team("processing").namespace), "processing");
            assert.throws(() => spark.team("procesing"), {
                message:
                    'unknown team "procesing"; did you mean "processing"? ' +
                    "(known: processing, analytics)",
            });
        });
    });

    it("refuses a team's buckets outside of EKS, by the team's path", async () => {
        const teams = { processing: { access: [{ bucket: "lake" }] }, analytics: {} };
        await assert.rejects(
            register(() => platform({ cluster: someCluster(), teams })),
            {
                message:
                    'SparkPlatform "spark" has 1 problem:\n' +
                    "  teams.processing.access: needs an EKS cluster or `lakehouse.objectStore`: for any other object store, " +
                    "keep its credentials in a Kubernetes Secret, and name that in `secretEnv` of " +
                    "driver and executor",
            },
        );
    });

    it("tells other stacks what their jobs need, without its own credentials", async () => {
        await register(async () => {
            const cluster: ClusterConnection = { ...someCluster(), kubeconfig: "credentials" };
            const teams = {
                processing: {
                    quota: { cpu: "64", drivers: 2 },
                    sparkConf: { "spark.ui.enabled": "false" },
                },
                analytics: {},
            };
            const sparkConf = { "spark.sql.session.timeZone": "UTC" };
            const { namespaces, teamConnections } = platform({ cluster, teams, sparkConf });
            assert.deepStrictEqual(await valueOf(namespaces), ["processing", "analytics"]);
            const { log4j2ConfigMap, metricsConfigMap, ...connection } = await valueOf(
                teamConnections["processing"] ?? assert.fail(),
            );
            assert.match(String(log4j2ConfigMap), /^log4j2-/);
            assert.match(String(metricsConfigMap), /^metrics-/);
            assert.deepStrictEqual(connection, {
                team: "processing",
                namespace: "processing",
                access: undefined,
                tableFormat: undefined,
                lakehouse: undefined,
                createdNamespace: false,
                serviceAccount: "spark",
                identity: undefined,
                platformConf: { "spark.sql.session.timeZone": "UTC" },
                sparkConf: { "spark.ui.enabled": "false" },
                logLevel: "INFO",
                logFormat: "text",
                podSecurity: "restricted",
                podLabels: undefined,
                jobDefaults: undefined,
                quota: { cpu: "64", drivers: 2 },
                batchSchedulers: [],
                priorityClasses: { driver: "spark-driver", executor: "spark-executor" },
                image: undefined,
                provider: undefined,
                kubeconfig: undefined,
                facts: { labelled: true, zones: ["a", "b"] },
                nodePools: undefined,
            });
        });
    });

    it("looks at its cluster with the stack's credentials, where there are some", async () => {
        await register(async () => {
            const kubeconfigWith = (more: Partial<ClusterConnection>) => {
                const cluster = { ...someCluster(), kubeconfig: "for people", ...more };
                const { kubeconfig = "" } = platform({ cluster }).team("processing");
                return valueOf(kubeconfig);
            };
            assert.equal(await kubeconfigWith({ stackKubeconfig: "own" }), "own");
            assert.equal(await kubeconfigWith({}), "for people");
        });
    });

    it("refuses wrong arguments, all at once", async () => {
        await register(() => {
            refuses(
                {
                    teams: { "kube-x": {}, "spark-operator": {} },
                    autoscaler: "karpentr",
                    environment: "qa",
                    artifacts: { image: {} },
                    operator: { instal: false },
                },
                'teams.kube-x: "kube-x" is a namespace of Kubernetes itself: choose another name',
                'teams.spark-operator: "spark-operator" is the operator\'s namespace: ' +
                    "choose another name",
                'autoscaler: unknown autoscaler "karpentr"; did you mean "karpenter"? ' +
                    "(known: karpenter, cluster-autoscaler, none)",
                'environment: unknown environment "qa" (known: dev, staging, prod)',
                'artifacts.image: unknown key "image"; did you mean "images"? ' +
                    "(known: charts, images)",
                'operator.instal: unknown key "instal"; did you mean "install"? ' +
                    "(known: install, admission, namespace, createNamespace, scope, load, values)",
            );
            refuses(
                { teams: {} },
                'teams: is empty: name at least one team (e.g. "processing: {}")',
            );
            refuses(
                { teams: undefined, cluster: undefined },
                "cluster: is missing: pass a cluster, e.g. a KubeContextCluster",
                "teams: is missing",
            );
        });
    });
});
