import { strict as assert } from "node:assert";
import { burstFigures, BurstNode, BurstPod } from "../../bench/burstFigures";
import { PodSize } from "../../bench/burstLoad";
import { nodesNeeded } from "../../bench/fixedNodes";

function node(name: string, zone: string, type: string, capacity?: string): BurstNode {
    const labels = {
        "topology.kubernetes.io/zone": zone,
        "node.kubernetes.io/instance-type": type,
        ...(capacity && { "spark-platform.dev/capacity": capacity }),
    };
    return { metadata: { name, labels }, status: { allocatable: { cpu: "8", memory: "32Gi" } } };
}

function pod(job: string, role: string, nodeName: string): BurstPod {
    return {
        metadata: { labels: { "spark-platform.dev/job": job, "spark-role": role } },
        spec: {
            nodeName,
            containers: [{ resources: { requests: { cpu: "2", memory: "4096Mi" } } }],
        },
    };
}

describe("the figures of a burst", () => {
    it("are computed from its nodes and pods", () => {
        const nodes = [
            node("one", "a", "m5.2xlarge"),
            node("two", "a", "r5.2xlarge", "spot"),
            node("three", "b", "r5.2xlarge", "spot"),
        ];
        const pods = [
            pod("etl", "driver", "one"),
            pod("etl", "executor", "two"),
            pod("etl", "executor", "two"),
            pod("etl", "executor", "three"),
            pod("daily", "executor", "two"),
            pod("daily", "executor", "two"),
        ];
        assert.deepEqual(burstFigures(nodes, pods, 0.5), {
            nodes: 3,
            dollarsPerHour: 0.384 + 0.504,
            cpuShare: 0.5,
            memoryShare: 0.25,
            pairs: 4,
            crossZonePairs: 2,
            types: ["2 x r5.2xlarge spot", "1 x m5.2xlarge on-demand"],
        });
    });

    it("need a price for each node", () => {
        assert.throws(() => burstFigures([node("one", "a", "m0.large")], [], 0.5), {
            message: 'one: no price for the type "m0.large"',
        });
    });
});

describe("the number of fixed nodes", () => {
    const small = { cpuMillis: 1000, memoryMib: 1000 };
    const large = { cpuMillis: 4000, memoryMib: 6000 };

    it("is the smallest that fits all pods", () => {
        const room = { cpuMillis: 7910, memoryMib: 10_000 };
        const pods = [...Array<PodSize>(7).fill(small), large, large];
        assert.equal(nodesNeeded(pods, room), 3);
    });

    it("is undefined for a pod that is larger than a node", () => {
        assert.throws(() => nodesNeeded([large], { cpuMillis: 3920, memoryMib: 14_162 }), {
            message: "a pod of 4000m CPU, 6000 MiB does not fit on any node",
        });
    });
});
