import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SparkTeam } from "../../../components/team/sparkTeam";
import { SparkTeamOptions } from "../../../components/team/sparkTeamOptions";
import { someCluster } from "../../../testkit/cluster";
import { only, register, Registered, valueOf } from "../../../testkit/mocks";

type Options = Omit<SparkTeamOptions, "cluster">;

const NAMESPACE = "kubernetes:core/v1:Namespace";
const SERVICE_ACCOUNT = "kubernetes:core/v1:ServiceAccount";
const QUOTA = "kubernetes:core/v1:ResourceQuota";
const LIMIT_RANGE = "kubernetes:core/v1:LimitRange";
const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const ROLE = "kubernetes:rbac.authorization.k8s.io/v1:Role";
const ROLE_BINDING = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";

const CLASSES = { driver: "spark-driver", executor: "spark-executor" };

async function registerTeam(name: string, options: Options = {}, preview = false) {
    let team: SparkTeam | undefined;
    const resources = await register(
        () => {
            team = new SparkTeam(name, { cluster: someCluster(), ...options });
        },
        { preview },
    );
    assert.ok(team);
    return { team, resources };
}

function configMap(resources: Registered[], suffix: string): Registered {
    return only(resources, "kubernetes:core/v1:ConfigMap", `processing-${suffix}`);
}

/** Types and names of everything that a team creates. */
function all(resources: Registered[]): string[] {
    return resources
        .filter(({ type }) => type.startsWith("kubernetes:"))
        .map(({ type, name }) => `${type.split(":").pop() ?? ""} ${name}`)
        .sort();
}

/** Metadata of an object in the namespace. */
function metadata(name: string) {
    return {
        name,
        namespace: "processing",
        labels: { "spark-platform.dev/team": "processing" },
        annotations: {
            "pulumi.com/deletionPropagationPolicy": "background",
            "spark-platform.dev/stack": "project/stack",
        },
    };
}

const ALWAYS = [
    "ConfigMap processing-log4j2",
    "ConfigMap processing-metrics",
    "ConfigMap processing-spark-defaults",
    "Namespace processing",
    "NetworkPolicy processing-default-deny-ingress",
    "NetworkPolicy processing-spark-metrics",
    "NetworkPolicy processing-spark-submitted",
    "ResourceQuota processing-objects",
    "ResourceQuota processing-system-priorities",
    "Role processing-driver",
    "RoleBinding processing-driver",
    "ServiceAccount processing",
];

