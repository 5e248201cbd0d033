import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ClusterKind, KubeContextCluster } from "../../../components";
import { KUBECONFIG } from "../../../testkit/cluster";
import { only, register, valueOf } from "../../../testkit/mocks";

describe("KubeContextCluster", () => {
    it("is a provider for its context", async () => {
        const resources = await register(
            () => new KubeContextCluster("laptop", { context: "two", kubeconfig: KUBECONFIG }),
        );
        const provider = only(resources, "pulumi:providers:kubernetes");
        assert.strictEqual(provider.name, "laptop-provider");
        assert.strictEqual(provider.inputs.clusterIdentifier, "two");
        assert.match(provider.inputs.kubeconfig, /server: https:\/\/two\.invalid:6443/);
        assert.doesNotMatch(provider.inputs.kubeconfig, /one/);
    });

    for (const [given, expected] of [
        [undefined, { qps: 500, burst: 1000 }],
        [{ qps: 20 }, { qps: 20, burst: 1000 }],
        [
            { qps: 20, burst: 40 },
            { qps: 20, burst: 40 },
        ],
    ] as const) {
        it(`asks the API server as fast as it may (${JSON.stringify(given)})`, async () => {
            const args = { kubeconfig: KUBECONFIG, kubeClientSettings: given };
            const resources = await register(() => new KubeContextCluster("laptop", args));
            const { inputs } = only(resources, "pulumi:providers:kubernetes");
            assert.deepStrictEqual(JSON.parse(inputs.kubeClientSettings), expected);
        });
    }

    it("shows what it connects to, and keeps the kubeconfig secret", async () => {
        await register(async () => {
            const args = { kubeconfig: KUBECONFIG, zones: ["a"] };
            const cluster = new KubeContextCluster("laptop", args);
            assert.strictEqual(cluster.kind, ClusterKind.Kubernetes);
            assert.deepStrictEqual(cluster.zones, ["a"]);
            assert.strictEqual(await valueOf(cluster.name), "one");
            assert.strictEqual(await valueOf(cluster.context), "one");
            assert.strictEqual(await pulumi.isSecret(cluster.kubeconfig), true);
        });
    });

    it("refuses a mode for network policies, which is its network plugin's", async () => {
        await register(() => {
            const args = { networkPolicyMode: "strict" } as object;
            assert.throws(
                () => new KubeContextCluster("laptop", args),
                /networkPolicyMode: unknown key "networkPolicyMode": it is only for an EKS cluster that the stack/,
            );
        });
    });

    it("refuses wrong arguments, all at once", async () => {
        await register(() => {
            const kubeClientSettings = { qps: 0, burts: 1 };
            const args = { contxt: "two", zones: "a", kubeClientSettings } as object;
            assert.throws(() => new KubeContextCluster("laptop", args), {
                message:
                    'KubeContextCluster "laptop" has 4 problems:\n' +
                    '  contxt: unknown key "contxt"; did you mean "context"? ' +
                    "(known: context, kubeconfig, zones, kubeClientSettings)\n" +
                    '  zones: "a" is not a list (e.g. ["a"])\n' +
                    "  kubeClientSettings.qps: 0 is not a whole number of 1 or more\n" +
                    '  kubeClientSettings.burts: unknown key "burts" (known: qps, burst)',
            });
        });
    });
});
