import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EksCluster, SystemNodesArgs } from "../../../../components";
import { burstCost } from "../../../../components/cluster/eks/cpuCredits";
import { only } from "../../../../testkit/mocks";
import { registerOnAws } from "../../../../testkit/onAws";

describe("what CPU bursts of system nodes cost", () => {
    it("is the price of the CPU beyond the baseline", () => {
        assert.strictEqual(
            burstCost({ instanceType: "t3.large", count: 1 }),
            "systemNodes: the price of 1 x t3.large includes 30 % of their CPU. More costs " +
                "$0.05 per vCPU hour, at most $51 a month if they are always busy. With " +
                'cpuCredits: "standard" they slow down instead.',
        );
        assert.match(
            burstCost({ instanceType: "t4g.xlarge", count: 2, cpuCredits: "unlimited" }) ?? "",
            /2 x t4g\.xlarge includes 40 % .* \$0\.04 .* at most \$140 a month/,
        );
    });

    it("is zero for other nodes, or with standard credits", () => {
        assert.strictEqual(burstCost({ instanceType: "m7i.large", count: 2 }), undefined);
        const standard = { instanceType: "t3.large", count: 1, cpuCredits: "standard" } as const;
        assert.strictEqual(burstCost(standard), undefined);
    });
});

describe("CPU credits of system nodes", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    async function creditsOf(systemNodes: SystemNodesArgs): Promise<unknown> {
        const resources = await registerOnAws(
            () => new EksCluster("cluster", { adminRoles: [], systemNodes }),
        );
        return only(resources, "aws:ec2/launchTemplate:LaunchTemplate").inputs[
            "creditSpecification"
        ];
    }

    it("are chosen by the account or by the stack", async () => {
        const instanceType = "t3.large";
        assert.strictEqual(await creditsOf({ instanceType }), undefined);
        for (const cpuCredits of ["standard", "unlimited"] as const) {
            assert.deepStrictEqual(await creditsOf({ instanceType, cpuCredits }), { cpuCredits });
        }
    });

    it("are refused for types that have none", async () => {
        await assert.rejects(
            creditsOf({ cpuCredits: "standard" }),
            /systemNodes\.cpuCredits: is only for burstable instance types \(t3, t3a, t4g\), not for "m7i\.large": remove it/,
        );
    });
});