describe("SparkTeam", () => {
    const sets: [string, Options, string[]][] = [
        ["nothing else", {}, []],
        [
            "a quota, and defaults for containers",
            { quota: { cpu: "4" } },
            ["LimitRange processing-limits", "ResourceQuota processing-quota"],
        ],
        [
            "a quota for drivers",
            { quota: { drivers: 2 }, priorityClasses: CLASSES },
            ["ResourceQuota processing-drivers"],
        ],
        [
            "a role per mode of submission, a binding per submitter, and their accounts",
            {
                submitters: [
                    { name: "airflow", orchestrator: true },
                    { name: "ci", mode: "spark-submit" },
                    { name: "worker", namespace: "airflow", orchestrator: true },
                    { name: "data", kind: "group" },
                ],
            },
            [
                "Role processing-spark-submitter",
                "Role processing-spark-submitter-orchestrator",
                "Role processing-spark-submitter-spark-submit",
                "RoleBinding processing-submitter-airflow",
                "RoleBinding processing-submitter-airflow-worker-cb9ef868",
                "RoleBinding processing-submitter-ci",
                "RoleBinding processing-submitter-group-data-216a8733",
                "ServiceAccount processing-submitter-airflow",
                "ServiceAccount processing-submitter-ci",
            ],
        ],
    ];
    for (const [what, options, more] of sets) {
        it(`creates what every team has and ${what}`, async () => {
            const { resources } = await registerTeam("processing", options);
            assert.deepStrictEqual(all(resources), [...ALWAYS, ...more].sort());
        });
    }

    it("labels the namespace with its owner, its Pod Security Standard and the user's labels", async () => {
        const { resources } = await registerTeam("processing", {
            labels: { owner: "data" },
            podSecurity: "baseline",
        });
        assert.deepStrictEqual(only(resources, NAMESPACE).inputs["metadata"], {
            name: "processing",
            labels: {
                owner: "data",
                "app.kubernetes.io/managed-by": "spark-platform",
                "pod-security.kubernetes.io/enforce": "baseline",
                "pod-security.kubernetes.io/enforce-version": "latest",
                "pod-security.kubernetes.io/warn": "baseline",
                "pod-security.kubernetes.io/warn-version": "latest",
                "spark-platform.dev/team": "processing",
            },
            annotations: { "spark-platform.dev/stack": "project/stack" },
        });
    });

    it("binds the drivers' account to its permissions, in its namespace only", async () => {
        const { resources } = await registerTeam("processing");
        assert.deepStrictEqual(only(resources, SERVICE_ACCOUNT).inputs, {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: metadata("spark"),
        });
        assert.deepStrictEqual(only(resources, ROLE).inputs["metadata"], metadata("spark-driver"));
        assert.deepStrictEqual(only(resources, ROLE_BINDING).inputs, {
            apiVersion: "rbac.authorization.k8s.io/v1",
            kind: "RoleBinding",
            metadata: metadata("spark-driver"),
            roleRef: {
                apiGroup: "rbac.authorization.k8s.io",
                kind: "Role",
                name: "spark-driver",
            },
            subjects: [{ kind: "ServiceAccount", name: "spark", namespace: "processing" }],
        });
    });

    it("limits the requests of pods, and the number of running drivers", async () => {
        const { resources } = await registerTeam("processing", {
            quota: { cpu: "4", memory: "8Gi", drivers: 2 },
            priorityClasses: { ...CLASSES, driver: pulumi.output("my-driver") },
        });
        const { metadata: quotaMetadata, spec } = only(resources, QUOTA, "processing-quota").inputs;
        const counted = (name: string) => {
            const { annotations, ...rest } = metadata(name);
            const waitFor = "jsonpath={$.status[?@ == $.spec.hard]}";
            return { ...rest, annotations: { ...annotations, "pulumi.com/waitFor": waitFor } };
        };
        assert.deepStrictEqual(quotaMetadata, counted("spark-quota"));
        assert.deepStrictEqual(spec, {
            hard: { "requests.cpu": "4", "requests.memory": "8Gi", "limits.memory": "8Gi" },
        });
        const drivers = only(resources, QUOTA, "processing-drivers").inputs;
        assert.deepStrictEqual(drivers["metadata"], counted("spark-drivers"));
        assert.deepStrictEqual(drivers["spec"], {
            hard: { pods: "2" },
            scopeSelector: {
                matchExpressions: [
                    { scopeName: "PriorityClass", operator: "In", values: ["my-driver"] },
                ],
            },
        });
        assert.deepStrictEqual(
            only(resources, LIMIT_RANGE).inputs["metadata"],
            metadata("spark-limits"),
        );
    });

    it("denies ingress by default", async () => {
        const { resources } = await registerTeam("processing");
        assert.deepStrictEqual(only(resources, POLICY, "processing-default-deny-ingress").inputs, {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: metadata("default-deny-ingress"),
            spec: { podSelector: {}, policyTypes: ["Ingress"] },
        });
    });

    it("creates and binds a submitter's account", async () => {
        const { resources } = await registerTeam("processing", {
            submitters: [{ name: "ci", mode: "spark-submit" }],
            sparkVersion: "4.2.0",
        });
        assert.deepStrictEqual(only(resources, SERVICE_ACCOUNT, "processing-submitter-ci").inputs, {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: metadata("ci"),
            automountServiceAccountToken: false,
        });
        assert.deepStrictEqual(only(resources, ROLE_BINDING, "processing-submitter-ci").inputs, {
            apiVersion: "rbac.authorization.k8s.io/v1",
            kind: "RoleBinding",
            metadata: metadata("spark-submitter-ci"),
            roleRef: {
                apiGroup: "rbac.authorization.k8s.io",
                kind: "Role",
                name: "spark-submitter-spark-submit",
            },
            subjects: [{ kind: "ServiceAccount", name: "ci", namespace: "processing" }],
        });
        const role = only(resources, ROLE, "processing-spark-submitter-spark-submit");
        assert.deepStrictEqual(role.inputs["rules"].at(-1), {
            apiGroups: ["networking.k8s.io"],
            resources: ["networkpolicies"],
            verbs: ["create", "patch"],
        });
    });

    it("names ConfigMaps after their content, so that a change creates new ones", async () => {
        const { resources } = await registerTeam("processing");
        for (const base of ["log4j2", "metrics", "spark-defaults"]) {
            const map = configMap(resources, base);
            assert.match(map.inputs["metadata"].name, new RegExp(`^${base}-[0-9a-f]{8}$`));
            assert.strictEqual(map.inputs["immutable"], true);
        }
    });

    it("reads a namespace that it must not create, and leaves it as it is", async () => {
        const { team, resources } = await registerTeam("processing", { createNamespace: false });
        assert.deepStrictEqual(
            all(resources),
            ALWAYS.filter((resource) => resource !== "Namespace processing"),
        );
        assert.strictEqual(team.namespaceResource, undefined);
        assert.strictEqual(await valueOf(team.connection.namespace), "processing");
    });

    const levels: [Options, string][] = [
        [{}, "INFO"],
        [{ environment: "staging" }, "WARN"],
        [{ environment: "prod" }, "ERROR"],
        [{ environment: "prod", logLevel: "DEBUG" }, "DEBUG"],
    ];
    for (const [options, level] of levels) {
        it(`logs at ${level} with ${JSON.stringify(options)}`, async () => {
            const { resources } = await registerTeam("processing", options);
            const file = configMap(resources, "log4j2").inputs["data"]["log4j2.properties"];
            assert.ok(file.includes(`rootLogger.level = \${sys:rootLogLevel:-${level}}\n`), file);
        });
    }

    it("merges the library's, the platform's and the team's properties for spark-submit", async () => {
        const { resources } = await registerTeam("processing", {
            platformConf: { "spark.a": "platform", "spark.b": "platform" },
            sparkConf: { "spark.b": "team", "spark.decommission.enabled": "false" },
        });
        assert.deepStrictEqual(configMap(resources, "spark-defaults").inputs["data"], {
            "spark-defaults.conf": [
                "# Written by spark-platform.",
                "spark.a platform",
                "spark.b team",
                "spark.decommission.enabled false",
                "spark.executor.decommission.killInterval 110s",
                "spark.kubernetes.authenticate.driver.serviceAccountName spark",
                "spark.kubernetes.driver.requestTimeout 30000",
                "spark.kubernetes.executor.enablePollingWithResourceVersion true",
                "spark.kubernetes.executor.terminationGracePeriodSeconds 120s",
                "spark.kubernetes.namespace processing",
                "spark.kubernetes.submission.requestTimeout 30000",
                "spark.storage.decommission.enabled true",
                "spark.ui.prometheus.enabled true",
                "",
            ].join("\n"),
        });
    });

    for (const preview of [false, true]) {
        it(`gives jobs everything they need, ${preview ? "in a preview" : "in an update"}`, async () => {
            const options: Options = {
                platformConf: { "spark.a": "platform" },
                sparkConf: { "spark.b": "team" },
                quota: { cpu: "4", drivers: 1 },
                podSecurity: "privileged",
                priorityClasses: CLASSES,
                image: "registry.example.com/spark:1",
                jobDefaults: { imagePullSecrets: [pulumi.output("registry")] },
                serviceAccount: { annotations: { "azure.workload.identity/client-id": "1" } },
            };
            const { team, resources } = await registerTeam("processing", options, preview);
            const { provider, ...connection } = team.connection;
            assert.ok(provider);
            assert.deepStrictEqual(await valueOf(connection), {
                team: "processing",
                namespace: "processing",
                access: undefined,
                tableFormat: undefined,
                lakehouse: undefined,
                createdNamespace: true,
                serviceAccount: "spark",
                log4j2ConfigMap: configMap(resources, "log4j2").inputs["metadata"].name,
                metricsConfigMap: configMap(resources, "metrics").inputs["metadata"].name,
                identity: undefined,
                platformConf: { "spark.a": "platform" },
                sparkConf: { "spark.b": "team" },
                logLevel: "INFO",
                logFormat: "text",
                podSecurity: "privileged",
                quota: { cpu: "4", drivers: 1 },
                priorityClasses: CLASSES,
                image: "registry.example.com/spark:1",
                facts: { labelled: true, zones: ["a", "b"] },
                jobDefaults: { imagePullSecrets: ["registry"] },
                podLabels: { "azure.workload.identity/use": "true" },
                nodePools: undefined,
                kubeconfig: undefined,
            });
        });
    }

    it("is restricted and has the limits of every team by default", async () => {
        const { team } = await registerTeam("processing");
        const { podSecurity, quota, priorityClasses, platformConf, sparkConf } = team.connection;
        assert.deepStrictEqual(
            { podSecurity, quota, priorityClasses, platformConf, sparkConf },
            {
                podSecurity: "restricted",
                quota: {},
                priorityClasses: undefined,
                platformConf: undefined,
                sparkConf: undefined,
            },
        );
    });

    it("gives jobs the account only once its permissions and all limits exist", async () => {
        const { team } = await registerTeam("processing", { quota: { cpu: "4" } });
        const { serviceAccount } = team.connection;
        const resources = await (
            serviceAccount as unknown as { allResources(): Promise<Set<pulumi.Resource>> }
        ).allResources();
        const urns = await Promise.all([...resources].map(({ urn }) => valueOf(urn)));
        const needed = urns.map((urn) => {
            const [type = "", name = ""] = urn.split("::").slice(-2);
            return `${type.split(":").pop() ?? ""} ${name}`;
        });
        assert.deepStrictEqual(needed.sort(), [
            "LimitRange processing-limits",
            "NetworkPolicy processing-default-deny-ingress",
            "NetworkPolicy processing-spark-metrics",
            "NetworkPolicy processing-spark-submitted",
            "ResourceQuota processing-objects",
            "ResourceQuota processing-quota",
            "ResourceQuota processing-system-priorities",
            "RoleBinding processing-driver",
            "ServiceAccount processing",
        ]);
    });

    it("reports wrong arguments in one message without a stack trace", async () => {
        await register(() => {
            const options = { cluster: someCluster(), logLevel: "LOUD" as never };
            assert.throws(
                () => new SparkTeam("Processing", options),
                (error: Error) =>
                    pulumi.RunError.isInstance(error) &&
                    error.message.startsWith('SparkTeam "Processing" has 2 problems:\n'),
            );
        });
    });

    it("rejects a limit on drivers that cannot be distinguished from other pods", async () => {
        await register(() => {
            const quota = { drivers: 2 };
            const options = { cluster: someCluster(), team: "processing", quota };
            assert.throws(() => new SparkTeam("mine", options), {
                message:
                    'SparkTeam "mine" has 1 problem:\n' +
                    "  processing.quota.drivers: needs priorityClasses, which distinguish drivers " +
                    "from other pods: name existing ones, or create the team with a SparkPlatform, " +
                    "which creates them",
            });
        });
    });
});
