import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { AUTOSCALER_NAMESPACE, KARPENTER_NAME } from "../../components/nodes/autoscalerPods";
import {
    KARPENTER_CRD_NAME,
    karpenterCrdValues,
    karpenterValues,
} from "../../components/nodes/karpenter/karpenterValues";
import { operatorParts } from "../../components/operator/chart/parts";
import { operatorValues } from "../../components/operator/chart/values";
import { OPERATOR_NAME } from "../../components/operator/operatorArgs";
import { run } from "../../sandbox/shell";
import { ensureTools } from "../../sandbox/tools";
import { helm, karpenterCharts } from "../../sandbox/tools/catalogue";
import { chartKeys, KeyList } from "../../scripts/generateChartKeys";
import { checkout } from "../../testkit/stack";
import { testSandbox } from "../../testkit/testSandbox";

interface Rendered {
    kind: string;
    metadata: { name: string; namespace?: string; annotations?: Record<string, string> };
    subjects?: object[];
    spec?: unknown;
}

interface Deployment {
    replicas: number;
    template: { spec: PodSpec };
}

interface PodSpec {
    containers: Container[];
    affinity: { nodeAffinity: object; podAntiAffinity: object };
    priorityClassName: string;
    serviceAccountName: string;
    tolerations: object[];
    topologySpreadConstraints: object[];
}

interface Container {
    image: string;
    args: string[];
    env: { name: string; value?: string }[];
    resources: object;
}

interface Release {
    name: string;
    namespace: string;
    chart: string;
}

