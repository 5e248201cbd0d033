import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EksCluster, SystemNodesArgs } from "../../../../components";
import { burstCost } from "../../../../components/cluster/eks/cpuCredits";
import { only } from "../../../../testkit/mocks";
import { registerOnAws } from "../../../../testkit/onAws";

describe("what bursts of the system's nodes cost", () => {
    it("is the price of the CPU beyond the baseline", () => {
        assert.strictEqual(
            burstCost({ instanceType: "t3.large", count: 1 }),
            "systemNodes: the price of 1 x t3.large pays for 30 % of their CPU. More is $0.05 for " +
                "each hour of a vCPU, at most $51 a month if they are always busy; cpuCredits: " +
                '"standard" slows them down instead.',
        );
        assert.match(
            burstCost({ instanceType: "t4g.xlarge", count: 2, cpuCredits: "unlimited" }) ?? "",
            /2 x t4g\.xlarge pays for 40 % .* \$0\.04 .* at most \$140 a month/,
        );
    });

    it("is nothing for other nodes, or with standard credits", () => {
        assert.strictEqual(burstCost({ instanceType: "m7i.large", count: 2 }), undefined);
        const standard = { instanceType: "t3.large", count: 1, cpuCredits: "standard" } as const;
        assert.strictEqual(burstCost(standard), undefined);
    });
});

describe("CPU credits of the system's nodes", () => {
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

    it("are the account's own choice, or that of the stack", async () => {
        const instanceType = "t3.large";
        assert.strictEqual(await creditsOf({ instanceType }), undefined);
        for (const cpuCredits of ["standard", "unlimited"] as const) {
            assert.deepStrictEqual(await creditsOf({ instanceType, cpuCredits }), { cpuCredits });
        }
    });

    it("are refused for types that have none", async () => {
        await assert.rejects(
            creditsOf({ cpuCredits: "standard" }),
            /systemNodes\.cpuCredits: is for types with burstable CPU \(t3, t3a, t4g\), and "m7i\.large" is none: remove it/,
        );
    });
});
