import assert from "node:assert/strict";
import { switchOrder } from "../../../components/nodes/autoscalerSwitch";

describe("a change of the autoscaler", () => {
    it("is told in order: what comes, what is drained, what goes", () => {
        assert.strictEqual(
            switchOrder("karpenter", "cluster-autoscaler"),
            `autoscaler: changes from "karpenter" to "cluster-autoscaler", in this order:
  1. Node groups come, then Cluster Autoscaler.
  2. Karpenter's pools go: their nodes are drained. Executors move; a driver may go on for 30 minutes, then it is ended.
  3. Karpenter goes, after its last node.
Do it when no long job runs: its driver would be ended.`,
        );
        assert.strictEqual(
            switchOrder("cluster-autoscaler", "karpenter"),
            `autoscaler: changes from "cluster-autoscaler" to "karpenter", in this order:
  1. Karpenter comes, with its pools.
  2. Cluster Autoscaler goes.
  3. Its node groups go: EKS drains their nodes. Executors move; a driver is ended after a few minutes.
Do it when no long job runs: its driver would be ended.`,
        );
        assert.strictEqual(
            switchOrder("cluster-autoscaler", "none").split("\n")[1],
            "  1. Nothing comes: the nodes that are to take over need their labels before " +
                "(docs/how-to/use-your-own-nodes.md).",
        );
    });
});
