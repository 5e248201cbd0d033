import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Properties, plainInputs } from "../../preview/plainInputs";

/** Members of the SDK that are missing in its types. */
const { specialSigKey, specialSecretSig, unknownValue } = pulumi.runtime as unknown as Record<
    "specialSigKey" | "specialSecretSig" | "unknownValue",
    string
>;

const secret = (value: unknown) => ({ [specialSigKey]: specialSecretSig, value });

describe("the inputs of a previewed resource", () => {
    it("are plain values; those with secrets are masked, unknown ones are marked", () => {
        const sent = {
            text: "a",
            list: [1, true, null, unknownValue],
            map: { deep: { password: secret("hidden"), id: unknownValue } },
            secretMap: secret({ user: "hidden", id: unknownValue }),
        };
        const properties = { toJavaScript: () => sent } as unknown as Properties;
        assert.deepStrictEqual(plainInputs(pulumi, properties), {
            text: "a",
            list: [1, true, null, "[unknown]"],
            map: "[secret]",
            secretMap: "[secret]",
        });
    });
});
