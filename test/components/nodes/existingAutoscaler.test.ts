import assert from "node:assert/strict";
import { KubernetesApi } from "../../../components/kubernetes/api";
import { KubernetesApiError } from "../../../components/kubernetes/http";
import {
    namespaceForAutoscaler,
    findAutoscalers,
    warnOfAutoscalerSwitch,
} from "../../../components/nodes/existingAutoscaler";
import { KUBECONFIG, someCluster } from "../../../testkit/cluster";
import { register, valueOf } from "../../../testkit/mocks";

const karpenterCrd = { metadata: { name: "nodepools.karpenter.sh" } };
const karpenter = { metadata: { name: "karpenter", namespace: "kube-system" } };
const scaler = { metadata: { name: "cluster-autoscaler", namespace: "kube-system" } };
const byHand = { metadata: { name: "scaler", namespace: "tools" } };

const ANSWERS: Record<string, unknown> = {
    "crd nodepools.karpenter.sh": karpenterCrd,
    "deployment kube-system/karpenter": karpenter,
    "deployment kube-system/cluster-autoscaler": scaler,
    "deployments app.kubernetes.io/name=aws-cluster-autoscaler": [scaler],
    "deployments app=cluster-autoscaler": [byHand, scaler],
};

/** @param answer to the questions above */
function apiOf(answer: (question: string) => unknown): KubernetesApi {
    const ask = (question: string) => Promise.resolve().then(() => answer(question));
    return {
        readCrd: (name: string) => ask(`crd ${name}`),
        readDeployment: ({ namespace, name }: { namespace: string; name: string }) =>
            ask(`deployment ${namespace}/${name}`),
        listDeployments: ({ labelSelector }: { labelSelector: string }) =>
            ask(`deployments ${labelSelector}`),
    } as unknown as KubernetesApi;
}

describe("the search for autoscalers", () => {
    it("finds Karpenter's CRD and controller, and each Cluster Autoscaler once", async () => {
        assert.deepStrictEqual(await findAutoscalers(apiOf((question) => ANSWERS[question])), {
            karpenterCrd,
            karpenter,
            clusterAutoscalers: [scaler, byHand],
        });
    });

    it("treats what cannot be read as absent, and passes on any other failure", async () => {
        const refusing = (status: number) =>
            apiOf((question) => {
                throw new KubernetesApiError(question, status);
            });
        assert.deepStrictEqual(await findAutoscalers(refusing(403)), { clusterAutoscalers: [] });
        await assert.rejects(findAutoscalers(refusing(500)), {
            message: "crd nodepools.karpenter.sh",
        });
    });
});

describe("a cluster whose autoscalers cannot be read", () => {
    it("is assumed to be free, without a warning", async () => {
        await register(async () => {
            const made = { ...someCluster("made"), kubeconfig: KUBECONFIG };
            for (const cluster of [someCluster(), made]) {
                const namespace = namespaceForAutoscaler(cluster, "karpenter");
                assert.strictEqual(await valueOf(namespace), "kube-system");
                assert.strictEqual(await valueOf(warnOfAutoscalerSwitch(cluster, "none")), "none");
            }
        });
    });
});
