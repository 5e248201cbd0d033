import assert from "node:assert/strict";
import { deletedOutsidePulumi } from "../../../local/recovery/removed";

const RESOURCES = [
    {
        urn: "n",
        type: "kubernetes:core/v1:Namespace",
        outputs: { metadata: { name: "processing", uid: "1" } },
    },
    {
        urn: "r",
        type: "kubernetes:helm.sh/v3:Release",
        inputs: { name: "spark-operator-crds" },
    },
    { urn: "o", type: "kubernetes:helm.sh/v3:Release", inputs: { name: "spark-operator" } },
];

function removed(uid: string | undefined, hasCrd: boolean) {
    return deletedOutsidePulumi(RESOURCES, {
        namespaceUid: () => Promise.resolve(uid),
        hasCrd: () => Promise.resolve(hasCrd),
    });
}

describe("what was deleted outside Pulumi", () => {
    it("is nothing if everything exists", async () => {
        assert.deepEqual(await removed("1", true), { namespaces: [], crds: [] });
    });

    it("is a namespace that is gone, or was recreated", async () => {
        for (const uid of [undefined, "2"]) {
            assert.deepEqual((await removed(uid, true)).namespaces, ["processing"]);
        }
    });

    it("is the CRDs of a release that still exists", async () => {
        assert.deepEqual((await removed("1", false)).crds, ["r"]);
    });
});
