import assert from "node:assert/strict";
import { SparkApplication, SparkPlatform } from "../../components";
import { someCluster } from "../../testkit/cluster";
import { register } from "../../testkit/mocks";
import { isAllowed } from "../../testkit/networkPolicy/evaluator";
import { NetworkPolicy, Pod } from "../../testkit/networkPolicy/objects";

const job = (name: string, role: string): Pod => ({
    name: `${name}-${role}`,
    namespace: "alpha",
    labels: { "spark-platform.dev/job": name, "spark-role": role },
});

const CONNECT = job("connect", "driver");
const EXECUTOR = job("connect", "executor");
const OTHER = job("etl", "driver");

describe("the ports that a job opens", () => {
    let policies: NetworkPolicy[];

    before(async () => {
        const resources = await register(() => {
            const teams = { alpha: {}, beta: {} };
            const team = new SparkPlatform("spark", { cluster: someCluster(), teams }).team(
                "alpha",
            );
            const main = "jobs/pi.py";
            const ingress = [
                { port: 15002, from: ["notebooks", "beta"] },
                { port: 5353, protocol: "UDP" as const, from: ["notebooks"] },
            ];
            new SparkApplication("connect", { team, main, ingress });
            new SparkApplication("etl", { team, main });
        });
        policies = resources
            .filter(({ type }) => type === "kubernetes:networking.k8s.io/v1:NetworkPolicy")
            .map(({ inputs }) => inputs as unknown as NetworkPolicy);
    });

    /** Whether a pod of a namespace reaches another. */
    function reaches(namespace: string, to: Pod, port: number, protocol = "TCP"): boolean {
        // Kubernetes gives every namespace this label.
        const named = (name: string) => [name, { "kubernetes.io/metadata.name": name }];
        const namespaces = Object.fromEntries(
            ["alpha", "beta", "notebooks", "default"].map(named),
        ) as Record<string, Record<string, string>>;
        const from = { name: "client", namespace, labels: {} };
        return isAllowed({ namespaces, policies }, { from, to, port, protocol });
    }

    it("admit pods of the listed namespaces to all pods of the job", () => {
        for (const to of [CONNECT, EXECUTOR]) {
            assert.ok(reaches("notebooks", to, 15002));
            assert.ok(reaches("beta", to, 15002));
            assert.ok(reaches("notebooks", to, 5353, "UDP"));
        }
    });

    it("admit no other pods, and to no other pods", () => {
        for (const namespace of ["default", "alpha"]) {
            assert.equal(reaches(namespace, CONNECT, 15002), false, namespace);
        }
        assert.equal(reaches("notebooks", CONNECT, 15003), false);
        assert.equal(reaches("notebooks", CONNECT, 5353, "TCP"), false);
        assert.equal(reaches("beta", CONNECT, 5353, "UDP"), false);
        assert.equal(reaches("notebooks", OTHER, 15002), false);
    });
});
