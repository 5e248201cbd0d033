import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { SparkOperator } from "../../../components";
import { teamOperatorValues, webhookValues } from "../../../components/operator/chart/values";
import {
    controllerRules,
    ownNamespaceRules,
} from "../../../components/operator/rbac/controllerRules";
import { imageByDigest, sources } from "../../../components/versions";
import { someCluster } from "../../../testkit/cluster";
import { only, register, Registered, valueOf } from "../../../testkit/mocks";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const NAMESPACE = "kubernetes:core/v1:Namespace";
const ROLE = "kubernetes:rbac.authorization.k8s.io/v1:Role";
const BINDING = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";

const flags = { hasIngresses: false, hasBatchScheduler: false };

function operator(options: object = {}) {
    return () =>
        new SparkOperator("op", {
            cluster: someCluster(),
            jobNamespaces: ["processing"],
            ...options,
        });
}

describe("SparkOperator", () => {
    it("installs the CRDs, and then the operator without them", async () => {
        const resources = await register(operator());
        const crds = only(resources, RELEASE, "op-crds");
        assert.deepStrictEqual(crds.inputs, {
            compat: "true",
            name: "spark-operator-crds",
            namespace: "spark-operator",
            chart: "./charts/spark-operator-crds",
            skipAwait: true,
        });
        const release = only(resources, RELEASE, "op");
        const { values, ...inputs } = release.inputs;
        assert.deepStrictEqual(inputs, {
            compat: "true",
            name: "spark-operator",
            namespace: "spark-operator",
            chart: "spark-operator",
            version: "2.5.2",
            repositoryOpts: { repo: "https://kubeflow.github.io/spark-operator" },
            skipAwait: true,
            skipCrds: true,
        });
        assert.deepStrictEqual(values.spark.jobNamespaces, ["processing"]);

        const names = (dependencies: string[]) => dependencies.map((urn) => urn.split("::").pop());
        assert.deepStrictEqual(names(crds.dependencies), ["op-namespace"]);
        assert.deepStrictEqual(names(release.dependencies).sort(), [
            "op-crds",
            "op-default-deny-ingress",
            "op-lock",
            "op-metrics",
            "op-namespace",
            "op-team-processing",
            "op-webhook",
        ]);
        // With fixed names the old release has to go before its replacement comes.
        assert.ok(crds.deleteBeforeReplace && release.deleteBeforeReplace);
    });

    it("marks its namespace as created by this stack", async () => {
        const namespace = only(await register(operator()), NAMESPACE);
        assert.deepStrictEqual(namespace.inputs.metadata, {
            name: "spark-operator",
            labels: {
                "app.kubernetes.io/managed-by": "spark-platform",
                "pod-security.kubernetes.io/enforce": "restricted",
                "pod-security.kubernetes.io/enforce-version": "latest",
                "pod-security.kubernetes.io/warn": "restricted",
                "pod-security.kubernetes.io/warn-version": "latest",
            },
            annotations: { "spark-platform.dev/stack": "project/stack" },
        });
    });

    it("can use an existing namespace, and another chart and image", async () => {
        const resources = await register(
            operator({
                namespace: "operators",
                createNamespace: false,
                chart: "/charts/op",
                image: "registry.example.com/op:1",
            }),
        );
        assert.deepStrictEqual(
            resources.filter(({ type }) => type === NAMESPACE),
            [],
        );
        const { inputs } = only(resources, RELEASE, "op");
        assert.strictEqual(inputs.namespace, "operators");
        assert.strictEqual(inputs.chart, "/charts/op");
        assert.strictEqual(inputs.version, undefined);
        assert.deepStrictEqual(inputs.values.image, {
            registry: "registry.example.com",
            repository: "op",
            tag: "1",
        });
    });

    it("is sized for a load, overridden by the user's own values", async () => {
        const load = { jobsPerMinute: 150, concurrentJobs: 1000 };
        const values = { webhook: { replicas: 1 } };
        const { inputs } = only(await register(operator({ load, values })), RELEASE, "op");
        assert.strictEqual(inputs.values.controller.workers, 13);
        assert.strictEqual(inputs.values.controller.resources.requests.cpu, "17.5");
        assert.strictEqual(inputs.values.webhook.replicas, 1);
    });

    const named = ({ urn }: { urn: string }) => urn.split("::").pop() ?? "";
    const dependenciesOf = ({ dependencies }: Registered) =>
        dependencies.map((urn) => named({ urn })).sort();
    /** Kinds, logical names and namespaces of what is registered beside releases. */
    const objectsOf = (resources: Registered[]) =>
        resources
            .filter(
                ({ type, custom }) => custom && type.startsWith("kubernetes:") && type !== RELEASE,
            )
            .map(({ type, name, inputs }) =>
                [type.split(":").pop(), name, inputs.metadata?.namespace].filter(Boolean).join(" "),
            )
            .sort();

    it("has permissions in each namespace for its one account, and in its own", async () => {
        const resources = await register(operator({ jobNamespaces: ["beta", "alpha", "beta"] }));
        assert.deepStrictEqual(objectsOf(resources), [
            "Namespace op-namespace",
            "NetworkPolicy op-default-deny-ingress spark-operator",
            "NetworkPolicy op-metrics spark-operator",
            "NetworkPolicy op-webhook spark-operator",
            "Role op-lock spark-operator",
            "Role op-team-alpha alpha",
            "Role op-team-beta beta",
            "RoleBinding op-lock spark-operator",
            "RoleBinding op-team-alpha alpha",
            "RoleBinding op-team-beta beta",
        ]);
        const annotations = { "pulumi.com/deletionPropagationPolicy": "background" };
        const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "Role" };
        const subject = {
            kind: "ServiceAccount",
            name: "spark-operator-controller",
            namespace: "spark-operator",
        };
        const common = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding" };
        assert.deepStrictEqual(only(resources, BINDING, "op-team-alpha").inputs, {
            ...common,
            metadata: { name: "spark-platform-operator", namespace: "alpha", annotations },
            roleRef: { ...roleRef, name: "spark-platform-operator" },
            subjects: [subject],
        });
        const lock = "spark-operator-controller-lock";
        assert.deepStrictEqual(only(resources, BINDING, "op-lock").inputs, {
            ...common,
            metadata: { name: lock, namespace: "spark-operator", annotations },
            roleRef: { ...roleRef, name: lock },
            subjects: [subject],
        });
        const rules = (name: string) => only(resources, ROLE, name).inputs.rules;
        const controller = { account: subject.name, lock, ...flags };
        assert.deepStrictEqual(rules("op-team-beta"), controllerRules(controller));
        assert.deepStrictEqual(rules("op-lock"), ownNamespaceRules(controller, true));
    });

    it("creates nothing in a namespace before what the namespaces depend on", async () => {
        const resources = await register(() => {
            const namespace = new k8s.core.v1.Namespace("made", {});
            const args = { cluster: someCluster(), jobNamespaces: ["made"] };
            new SparkOperator("op", args, { dependsOn: [namespace] });
        });
        assert.deepStrictEqual(dependenciesOf(only(resources, ROLE, "op-team-made")), ["made"]);
        assert.ok(dependenciesOf(only(resources, RELEASE, "op")).includes("made"));
    });

    const teamScope = { scope: "team", jobNamespaces: ["alpha", "beta"] };

    it("is one operator for each team, with one webhook, where its scope is a team", async () => {
        const resources = await register(operator(teamScope));
        const ofTeam = (team: string) => [
            `Lease op-lock-${team} spark-operator`,
            `Role op-lock-${team} spark-operator`,
            `Role op-team-${team} ${team}`,
            `RoleBinding op-lock-${team} spark-operator`,
            `RoleBinding op-team-${team} ${team}`,
        ];
        assert.deepStrictEqual(
            objectsOf(resources),
            [
                "Namespace op-namespace",
                "NetworkPolicy op-default-deny-ingress spark-operator",
                "NetworkPolicy op-metrics spark-operator",
                "NetworkPolicy op-webhook spark-operator",
                ...ofTeam("alpha"),
                ...ofTeam("beta"),
            ].sort(),
        );
        const subjects = ["alpha", "beta"].map(
            (team) => only(resources, BINDING, `op-team-${team}`).inputs.subjects,
        );
        assert.deepStrictEqual(
            subjects,
            ["alpha", "beta"].map((team) => [
                {
                    kind: "ServiceAccount",
                    name: `spark-operator-${team}-controller`,
                    namespace: "spark-operator",
                },
            ]),
        );
        const { rules } = only(resources, ROLE, "op-lock-beta").inputs;
        const lock = "spark-operator-beta-controller-lock";
        assert.deepStrictEqual(rules, ownNamespaceRules({ account: "x", lock, ...flags }, false));

        const image = imageByDigest(sources.sparkOperatorImage);
        const input = { jobNamespaces: ["alpha", "beta"], image };
        const main = only(resources, RELEASE, "op");
        assert.deepStrictEqual(main.inputs.values, webhookValues(input));
        const alpha = only(resources, RELEASE, "op-team-alpha");
        assert.deepStrictEqual(alpha.inputs, {
            ...main.inputs,
            name: "spark-operator-alpha",
            values: teamOperatorValues({ jobNamespaces: ["alpha"], image }, "spark-operator-alpha"),
        });
        assert.ok(alpha.deleteBeforeReplace);
    });

    it("changes who has access to a namespace before any operator starts", async () => {
        const resources = await register(operator(teamScope));
        assert.deepStrictEqual(dependenciesOf(only(resources, RELEASE, "op")), [
            "op-crds",
            "op-default-deny-ingress",
            "op-lock-alpha",
            "op-lock-alpha",
            "op-lock-beta",
            "op-lock-beta",
            "op-metrics",
            "op-namespace",
            "op-team-alpha",
            "op-team-beta",
            "op-webhook",
        ]);
        // After the other release, and not after what other teams have.
        assert.deepStrictEqual(dependenciesOf(only(resources, RELEASE, "op-team-alpha")), [
            "op",
            "op-lock-alpha",
            "op-lock-alpha",
            "op-team-alpha",
        ]);
    });

    it("does not change other teams' permissions when a team is added", async () => {
        const before = await register(operator(teamScope));
        const more = { ...teamScope, jobNamespaces: ["a-new-one", ...teamScope.jobNamespaces] };
        const after = await register(operator(more));
        const changed = before.filter(
            ({ type, name, inputs }) => !isDeepStrictEqual(only(after, type, name).inputs, inputs),
        );
        assert.deepStrictEqual(changed.map(({ name }) => name).sort(), ["op", "op-metrics"]);
    });

    it("leaves the permissions to the chart if the namespaces are not known here", async () => {
        const own = { spark: { jobNamespaces: ["alpha", "other"] } };
        const programs = [
            operator({ jobNamespaces: [pulumi.output("alpha")] }),
            operator({ values: own }),
            operator({ values: { spark: { jobNamespaceSelector: "team" } } }),
        ];
        for (const program of programs) {
            const resources = await register(program);
            const kinds = objectsOf(resources).map((line) => line.split(" ")[0]);
            assert.deepStrictEqual([...new Set(kinds)], ["Namespace", "NetworkPolicy"]);
            const { values } = only(resources, RELEASE, "op").inputs;
            assert.ok(!("rbac" in values.controller));
        }
    });

    it("has the permissions for a batch scheduler, if it has one", async () => {
        const values = { controller: { batchScheduler: { enable: true } } };
        const resources = await register(operator({ ...teamScope, values }));
        const name = "spark-platform-operator-batch-scheduler";
        const type = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding";
        const { inputs } = only(resources, type);
        assert.deepStrictEqual(
            [inputs.metadata.name, inputs.roleRef.name, inputs.subjects.length],
            [name, name, 2],
        );
    });

    it("refuses what is impossible with an operator for each team", async () => {
        await register(() => {
            const options = {
                scope: "team",
                jobNamespaces: ["alpha", pulumi.output("beta")],
                values: { spark: { jobNamespaces: ["x"], jobNamespaceSelector: "y" } },
            };
            const advice =
                'cannot be set with scope "team", where each operator serves one team\'s ' +
                'namespace: remove it, or set scope to "platform"';
            assert.throws(operator(options), {
                message: [
                    'SparkOperator "op" has 3 problems:',
                    `  values.spark.jobNamespaces: ${advice}`,
                    `  values.spark.jobNamespaceSelector: ${advice}`,
                    '  jobNamespaces[1]: must be a plain string with scope "team", because it ' +
                        "becomes part of resource names: pass the name itself, and what creates the " +
                        "namespace in dependsOn",
                ].join("\n"),
            });
            assert.throws(operator({ scope: "teams" }), {
                message:
                    'SparkOperator "op" has 1 problem:\n' +
                    '  scope: unknown operator scope "teams"; did you mean "team"? ' +
                    "(known: platform, team)",
            });
        });
    });

    it("is ready immediately if there is no cluster to wait for", async () => {
        for (const preview of [true, false]) {
            await register(
                async () => {
                    assert.strictEqual(await valueOf(operator()().ready), "spark-operator");
                },
                { preview },
            );
        }
    });

    it("refuses wrong arguments", async () => {
        await register(() => {
            const load = { jobsPerMinute: 0, concurrentJobs: 1 };
            assert.throws(operator({ namespace: "Spark", createNamespace: "no", load }), {
                message:
                    'SparkOperator "op" has 3 problems:\n' +
                    '  namespace: "Spark" is not a DNS label: use 1-63 lower-case letters, digits ' +
                    'and "-", beginning and ending with a letter or digit (e.g. "data-science")\n' +
                    '  createNamespace: "no" is not true or false\n' +
                    "  load.jobsPerMinute: 0 is not a whole number of 1 or more",
            });
        });
    });
});
