import assert from "node:assert/strict";
import { removedByHand } from "../../../local/recovery/removed";

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
    return removedByHand(RESOURCES, {
        namespaceUid: () => Promise.resolve(uid),
        hasCrd: () => Promise.resolve(hasCrd),
    });
}

describe("what somebody deleted past Pulumi", () => {
    it("is nothing where all is there", async () => {
        assert.deepEqual(await removed("1", true), { namespaces: [], crds: [] });
    });

    it("is a namespace that is gone, or was made again", async () => {
        for (const uid of [undefined, "2"]) {
            assert.deepEqual((await removed(uid, true)).namespaces, ["processing"]);
        }
    });

    it("is the CRDs of a release that is still there", async () => {
        assert.deepEqual((await removed("1", false)).crds, ["r"]);
    });
});
