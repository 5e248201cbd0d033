import assert from "node:assert/strict";
import fc from "fast-check";
import { placement, RolePlacement } from "../../../../components/job/pods/placement";
import { nodeGroups } from "../../../../components/nodes/clusterAutoscaler/nodeGroups";
import { karpenterPool } from "../../../../components/nodes/karpenter/nodePool";
import { expectedNodes, NodeMarks, Taint } from "../../../../components/nodes/pools/nodeLabels";
import { NodePoolArgs, NodeRole } from "../../../../components/nodes/pools/nodePoolArgs";
import { DEFAULT_NODE_POOLS } from "../../../../components/nodes/pools/nodePoolDefaults";
import { arbitraryNodePools, nodeContext } from "./arbitraryNodePool";

type Pools = Readonly<Record<string, NodePoolArgs>>;

/** Labels and taints of a pool's nodes, by who makes them. */
const TARGETS: Record<string, (pools: Pools, name: string) => NodeMarks[]> = {
    karpenter: (pools, name) => {
        const { template } = karpenterPool(name, pools[name]!, nodeContext).spec;
        return [{ labels: template.metadata.labels, taints: template.spec.taints }];
    },
    "cluster-autoscaler": (pools, name) =>
        nodeGroups(pools, nodeContext)
            .filter(({ pool }) => pool === name)
            .map(({ labels, taints }) => ({ labels, taints: taints.map(kubernetesTaint) })),
    none: (pools, name) => [expectedNodes(pools)[name]!],
};

/** As EKS writes it to the nodes. */
function kubernetesTaint({ key, value }: { key: string; value: string }): Taint {
    return { key, value, effect: "NoSchedule" };
}

/** Whether the scheduler would put a pod on a node: rules of node affinity, and taints. */
function fits({ affinity, tolerations }: RolePlacement, { labels, taints }: NodeMarks): boolean {
    const { nodeSelectorTerms = [] } =
        affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution ?? {};
    const selected =
        nodeSelectorTerms.length === 0 ||
        nodeSelectorTerms.some(({ matchExpressions }) =>
            matchExpressions.every(({ key, values }) => values.includes(labels[key] ?? "")),
        );
    const tolerated = taints.every((taint) =>
        tolerations.some(
            ({ key, value, effect }) =>
                key === taint.key && value === taint.value && effect === taint.effect,
        ),
    );
    return selected && tolerated;
}

/** Nodes of a pool in a zone. */
function inZone({ labels, taints }: NodeMarks, zone: string): NodeMarks {
    return { labels: { ...labels, "topology.kubernetes.io/zone": zone }, taints };
}

describe("labels and taints of nodes", () => {
    it("are the pool's name, role and capacity", () => {
        assert.deepStrictEqual(expectedNodes(DEFAULT_NODE_POOLS), {
            driver: {
                labels: {
                    "spark-platform.dev/pool": "driver",
                    "spark-platform.dev/role": "driver",
                    "spark-platform.dev/capacity": "on-demand",
                },
                taints: [{ key: "spark-platform.dev/role", value: "driver", effect: "NoSchedule" }],
            },
            "executor-spot": {
                labels: {
                    "spark-platform.dev/pool": "executor-spot",
                    "spark-platform.dev/role": "executor",
                    "spark-platform.dev/capacity": "spot",
                },
                taints: [
                    { key: "spark-platform.dev/role", value: "executor", effect: "NoSchedule" },
                    { key: "spark-platform.dev/capacity", value: "spot", effect: "NoSchedule" },
                ],
            },
            "executor-on-demand": {
                labels: {
                    "spark-platform.dev/pool": "executor-on-demand",
                    "spark-platform.dev/role": "executor",
                    "spark-platform.dev/capacity": "on-demand",
                },
                taints: [
                    { key: "spark-platform.dev/role", value: "executor", effect: "NoSchedule" },
                ],
            },
        });
    });

    it("are the same under any autoscaler", () => {
        const property = fc.property(arbitraryNodePools("cluster-autoscaler"), (pools) => {
            for (const name of Object.keys(pools)) {
                const expected = expectedNodes(pools)[name];
                for (const [target, marksOf] of Object.entries(TARGETS)) {
                    const marks = marksOf(pools, name);
                    assert.ok(marks.length > 0, target);
                    marks.forEach((one) => assert.deepStrictEqual(one, expected, target));
                }
            }
        });
        fc.assert(property, { numRuns: 30 });
    });

    for (const [target, marksOf] of Object.entries(TARGETS)) {
        it(`let in pods that are bound to their pool (${target})`, () => {
            const zone = "eu-central-1b";
            const facts = { labelled: true, zones: [...nodeContext.zones!] };
            const property = fc.property(arbitraryNodePools("cluster-autoscaler"), (pools) => {
                for (const bound of Object.keys(pools)) {
                    const { role } = pools[bound]!;
                    const pods = placement(facts, zone, { [role]: bound });
                    for (const name of Object.keys(pools)) {
                        for (const node of marksOf(pools, name)) {
                            const isIn = fits(pods[role], inZone(node, zone));
                            assert.strictEqual(isIn, name === bound);
                        }
                    }
                }
            });
            fc.assert(property, { numRuns: 10 });
        });

        it(`let in pods of their role and zone alone (${target})`, () => {
            const zone = "eu-central-1b";
            const pods = placement({ labelled: true, zones: [...nodeContext.zones!] }, zone);
            const property = fc.property(arbitraryNodePools("cluster-autoscaler"), (pools) => {
                for (const [name, { role }] of Object.entries(pools)) {
                    for (const node of marksOf(pools, name)) {
                        for (const podRole of Object.values(NodeRole)) {
                            const isIn = fits(pods[podRole], inZone(node, zone));
                            assert.strictEqual(isIn, podRole === role);
                            assert.ok(!fits(pods[podRole], inZone(node, "eu-central-1a")));
                        }
                        const stranger = { affinity: { nodeAffinity: {} }, tolerations: [] };
                        assert.ok(!fits(stranger, inZone(node, zone)));
                    }
                }
            });
            fc.assert(property, { numRuns: 30 });
        });
    }
});
