import assert from "node:assert/strict";
import { claimRefusal } from "../../../components/kubernetes/namespaceClaim";

const stack = "spark-platform/dev";
const flag = "teams.processing.createNamespace";

function refusal(metadata: Parameters<typeof claimRefusal>[0]["metadata"]): string | undefined {
    return claimRefusal({ metadata }, "processing", stack, flag);
}

function madeBy(owner: string) {
    return {
        labels: { "app.kubernetes.io/managed-by": "spark-platform" },
        annotations: { "spark-platform.dev/stack": owner },
    };
}

describe("a namespace that exists already", () => {
    const advice =
        "Choose another name, or set teams.processing.createNamespace: false " +
        "to use it as it is (it is then never deleted).";

    it("is rejected if someone else created it", () => {
        assert.strictEqual(refusal({}), `Namespace "processing" already exists. ${advice}`);
        assert.strictEqual(
            refusal({ labels: { "app.kubernetes.io/managed-by": "Helm" } }),
            `Namespace "processing" already exists. ${advice}`,
        );
    });

    it("is rejected if another stack created it", () => {
        assert.strictEqual(
            refusal(madeBy("spark-platform/prod")),
            'Namespace "processing" already exists and belongs to stack "spark-platform/prod". ' +
                advice,
        );
    });

    it("is rejected while it is being deleted", () => {
        assert.strictEqual(
            refusal({ ...madeBy(stack), deletionTimestamp: "2026-01-01T00:00:00Z" }),
            'Namespace "processing" is still being deleted. Run again when it is gone.',
        );
    });

    it("is rejected with what blocks its deletion", () => {
        const metadata = { ...madeBy(stack), deletionTimestamp: "2026-01-01T00:00:00Z" };
        const conditions = [
            { type: "NamespaceDeletionDiscoveryFailure", status: "False", message: "All is well" },
            {
                type: "NamespaceFinalizersRemaining",
                status: "True",
                message: "Some content has finalizers remaining: a.b/hold in 1 resource instances",
            },
        ];
        assert.strictEqual(
            claimRefusal({ metadata, status: { conditions } }, "processing", stack, flag),
            'Namespace "processing" is still being deleted: Some content has finalizers remaining: ' +
                "a.b/hold in 1 resource instances. Run again when it is gone. " +
                'See "Namespace stuck" in docs/operations/repair-a-stack.md.',
        );
    });

    it("is accepted if this stack created it", () => {
        assert.strictEqual(refusal(madeBy(stack)), undefined);
    });
});
