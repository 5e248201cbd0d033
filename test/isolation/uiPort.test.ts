import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SparkApplication, SparkTeam } from "../../components";
import { someCluster } from "../../testkit/cluster";
import { only, register, Registered } from "../../testkit/mocks";
import { isAllowed } from "../../testkit/networkPolicy/evaluator";
import { NetworkPolicy, Pod } from "../../testkit/networkPolicy/objects";

const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const NAMESPACES = {
    data: {},
    monitoring: { "spark-platform.dev/monitoring": "true" },
    default: {},
};
const prometheus: Pod = { name: "prometheus-0", namespace: "monitoring", labels: {} };
const stranger: Pod = { name: "shell", namespace: "default", labels: {} };

function pod(job: string, role: "driver" | "executor"): Pod {
    const labels = { "spark-platform.dev/job": job, "spark-role": role };
    return { name: `${job}-${role}`, namespace: "data", labels };
}

const PODS = (["plain", "own"] as const).flatMap((job) => [
    pod(job, "driver"),
    pod(job, "executor"),
]);

/** A team with its web UI on port 4041, and two of its jobs: `own` sets its own port. */
function registerJobs(ownPort: pulumi.Input<string>): Promise<Registered[]> {
    return register(() => {
        const { connection: team } = new SparkTeam("data", {
            cluster: someCluster(),
            platformConf: { "spark.ui.port": "4040" },
            sparkConf: { "spark.ui.port": "4041" },
        });
        const main = "local:///opt/pi.py";
        new SparkApplication("plain", { team, main });
        new SparkApplication("own", { team, main, conf: { "spark.ui.port": ownPort } });
    });
}

describe("the port of Spark's web UI", () => {
    /** The pods that a pod reaches on a port. */
    const reached = (resources: Registered[], from: Pod, port: number) => {
        const policies = resources
            .filter(({ type }) => type === POLICY)
            .map(({ inputs }) => inputs as unknown as NetworkPolicy);
        const cluster = { namespaces: NAMESPACES, policies };
        return PODS.filter((to) => isAllowed(cluster, { from, to, port })).map(({ name }) => name);
    };

    for (const [what, port] of [
        ["a value", "5000"],
        ["an Output", pulumi.output("5000")],
    ] as const) {
        it(`is open to monitoring: the team's on all drivers, a job's on its own (${what})`, async () => {
            const resources = await registerJobs(port);
            assert.deepEqual(reached(resources, prometheus, 4040), []);
            assert.deepEqual(reached(resources, prometheus, 4041), ["plain-driver", "own-driver"]);
            assert.deepEqual(reached(resources, prometheus, 5000), ["own-driver"]);
            assert.deepEqual(reached(resources, stranger, 5000), []);
            assert.deepEqual(only(resources, POLICY, "own-metrics").inputs, {
                apiVersion: "networking.k8s.io/v1",
                kind: "NetworkPolicy",
                metadata: {
                    name: "spark-metrics-own",
                    namespace: "data",
                    labels: { "spark-platform.dev/team": "data", "spark-platform.dev/job": "own" },
                    annotations: {
                        "pulumi.com/deletionPropagationPolicy": "background",
                        "spark-platform.dev/stack": "project/stack",
                    },
                },
                spec: {
                    podSelector: {
                        matchLabels: { "spark-platform.dev/job": "own", "spark-role": "driver" },
                    },
                    policyTypes: ["Ingress"],
                    ingress: [
                        {
                            from: [
                                {
                                    namespaceSelector: {
                                        matchLabels: { "spark-platform.dev/monitoring": "true" },
                                    },
                                },
                            ],
                            ports: [{ protocol: "TCP", port: 5000 }],
                        },
                    ],
                },
            });
        });
    }

    it("needs no policy of the job if it is the team's", async () => {
        const resources = await registerJobs("4041");
        const names = resources.filter(({ type }) => type === POLICY).map(({ name }) => name);
        assert.deepEqual(names.sort(), [
            "data-default-deny-ingress",
            "data-spark-metrics",
            "data-spark-submitted",
            "own-pods",
            "plain-pods",
        ]);
    });
});
