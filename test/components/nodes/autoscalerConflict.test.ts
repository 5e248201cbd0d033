import assert from "node:assert/strict";
import { Deployment, ObjectMeta } from "../../../components/kubernetes/objects";
import {
    autoscalerConflict,
    ExistingAutoscalers,
    installedBy,
    karpenterOutage,
} from "../../../components/nodes/autoscalerConflict";

const STACK = "data/dev";

const made = (release: string, stack?: string): ObjectMeta => ({
    namespace: "kube-system",
    annotations: {
        "meta.helm.sh/release-name": release,
        "meta.helm.sh/release-namespace": "kube-system",
        ...(stack !== undefined && { "spark-platform.dev/stack": stack }),
    },
});
const byHand: Deployment = { metadata: { name: "autoscaler", namespace: "tools" } };

const nothing: ExistingAutoscalers = { clusterAutoscalers: [] };
const ours: ExistingAutoscalers = {
    karpenterCrd: { metadata: made("karpenter-crd", STACK) },
    karpenter: { metadata: made("karpenter", STACK), status: { availableReplicas: 2 } },
    clusterAutoscalers: [{ metadata: made("cluster-autoscaler", STACK) }],
};

const refused = (product: string, which: string) =>
    `autoscaler: the cluster already has ${product}: ${which}. Remove it, or set ` +
    'autoscaler to "none" and label its nodes for the jobs ' +
    "(docs/how-to/use-your-own-nodes.md).";

describe("an autoscaler beside existing ones", () => {
    it("is installed if there is none, or if it is the stack's own", () => {
        for (const existing of [nothing, ours]) {
            assert.strictEqual(autoscalerConflict(existing, "karpenter", STACK), undefined);
            assert.strictEqual(
                autoscalerConflict(existing, "cluster-autoscaler", STACK),
                undefined,
            );
        }
    });

    it("is installed beside another one", () => {
        const karpenterCrd = { metadata: made("karpenter-crd") };
        assert.strictEqual(
            autoscalerConflict({ ...nothing, karpenterCrd }, "cluster-autoscaler", STACK),
            undefined,
        );
        assert.strictEqual(
            autoscalerConflict({ clusterAutoscalers: [byHand] }, "karpenter", STACK),
            undefined,
        );
    });

    it("is refused beside another of its kind, with the other's origin", () => {
        const cases: [Partial<ExistingAutoscalers>, string][] = [
            [
                { karpenterCrd: { metadata: made("karpenter-crd", "data/prod") } },
                'of stack "data/prod" (Helm release "karpenter-crd" in namespace "kube-system")',
            ],
            // As EKS Auto Mode has it.
            [{ karpenterCrd: { metadata: {} } }, "applied without Helm"],
            [
                { karpenter: { metadata: made("karpenter") } },
                'Helm release "karpenter" in namespace "kube-system"',
            ],
        ];
        for (const [existing, which] of cases) {
            assert.strictEqual(
                autoscalerConflict({ ...nothing, ...existing }, "karpenter", STACK),
                refused("Karpenter", which),
            );
        }
        const clusterAutoscalers = [
            byHand,
            { metadata: made("scaler") },
            { metadata: made("scaler") },
        ];
        assert.strictEqual(
            autoscalerConflict({ clusterAutoscalers }, "cluster-autoscaler", STACK),
            refused(
                "Cluster Autoscaler",
                'Helm release "scaler" in namespace "kube-system" and applied without Helm in ' +
                    'namespace "tools"',
            ),
        );
    });

    it("waits until the CRDs of the last one are deleted", () => {
        const metadata = { ...made("karpenter-crd", STACK), deletionTimestamp: "2026-11-23" };
        assert.strictEqual(
            autoscalerConflict({ ...nothing, karpenterCrd: { metadata } }, "karpenter", STACK),
            'CRD "nodepools.karpenter.sh" is still being deleted. Run this again when it ' +
                "is gone.",
        );
    });
});

describe("the autoscalers that a stack has", () => {
    it("are those with its mark", () => {
        assert.deepStrictEqual(installedBy(STACK, nothing), []);
        assert.deepStrictEqual(installedBy("data/prod", ours), []);
        assert.deepStrictEqual(installedBy(STACK, ours), ["karpenter", "cluster-autoscaler"]);
    });
});

describe("a Karpenter without pods", () => {
    const withPods = (availableReplicas?: number): ExistingAutoscalers => ({
        ...ours,
        karpenter: { metadata: made("karpenter", STACK), status: { availableReplicas } },
    });

    it("is reported only to its stack", () => {
        const message =
            "Karpenter is not running: Deployment karpenter in namespace kube-system has " +
            "no available pod. Nodes are neither added nor removed, and the deletion of a " +
            'pool waits for its nodes. See "Karpenter does not run" in ' +
            "docs/operations/destroy-an-eks-stack.md.";
        assert.strictEqual(karpenterOutage(withPods(), STACK), message);
        assert.strictEqual(karpenterOutage(withPods(0), STACK), message);
        assert.strictEqual(karpenterOutage(withPods(1), STACK), undefined);
        assert.strictEqual(karpenterOutage(withPods(0), "data/prod"), undefined);
        assert.strictEqual(karpenterOutage(nothing, STACK), undefined);
    });
});
