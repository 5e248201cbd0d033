import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { operatorChartSource } from "../../../../components/operator/chart/charts";
import { operatorParts } from "../../../../components/operator/chart/parts";
import {
    imageValues,
    mergeValues,
    operatorValues,
    teamOperatorValues,
    webhookValues,
} from "../../../../components/operator/chart/values";

const flags = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
const SHORT_LIVED_JVMS = ["SPARK_LAUNCHER_OPTS", "SPARK_SUBMIT_OPTS"].map((name) => ({
    name,
    value: flags,
}));

describe("values of the operator's chart", () => {
    const values = {
        fullnameOverride: "spark-operator",
        controller: {
            replicas: 1,
            env: SHORT_LIVED_JVMS,
            resources: {
                requests: { cpu: "100m", memory: "512Mi" },
                limits: { memory: "3Gi" },
            },
            rbac: { create: false },
        },
        webhook: {
            enable: true,
            replicas: 1,
            resources: {
                requests: { cpu: "50m", memory: "128Mi" },
                limits: { memory: "300Mi" },
            },
        },
        spark: {
            jobNamespaces: ["analytics", "processing"],
            serviceAccount: { create: false },
            rbac: { create: false },
        },
    };
    const jobNamespaces = ["processing", "analytics"];

    it("serve the teams' namespaces, in an order that does not change", () => {
        assert.deepStrictEqual(operatorValues({ jobNamespaces }), values);
    });

    it("take another image", () => {
        assert.deepStrictEqual(
            operatorValues({ jobNamespaces, image: "registry.example.com/spark/operator:9" }),
            {
                ...values,
                image: {
                    registry: "registry.example.com",
                    repository: "spark/operator",
                    tag: "9",
                },
            },
        );
    });

    it("keep their variables beside the user's own, which win on the same name", () => {
        const proxy = { name: "HTTPS_PROXY", value: "http://proxy.example.com:3128" };
        const submit = { name: "SPARK_SUBMIT_OPTS", value: "-Xmx256m" };
        const [launcher] = SHORT_LIVED_JVMS;
        const own = { controller: { env: [proxy, submit] } };
        for (const given of [
            operatorValues({ jobNamespaces, values: own }),
            teamOperatorValues({ jobNamespaces, values: own }, "operator-of-alpha"),
        ]) {
            const { env } = given["controller"] as { env: object[] };
            assert.deepStrictEqual(env, [launcher, proxy, submit]);
        }
        const secret = { name: "TOKEN", value: pulumi.secret("abc") };
        for (const theirs of [[], [null], [secret]]) {
            const { controller } = operatorValues({
                jobNamespaces,
                values: { controller: { env: theirs } },
            });
            const { env } = controller as { env: unknown[] };
            assert.deepStrictEqual(env.slice(0, 2), SHORT_LIVED_JVMS);
            assert.deepStrictEqual(env.slice(2), theirs);
        }
        for (const none of [null, "strange"]) {
            const odd = { controller: { env: none } };
            const { controller } = operatorValues({ jobNamespaces, values: odd });
            assert.strictEqual((controller as { env: unknown }).env, none);
        }
    });

    it("are overridden by the user's own", () => {
        const own = { controller: { workers: 20, resources: { limits: { memory: "4Gi" } } } };
        assert.deepStrictEqual(operatorValues({ jobNamespaces, values: own }), {
            ...values,
            controller: {
                replicas: 1,
                workers: 20,
                env: SHORT_LIVED_JVMS,
                resources: {
                    requests: { cpu: "100m", memory: "512Mi" },
                    limits: { memory: "4Gi" },
                },
                rbac: { create: false },
            },
        });
    });

    const OWN = {
        fullnameOverride: "own",
        nameOverride: "sparky",
        controller: {
            replicas: 2,
            podDisruptionBudget: { enable: true },
            rbac: { create: true },
            serviceAccount: { name: "shared", annotations: { owner: "x" } },
        },
        webhook: { port: 9444 },
        certManager: { enable: true },
        hook: { upgradeCrd: true },
        prometheus: { metrics: { port: 9090 } },
    };

    it("keep the webhook for all teams if each has an operator, with its own values", () => {
        const controller = {
            replicas: 0,
            rbac: { create: false },
            serviceAccount: { create: false },
        };
        assert.deepStrictEqual(webhookValues({ jobNamespaces }), { ...values, controller });
        assert.deepStrictEqual(webhookValues({ jobNamespaces, values: OWN }), {
            ...values,
            fullnameOverride: "own",
            nameOverride: "sparky",
            controller,
            webhook: { ...values.webhook, port: 9444 },
            certManager: { enable: true },
            hook: { upgradeCrd: true },
            prometheus: { metrics: { port: 9090 } },
        });
    });

    it("give a team's operator its own account, and no webhook", () => {
        const ofTeam = {
            fullnameOverride: "spark-operator-processing",
            controller: {
                ...values.controller,
                serviceAccount: { create: true, name: "" },
            },
            webhook: { enable: false },
            spark: { ...values.spark, jobNamespaces: ["processing"] },
        };
        const of = { jobNamespaces: ["processing"] };
        const name = "spark-operator-processing";
        assert.deepStrictEqual(teamOperatorValues(of, name), ofTeam);
        assert.deepStrictEqual(teamOperatorValues({ ...of, values: OWN }, name), {
            ...ofTeam,
            nameOverride: "sparky",
            controller: {
                ...ofTeam.controller,
                replicas: 2,
                podDisruptionBudget: { enable: true },
                serviceAccount: { create: true, name: "", annotations: { owner: "x" } },
            },
            prometheus: { metrics: { port: 9090 } },
        });
        const load = { jobsPerMinute: 120, concurrentJobs: 1000 };
        const sized = operatorValues({ ...of, load })["controller"] as object;
        assert.deepStrictEqual(teamOperatorValues({ ...of, load }, name), {
            ...ofTeam,
            controller: { ...ofTeam.controller, ...sized },
        });
    });

    it("leave the permissions to the chart if the user sets the namespaces", () => {
        const { replicas, env, resources } = values.controller;
        assert.deepStrictEqual(operatorValues({ jobNamespaces, chartCreatesRbac: true }), {
            ...values,
            controller: { replicas, env, resources },
        });
    });

    it("merge as Helm does: maps by key, lists as a whole, null is passed on", () => {
        assert.deepStrictEqual(mergeValues({ a: [1], b: { c: 1 }, d: 1 }, { a: [2], b: null }), {
            a: [2],
            b: null,
            d: 1,
        });
    });

    const images: [string, ReturnType<typeof imageValues>][] = [
        ["operator", { registry: "docker.io", repository: "operator" }],
        ["operator:1", { registry: "docker.io", repository: "operator", tag: "1" }],
        [
            "kubeflow/operator:1",
            { registry: "docker.io", repository: "kubeflow/operator", tag: "1" },
        ],
        ["localhost/o:1", { registry: "localhost", repository: "o", tag: "1" }],
        ["localhost:5000/o", { registry: "localhost:5000", repository: "o" }],
        ["r.io/a/b@sha256:12", { registry: "r.io", repository: "a/b@sha256", tag: "12" }],
        ["r.io/a/b:1@sha256:12", { registry: "r.io", repository: "a/b:1@sha256", tag: "12" }],
    ];
    for (const [image, expected] of images) {
        it(`take ${image} apart`, () => assert.deepStrictEqual(imageValues(image), expected));
    }

    it("reproduce the given image when the chart joins them", () => {
        const part = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
        const end = fc.constantFrom("", `@sha256:${"0a".repeat(32)}`);
        const reference = fc
            .tuple(part, part, part, end)
            .map(([a, b, c, digest]) => `${a}.example/${b}:${c}${digest}`);
        fc.assert(
            fc.property(reference, (image) => {
                const { registry, repository, tag } = imageValues(image);
                assert.strictEqual(`${registry}/${repository}:${tag}`, image);
            }),
        );
    });
});

