import assert from "node:assert/strict";
import { SparkOperator } from "../../../components";
import { someCluster } from "../../support/cluster";
import { only, register, valueOf } from "../../support/mocks";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const NAMESPACE = "kubernetes:core/v1:Namespace";

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
        assert.deepStrictEqual(names(release.dependencies).sort(), ["op-crds", "op-namespace"]);
        // With fixed names the old release has to go before its replacement comes.
        assert.ok(crds.deleteBeforeReplace && release.deleteBeforeReplace);
    });

    it("marks its namespace as made by this stack", async () => {
        const namespace = only(await register(operator()), NAMESPACE);
        assert.deepStrictEqual(namespace.inputs.metadata, {
            name: "spark-operator",
            labels: { "app.kubernetes.io/managed-by": "spark-platform" },
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

    it("is sized for a load, where one's own values win", async () => {
        const load = { jobsPerMinute: 120, concurrentJobs: 1000 };
        const values = { webhook: { replicas: 1 } };
        const { inputs } = only(await register(operator({ load, values })), RELEASE, "op");
        assert.strictEqual(inputs.values.controller.workers, 16);
        assert.strictEqual(inputs.values.controller.resources.requests.cpu, "28");
        assert.strictEqual(inputs.values.webhook.replicas, 1);
    });

    it("is ready at once where there is no cluster to wait for", async () => {
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
