import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ClusterAutoscaler, Karpenter, NodePoolArgs } from "../../../../components";
import { InstanceType } from "../../../../components/nodes/instanceTypes/instanceTypes";
import { poolsCost } from "../../../../components/nodes/pools/poolsCost";
import { registerOnAws, someEksCluster } from "../../../../testkit/onAws";

const BASICS = {
    arch: "amd64",
    nvmeGb: 0,
    networkInterfaces: 4,
    addressesPerInterface: 15,
} as const;

const instanceTypes = new Map<string, InstanceType>(
    [
        { ...BASICS, name: "m5.xlarge", vcpus: 4, memoryMib: 16384, pricePerHour: 0.2 },
        { ...BASICS, name: "m6i.xlarge", vcpus: 4, memoryMib: 16384, pricePerHour: 0.3 },
        { ...BASICS, name: "m5.4xlarge", vcpus: 16, memoryMib: 65536, pricePerHour: 1.6 },
    ].map((type) => [type.name, type]),
);
const zones = ["eu-central-1a", "eu-central-1b"];
const karpenter = { autoscaler: "karpenter", instanceTypes, zones } as const;
const clusterAutoscaler = { ...karpenter, autoscaler: "cluster-autoscaler" } as const;

const driver: NodePoolArgs = { role: "driver", capacity: "on-demand" };
const PRICES = "(on demand, us-east-1, 2026-07-06), while jobs run";

describe("the maximum cost of node pools", () => {
    it("is their vCPU limit in the most expensive allowed type, with Karpenter", () => {
        const pools = { small: { ...driver, cpuLimit: 8 }, large: { ...driver, cpuLimit: 100 } };
        // 8 x 0.3 / 4, and 100 x 1.6 / 16.
        assert.strictEqual(
            poolsCost(pools, karpenter),
            `nodePools: at most 108 vCPUs, about $11 an hour ${PRICES}`,
        );
    });

    it("is that of all node groups together under Cluster Autoscaler", () => {
        // In each of two zones a group with 4 vCPUs and one with 16.
        assert.strictEqual(
            poolsCost({ driver: { ...driver, maxNodes: 3 } }, clusterAutoscaler),
            `nodePools: at most 120 vCPUs, about $12 an hour ${PRICES}`,
        );
        // The larger of them has no room for a node.
        assert.strictEqual(
            poolsCost({ driver: { ...driver, cpuLimit: 15 } }, clusterAutoscaler),
            `nodePools: at most 24 vCPUs, about $2 an hour ${PRICES}`,
        );
        assert.strictEqual(
            poolsCost(
                { driver: { ...driver, cpuLimit: 16, maxNodes: 2, zones: ["eu-central-1a"] } },
                clusterAutoscaler,
            ),
            `nodePools: at most 24 vCPUs, about $3 an hour ${PRICES}`,
        );
    });

    it("is not known for pools without a limit, which are named", () => {
        const pools = { driver: { ...driver, cpuLimit: 16 }, other: driver, third: driver };
        for (const context of [karpenter, clusterAutoscaler]) {
            assert.match(
                poolsCost(pools, context),
                /^nodePools: at most .*; no limit for other, third: set cpuLimit$/,
            );
            assert.strictEqual(
                poolsCost({ driver }, context),
                "nodePools: no limit for driver: set cpuLimit",
            );
        }
    });
});

describe("a preview of an autoscaler", () => {
    const info = pulumi.log.info;
    let told: string[] = [];

    beforeEach(() => {
        told = [];
        (pulumi.log as { info: unknown }).info = (message: string) => {
            told.push(message);
            return Promise.resolve();
        };
    });
    afterEach(() => {
        (pulumi.log as { info: unknown }).info = info;
    });

    for (const Component of [Karpenter, ClusterAutoscaler]) {
        it(`with ${Component.name} tells what the pools may cost, an update does not`, async () => {
            for (const preview of [true, false]) {
                await registerOnAws(() => new Component("nodes", { cluster: someEksCluster() }), {
                    preview,
                });
            }
            assert.deepStrictEqual(told, [
                "nodePools: no limit for driver, executor-spot, executor-on-demand: set cpuLimit",
            ]);
        });
    }
});