describe("the operator's chart", () => {
    it("comes from its public repository, in the pinned version", () => {
        assert.deepStrictEqual(operatorChartSource(), {
            chart: "spark-operator",
            version: "2.5.2",
            repositoryOpts: { repo: "https://kubeflow.github.io/spark-operator" },
        });
    });

    it("comes from a mirror", () => {
        const mirror = "oci://registry.example.com/charts/spark-operator";
        assert.deepStrictEqual(operatorChartSource("charts/op"), { chart: "charts/op" });
        assert.deepStrictEqual(operatorChartSource(mirror), { chart: mirror, version: "2.5.2" });
    });
});

describe("the parts of an installed operator", () => {
    const controller = { name: "spark-operator-controller", component: "controller" };
    const webhook = { name: "spark-operator-webhook", component: "webhook" };

    it("have the chart's names", () => {
        const values = operatorValues({ jobNamespaces: ["processing"] });
        assert.deepStrictEqual(operatorParts("operators", { name: "spark-operator", values }), {
            namespace: "operators",
            releaseName: "spark-operator",
            deployments: [controller, webhook],
            webhookNamespace: "processing",
        });
    });

    it("follow the user's own values", () => {
        const own = { fullnameOverride: "op", webhook: { enable: false } };
        const values = operatorValues({ jobNamespaces: ["processing"], values: own });
        assert.deepStrictEqual(operatorParts("operators", { name: "spark-operator", values }), {
            namespace: "operators",
            releaseName: "spark-operator",
            deployments: [{ name: "op-controller", component: "controller" }],
        });
    });
});