describe("charts, rendered by Helm with our values", () => {
    let program: string;
    let karpenterFolder: string;

    before(async () => {
        const [helmFolder = "", charts = ""] = await ensureTools([helm, karpenterCharts]);
        program = join(helmFolder, "helm");
        karpenterFolder = charts;
    });

    function render({ name, namespace, chart }: Release, values: object): Rendered[] {
        const options = ["--namespace", namespace, "--kube-version", "1.35.0", "--values", "-"];
        const input = JSON.stringify(values);
        const output = run(program, ["template", name, chart, ...options], { input });
        const objects = parseAllDocuments(output).map((one) => one.toJS() as Rendered | null);
        return objects.filter((one) => one !== null);
    }

    describe("Karpenter", () => {
        const input = {
            clusterName: "analytics",
            interruptionQueue: "analytics-karpenter",
            serviceAccount: "karpenter-controller",
            systemNodes: 2,
            stack: "data/dev",
        };
        const ofStack = { "spark-platform.dev/stack": input.stack };
        const release = (name: string): Release => ({
            name,
            namespace: AUTOSCALER_NAMESPACE,
            chart: join(karpenterFolder, name),
        });
        const karpenter = (more: Partial<typeof input> & { irsaRoleArn?: string } = {}) =>
            render(release(KARPENTER_NAME), karpenterValues({ ...input, ...more }));

        it("is one Deployment with its permissions, and no CRDs", () => {
            assert.deepStrictEqual(namesOf(karpenter()), [
                "ClusterRole karpenter",
                "ClusterRole karpenter-admin",
                "ClusterRole karpenter-core",
                "ClusterRoleBinding karpenter",
                "ClusterRoleBinding karpenter-core",
                "Deployment karpenter",
                "PodDisruptionBudget karpenter",
                "Role karpenter",
                "Role karpenter-dns",
                "RoleBinding karpenter",
                "RoleBinding karpenter-dns",
                "Service karpenter",
                "ServiceAccount karpenter-controller",
            ]);
        });

        it("grants its permissions to the service account alone, which needs no annotation for that", () => {
            const objects = karpenter();
            const bindings = objects.filter(({ kind }) => kind.endsWith("RoleBinding"));
            const [subject, ...others] = new Set(
                bindings.flatMap(({ subjects }) => subjects?.map((one) => JSON.stringify(one))),
            );
            const { namespace } = release(KARPENTER_NAME);
            const account = { kind: "ServiceAccount", name: input.serviceAccount, namespace };
            assert.deepStrictEqual([JSON.parse(subject ?? ""), others], [account, []]);
            assert.deepStrictEqual(accountOf(objects)?.metadata.annotations, ofStack);
        });

        it("has the role's ARN on its service account if it comes from an annotation", () => {
            const irsaRoleArn = "arn:aws:iam::111122223333:role/karpenter";
            assert.deepStrictEqual(accountOf(karpenter({ irsaRoleArn }))?.metadata.annotations, {
                ...ofStack,
                "eks.amazonaws.com/role-arn": irsaRoleArn,
            });
        });

        it("runs twice on system nodes, in two zones that its pods can use", () => {
            const { replicas, template } = deploymentOf(karpenter(), "karpenter");
            const { tolerations, priorityClassName, serviceAccountName } = template.spec;
            const { affinity, topologySpreadConstraints } = template.spec;
            const labelSelector = {
                matchLabels: {
                    "app.kubernetes.io/instance": "karpenter",
                    "app.kubernetes.io/name": "karpenter",
                },
            };
            const elsewhere = { key: "karpenter.sh/nodepool", operator: "DoesNotExist" };
            assert.deepStrictEqual(
                {
                    ...{ replicas, tolerations, priorityClassName, serviceAccountName },
                    ...{ affinity, topologySpreadConstraints },
                },
                {
                    replicas: 2,
                    tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
                    priorityClassName: "system-cluster-critical",
                    serviceAccountName: "karpenter-controller",
                    affinity: {
                        nodeAffinity: {
                            requiredDuringSchedulingIgnoredDuringExecution: {
                                nodeSelectorTerms: [{ matchExpressions: [elsewhere] }],
                            },
                        },
                        podAntiAffinity: {
                            requiredDuringSchedulingIgnoredDuringExecution: [
                                { labelSelector, topologyKey: "kubernetes.io/hostname" },
                            ],
                        },
                    },
                    topologySpreadConstraints: [
                        {
                            labelSelector,
                            maxSkew: 1,
                            nodeTaintsPolicy: "Honor",
                            topologyKey: "topology.kubernetes.io/zone",
                            whenUnsatisfiable: "DoNotSchedule",
                        },
                    ],
                },
            );
        });

        it("runs once if there is one system node", () => {
            const { replicas } = deploymentOf(karpenter({ systemNodes: 1 }), "karpenter");
            assert.strictEqual(replicas, 1);
        });

        it("has its cluster, its queue and the end of a batch as settings, and defaults otherwise", () => {
            const { env, resources } = containerOf(karpenter(), "karpenter");
            const given = env.filter(({ value }) => value !== undefined);
            assert.deepStrictEqual(
                Object.fromEntries(given.map(({ name, value }) => [name, value])),
                {
                    AMI_REFRESH_INTERVAL: "1m",
                    BATCH_IDLE_DURATION: "2s",
                    BATCH_MAX_DURATION: "10s",
                    CLUSTER_NAME: "analytics",
                    FEATURE_GATES:
                        "ReservedCapacity=true,SpotToSpotConsolidation=false,NodeRepair=false," +
                        "NodeOverlay=false,StaticCapacity=false,CapacityBuffer=false",
                    HEALTH_PROBE_PORT: "8081",
                    IGNORE_DRA_REQUESTS: "true",
                    INTERRUPTION_QUEUE: "analytics-karpenter",
                    KARPENTER_SERVICE: "karpenter",
                    KUBERNETES_MIN_VERSION: "1.19.0-0",
                    LOG_ERROR_OUTPUT_PATHS: "stderr",
                    LOG_LEVEL: "info",
                    LOG_OUTPUT_PATHS: "stdout",
                    METRICS_PORT: "8080",
                    MIN_VALUES_POLICY: "Strict",
                    PREFERENCE_POLICY: "Respect",
                    RESERVED_ENIS: "0",
                    SUBNET_REFRESH_INTERVAL: "1m",
                    VM_MEMORY_OVERHEAD_PERCENT: "0.075",
                },
            );
            assert.deepStrictEqual(resources, {
                requests: { cpu: "1", memory: "1Gi" },
                limits: { memory: "2Gi" },
            });
        });

        it("runs another image with its digest, or without one", () => {
            const images = ["registry.example.com/c:1@sha256:0f", "registry.example.com/c:1"];
            const rendered = images.map((image) => {
                const values = karpenterValues({ ...input, image });
                return containerOf(render(release(KARPENTER_NAME), values), "karpenter").image;
            });
            assert.deepStrictEqual(rendered, images);
        });

        it("has the name of its stack", () => {
            const { metadata } = karpenter().find(({ kind }) => kind === "Deployment") ?? {};
            assert.deepStrictEqual(metadata?.annotations, ofStack);
        });

        it("has its CRDs in their own chart, also with that name", () => {
            const crds = render(release(KARPENTER_CRD_NAME), karpenterCrdValues(input.stack));
            const names = crds.map(
                ({ metadata }) => metadata.annotations?.["spark-platform.dev/stack"],
            );
            assert.deepStrictEqual([...new Set(names)], [input.stack]);
            assert.deepStrictEqual(namesOf(crds), [
                "CustomResourceDefinition capacitybuffers.autoscaling.x-k8s.io",
                "CustomResourceDefinition ec2nodeclasses.karpenter.k8s.aws",
                "CustomResourceDefinition nodeclaims.karpenter.sh",
                "CustomResourceDefinition nodeoverlays.karpenter.sh",
                "CustomResourceDefinition nodepools.karpenter.sh",
            ]);
        });
    });

    describe("the Spark operator", () => {
        const values = operatorValues({
            jobNamespaces: ["processing", "analytics"],
            image: "registry.example.com/operator:9@sha256:0f",
            load: { jobsPerMinute: 60, concurrentJobs: 500 },
        });
        const namespace = OPERATOR_NAME;
        const operator = () => {
            const chart = testSandbox().artifacts.charts.sparkOperator;
            return render({ name: OPERATOR_NAME, namespace, chart }, values);
        };

        it("is two Deployments with permissions for the webhook only, nothing for jobs, and no CRDs", () => {
            const both = ["controller", "webhook"].map((part) => `spark-operator-${part}`);
            const places = ["analytics/", "processing/", "spark-operator/"];
            assert.deepStrictEqual(
                namesOf(operator(), true),
                [
                    "ClusterRole spark-operator/spark-operator-webhook",
                    "ClusterRoleBinding spark-operator/spark-operator-webhook",
                    ...both.map((name) => `Deployment ${name}`),
                    ...places.map((place) => `Role ${place}spark-operator-webhook`),
                    ...places.map((place) => `RoleBinding ${place}spark-operator-webhook`),
                    ...both.map((name) => `ServiceAccount spark-operator/${name}`),
                    "MutatingWebhookConfiguration spark-operator-webhook",
                    "Service spark-operator-webhook-svc",
                    "ValidatingWebhookConfiguration spark-operator-webhook",
                ].sort(),
            );
        });

        it("has the parts that are waited for, with the given image, load and namespaces", () => {
            const parts = operatorParts(namespace, { name: OPERATOR_NAME, values });
            const [controller, webhook] = parts.deployments.map(({ name }) => {
                const { replicas } = deploymentOf(operator(), name);
                const { image, args, resources } = containerOf(operator(), name);
                return { replicas, image, resources, args: args.filter(isOurs) };
            });
            const image = "registry.example.com/operator:9@sha256:0f";
            const sized = values as unknown as Record<"controller" | "webhook", Container>;
            assert.deepStrictEqual(controller, {
                replicas: 1,
                image,
                resources: sized.controller.resources,
                args: [
                    "--namespaces=analytics,processing",
                    "--controller-threads=10",
                    "--workqueue-ratelimiter-bucket-qps=50",
                    "--workqueue-ratelimiter-bucket-size=3500",
                    "--kube-api-qps=54",
                    "--kube-api-burst=81",
                ],
            });
            assert.deepStrictEqual(webhook, {
                replicas: 2,
                image,
                resources: sized.webhook.resources,
                args: [
                    "--namespaces=analytics,processing",
                    "--kube-api-qps=20",
                    "--kube-api-burst=30",
                ],
            });
        });
    });

    describe("the lists of chart values", () => {
        const check = (name: string, chart: () => string) =>
            it(`of ${name} are the chart's`, () => {
                const fixture = `test/components/nodes/fixtures/${name}Keys.json`;
                const list = JSON.parse(readFileSync(join(checkout, fixture), "utf8")) as KeyList;
                const values = parse(readFileSync(join(chart(), "values.yaml"), "utf8")) as object;
                assert.deepStrictEqual(list.keys, chartKeys(values));
            });
        check("karpenter", () => join(karpenterFolder, "karpenter"));
        check("sparkOperator", () => testSandbox().artifacts.charts.sparkOperator);
    });
});

/** Arguments that our values set. */
function isOurs(argument: string): boolean {
    return /^--(namespaces|controller-threads|workqueue-ratelimiter-bucket|kube-api)/.test(
        argument,
    );
}

function namesOf(objects: Rendered[], withNamespace = false): string[] {
    return objects
        .map(({ kind, metadata: { name, namespace } }) => {
            const place = withNamespace && namespace !== undefined ? `${namespace}/` : "";
            return `${kind} ${place}${name}`;
        })
        .sort();
}

function accountOf(objects: Rendered[]): Rendered | undefined {
    return objects.find(({ kind }) => kind === "ServiceAccount");
}

function deploymentOf(objects: Rendered[], name: string): Deployment {
    const found = objects.find((one) => one.kind === "Deployment" && one.metadata.name === name);
    return found?.spec as Deployment;
}

function containerOf(objects: Rendered[], name: string): Container {
    return deploymentOf(objects, name).template.spec.containers[0] as Container;
}
