import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { orIfUnknown } from "../../../components/kubernetes/readCluster";
import { register, valueOf } from "../../../testkit/mocks";

class Thing extends pulumi.CustomResource {
    declare readonly kind: pulumi.Output<string>;
    constructor(name: string, inputs: pulumi.Inputs) {
        super("test:index:Thing", name, { kind: undefined, ...inputs });
    }
}

describe("a value that a preview may not know", () => {
    for (const [when, preview, expected] of [
        ["is another one in a preview that does not know it", true, "plain"],
        ["is itself in an update", false, "known"],
    ] as const) {
        it(when, async () => {
            await register(
                async () => {
                    const given = preview ? {} : { kind: "known" };
                    const { kind } = new Thing("thing", given);
                    assert.strictEqual(await valueOf(orIfUnknown(kind, "plain")), expected);
                },
                { preview },
            );
        });
    }

    it("is used in a preview that knows it", async () => {
        await register(
            async () => {
                const known = orIfUnknown(pulumi.output("known"), "plain");
                assert.strictEqual(await valueOf(known), "known");
            },
            { preview: true },
        );
    });
});
