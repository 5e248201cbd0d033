import assert from "node:assert/strict";
import { removedCrdsWarning } from "../../../components/kubernetes/removedCrds";

const RELEASE = {
    of: "the Spark operator",
    crd: "sparkapplications.sparkoperator.k8s.io",
    name: "spark-operator-crds",
    namespace: "spark-operator",
};

function warning(crd: object | undefined, status: string): Promise<string | undefined> {
    const labels = { owner: "helm", name: RELEASE.name, status };
    return removedCrdsWarning(
        {
            readCrd: () => Promise.resolve(crd),
            listMetadata: () => Promise.resolve([{ name: "unlabelled" }, { labels }]),
        },
        RELEASE,
    );
}

describe("deleted CRDs", () => {
    it("are reported if their Helm release still exists", async () => {
        assert.match(
            (await warning(undefined, "deployed")) ?? "",
            /^The CRDs of the Spark operator were deleted, .* kubectl --namespace spark-operator delete secret --selector owner=helm,name=spark-operator-crds; pulumi refresh$/,
        );
    });

    it("are not reported if they exist or were not installed yet", async () => {
        assert.equal(await warning({}, "deployed"), undefined);
        assert.equal(await warning(undefined, "pending-install"), undefined);
    });
});
