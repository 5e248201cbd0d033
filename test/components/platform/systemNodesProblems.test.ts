import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SparkPlatform } from "../../../components";
import { stackOf } from "../../../components/platform/stack/stack";
import { registerOnAws, someEksCluster } from "../../../testkit/onAws";

function problemsOf(systemNodes: object, more: object = {}): string[] {
    const teams = { processing: {} };
    const cluster = { kind: "eks", adminRoles: [], systemNodes };
    return linesOf(() => stackOf({ cluster, teams, ...more }, "stack"));
}

function linesOf(run: () => unknown): string[] {
    try {
        run();
        return [];
    } catch (error) {
        assert.ok(pulumi.RunError.isInstance(error), String(error));
        const [, ...lines] = error.message.split("\n");
        return lines.map((line) => line.trim());
    }
}

const PATH = "cluster.systemNodes.instanceType: ";
const WITH_KARPENTER =
    "CoreDNS, the EBS driver, karpenter, the operator, the operator's webhook request";
const HELP = "use a larger type, or more nodes (the preset study has 1 x t3.large)";

describe("the system's nodes", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    it("are refused where they surely have no room for what must run there", () => {
        assert.deepStrictEqual(problemsOf({ instanceType: "t3.micro", count: 1 }), [
            `${PATH}1 x t3.micro has no room for what must run there: ${WITH_KARPENTER} 1470m CPU, ` +
                "2284Mi and 7 pods, and at most 1750m CPU, 505Mi and 0 pods are free; one pod of " +
                `CoreDNS needs 100m CPU, 70Mi and 1 pod: ${HELP}`,
        ]);
        assert.deepStrictEqual(problemsOf({ instanceType: "t3.small", count: 1 }), [
            `${PATH}1 x t3.small has no room for what must run there: ${WITH_KARPENTER} 1470m CPU, ` +
                `2284Mi and 7 pods, and at most 1750m CPU, 1452Mi and 7 pods are free: ${HELP}`,
        ]);
        assert.match(problemsOf({ instanceType: "t3.nano", count: 40 })[0] ?? "", /one pod of /);
        // Two, each with a pod of Karpenter.
        assert.match(
            problemsOf({ instanceType: "t4g.small", count: 2 })[0] ?? "",
            /^cluster\.systemNodes\.instanceType: 2 x t4g\.small has no room .* 2470m CPU, 3308Mi/,
        );
    });

    it("are taken where they may have room, by preset or with another autoscaler", () => {
        for (const [instanceType, count] of [
            ["t3.large", 1],
            ["t3.medium", 1],
            ["t4g.medium", 2],
            ["m7i.large", 2],
            ["t3.small", 3],
        ] as const) {
            assert.deepStrictEqual(problemsOf({ instanceType, count }), [], instanceType);
        }
        const nodes = { instanceType: "t3.small", count: 2 };
        assert.deepStrictEqual(problemsOf(nodes, { autoscaler: "cluster-autoscaler" }), []);
        const small = { instanceType: "t3.small", count: 1 };
        const none = { autoscaler: "none", operator: { install: false } };
        assert.deepStrictEqual(problemsOf(small, none), []);
        for (const preset of ["study", "small", "production"]) {
            assert.deepStrictEqual(
                linesOf(() =>
                    stackOf(
                        { preset, cluster: { kind: "eks" }, teams: { processing: {} } },
                        "stack",
                    ),
                ),
                [],
            );
        }
    });

    it("are taken where nobody knows their type, or how many there are", () => {
        assert.deepStrictEqual(problemsOf({ instanceType: "u9.huge", count: 1 }), []);
        assert.deepStrictEqual(
            problemsOf({ instanceType: "t3.micro", count: 0 }).filter((line) =>
                line.includes("no room"),
            ),
            [],
        );
    });

    it("are counted with what a person asks for the operator, and for each team", () => {
        const nodes = { instanceType: "t3.large", count: 1 };
        const load = { jobsPerMinute: 20, concurrentJobs: 100 };
        assert.match(
            problemsOf(nodes, { operator: { load } })[0] ?? "",
            /3820m CPU.*one pod of the operator needs 2400m/,
        );
        const teams = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`team-${n}`, {}]));
        const scope = { operator: { scope: "team" }, teams };
        assert.match(problemsOf(nodes, scope)[0] ?? "", /1 x t3\.large has no room/);
        const karpenter = { karpenter: { systemNodes: 2 } };
        assert.match(problemsOf(nodes, karpenter)[0] ?? "", /2470m CPU/);
    });

    it("are refused in a program, too", async () => {
        const make = (systemNodeType: string) =>
            registerOnAws(() => {
                const cluster = someEksCluster({ systemNodeType, systemNodes: 1 });
                new SparkPlatform("spark", { cluster, teams: { processing: {} } });
            });
        await assert.rejects(
            make("t3.micro"),
            /systemNodes\.instanceType: 1 x t3\.micro has no room/,
        );
        await make("t3.large");
    });
});
