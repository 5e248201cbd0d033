import assert from "node:assert/strict";
import { switchOrder } from "../../../components/nodes/autoscalerSwitch";

describe("a change of the autoscaler", () => {
    it("is described in order: what is created, what is drained, what is deleted", () => {
        assert.strictEqual(
            switchOrder("karpenter", "cluster-autoscaler"),
            `autoscaler: changes from "karpenter" to "cluster-autoscaler", in this order:
  1. Node groups are created, then Cluster Autoscaler.
  2. Karpenter's pools are deleted: their nodes are drained. Executors move; a driver can continue for 30 minutes, then it is terminated.
  3. Karpenter is deleted, after its last node.
Do this when no long job is running; its driver would be terminated.`,
        );
        assert.strictEqual(
            switchOrder("cluster-autoscaler", "karpenter"),
            `autoscaler: changes from "cluster-autoscaler" to "karpenter", in this order:
  1. Karpenter and its pools are created.
  2. Cluster Autoscaler is deleted.
  3. Its node groups are deleted: EKS drains their nodes. Executors move; a driver is terminated after a few minutes.
Do this when no long job is running; its driver would be terminated.`,
        );
        assert.strictEqual(
            switchOrder("cluster-autoscaler", "none").split("\n")[1],
            "  1. Nothing is created: label the nodes that take over before this update " +
                "(docs/how-to/use-your-own-nodes.md).",
        );
    });
});
