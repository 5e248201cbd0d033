import assert from "node:assert/strict";
import fc from "fast-check";
import { podRequest } from "../../../../components/job/pods/podRequest";
import { allocatable } from "../../../../components/nodes/instanceTypes/allocatable";
import { instanceTypes } from "../../../../components/nodes/instanceTypes/instanceTypes";
import { Autoscaler } from "../../../../components/nodes/pools/autoscaler";
import { NodePoolArgs } from "../../../../components/nodes/pools/nodePoolArgs";
import { DEFAULT_NODE_POOLS } from "../../../../components/nodes/pools/nodePoolDefaults";
import {
    factsOfPools,
    largestRooms,
    nodePoolFacts,
    NodeRoom,
} from "../../../../components/nodes/pools/nodePoolFacts";
import { someTypes } from "../someTypes";

const ZONES = ["us-east-1a", "us-east-1b"];

function factsOf(pool: Partial<NodePoolArgs>, autoscaler: Autoscaler = "karpenter") {
    const context = { autoscaler, instanceTypes: someTypes, zones: ZONES };
    const x: NodePoolArgs = { role: "executor", capacity: "spot", ...pool };
    return nodePoolFacts({ x }, context)["x"];
}

function room(instanceType: string): NodeRoom {
    const { cpuMillis, memoryMib } = allocatable(someTypes.get(instanceType) ?? assert.fail());
    return { instanceType, cpuMillis, memoryMib };
}

describe("what jobs know about node pools", () => {
    it("is the role, the zones and the largest nodes", () => {
        const context = { autoscaler: Autoscaler.Karpenter, instanceTypes, zones: ZONES };
        const executor = {
            role: "executor",
            zones: ZONES,
            largest: [{ instanceType: "r5.8xlarge", cpuMillis: 31850, memoryMib: 239554 }],
        };
        assert.deepStrictEqual(nodePoolFacts(DEFAULT_NODE_POOLS, context), {
            driver: {
                role: "driver",
                zones: ZONES,
                largest: [{ instanceType: "r5.4xlarge", cpuMillis: 15890, memoryMib: 118312 }],
            },
            "executor-spot": executor,
            "executor-on-demand": executor,
        });
    });

    it("has the zones of the pool where it names some", () => {
        assert.deepStrictEqual(factsOf({ zones: ["us-east-1b"] })?.zones, ["us-east-1b"]);
    });

    it("includes every node that is the largest in some respect", () => {
        const types = ["m5.large", "r5.4xlarge", "m8azn.3xlarge", "r5.12xlarge", "x2idn.16xlarge"];
        assert.deepStrictEqual(factsOf({ instanceTypes: types })?.largest, [
            room("x2idn.16xlarge"),
        ]);
        const [small, large] = [room("m5.xlarge"), room("r5.4xlarge")];
        const odd = { instanceType: "odd", cpuMillis: 16000, memoryMib: 16384 };
        assert.deepStrictEqual(largestRooms([small, odd, large, odd]), [odd, large]);
    });

    it("includes no node above the pool's limit", () => {
        for (const autoscaler of ["karpenter", "cluster-autoscaler"] as const) {
            const types = { instanceTypes: ["m5.2xlarge", "r5.12xlarge", "m5.4xlarge"] };
            const { largest } = factsOf({ ...types, cpuLimit: 47 }, autoscaler) ?? {};
            assert.deepStrictEqual(largest, [room("m5.4xlarge")], autoscaler);
        }
    });

    it("has the sizes of Cluster Autoscaler's groups", () => {
        assert.deepStrictEqual(factsOf({}, "cluster-autoscaler")?.largest, [room("r5.4xlarge")]);
    });

    it("has the minimum of its types' resources for a node group", () => {
        const context = {
            autoscaler: Autoscaler.ClusterAutoscaler,
            instanceTypes: new Map(
                [
                    { ...someTypes.get("m5.4xlarge")!, name: "more" },
                    { ...someTypes.get("m5.4xlarge")!, name: "less", addressesPerInterface: 30 },
                ].map((type) => [type.name, type]),
            ),
            zones: ZONES,
        };
        const pool = { role: "executor", capacity: "spot", instanceTypes: ["more", "less"] };
        const { x } = nodePoolFacts({ x: pool as NodePoolArgs }, context);
        const { cpuMillis, memoryMib } = allocatable(context.instanceTypes.get("less")!);
        assert.deepStrictEqual(x?.largest, [{ instanceType: "more", cpuMillis, memoryMib }]);
    });

    it("covers each node by a larger one, and none of these by another", () => {
        const amount = fc.integer({ min: 1, max: 9 });
        const rooms = fc.array(
            fc.record({ instanceType: fc.string(), cpuMillis: amount, memoryMib: amount }),
        );
        const covers = (a: NodeRoom, b: NodeRoom) =>
            a.cpuMillis >= b.cpuMillis && a.memoryMib >= b.memoryMib;
        fc.assert(
            fc.property(rooms, (all) => {
                const largest = largestRooms(all);
                assert.ok(all.every((one) => largest.some((other) => covers(other, one))));
                assert.ok(
                    largest.every((one) => largest.filter((two) => covers(two, one)).length === 1),
                );
            }),
        );
    });

    it("determines where jobs can run: all zones of the pools, by labels", () => {
        const pools = {
            a: { role: "driver", zones: ["c", "a"], largest: [] },
            b: { role: "executor", zones: ["b", "a"], largest: [] },
        } as const;
        const found = factsOfPools(structuredClone(pools) as never);
        assert.deepStrictEqual(found, { labelled: true, zones: ["a", "b", "c"] });
    });
});

describe("every instance type", () => {
    it("has room for a driver and an executor of the default size, so that no pool is useless", () => {
        const demand = { driver: {}, executor: {}, conf: {}, language: "Python" } as const;
        const { cpuMillis, memoryMib } = podRequest("executor", demand);
        assert.deepStrictEqual(podRequest("driver", demand), {
            cpuMillis,
            memoryMib,
            resources: {},
        });
        const tooSmall = [...instanceTypes.values()].filter((type) => {
            const node = allocatable(type);
            return node.cpuMillis < cpuMillis || node.memoryMib < memoryMib;
        });
        assert.deepStrictEqual(tooSmall, []);
    });
});
