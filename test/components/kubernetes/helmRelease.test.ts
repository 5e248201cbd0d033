import assert from "node:assert/strict";
import { helmReleaseOf, originOf } from "../../../components/kubernetes/helmRelease";

const annotations = {
    "meta.helm.sh/release-name": "karpenter",
    "meta.helm.sh/release-namespace": "kube-system",
};

describe("the Helm release of an object", () => {
    it("is given by both of Helm's annotations", () => {
        assert.deepStrictEqual(helmReleaseOf({ annotations }), {
            name: "karpenter",
            namespace: "kube-system",
        });
        assert.strictEqual(helmReleaseOf(undefined), undefined);
        assert.strictEqual(
            helmReleaseOf({ annotations: { "meta.helm.sh/release-name": "x" } }),
            undefined,
        );
    });

    it("is its origin, or the namespace that it was applied to", () => {
        assert.deepStrictEqual(
            [{ annotations, namespace: "elsewhere" }, { namespace: "tools" }, {}, undefined].map(
                originOf,
            ),
            [
                'Helm release "karpenter" in namespace "kube-system"',
                'applied without Helm in namespace "tools"',
                "applied without Helm",
                "applied without Helm",
            ],
        );
    });
});
