import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { mocks } from "../../preview/mocks";

/** What a program gets back from a stash under the preview's mocks. */
async function stashed(input: pulumi.Input<string>): Promise<string> {
    await pulumi.runtime.setMocks(mocks, "project", "stack", true);
    const { output } = new pulumi.Stash("key", { input });
    return new Promise((resolve) => {
        (output as pulumi.Output<string>).apply(resolve);
    });
}

describe("a stash in a preview of pull requests", () => {
    it("has the same value in every run, even if the secret in it is random", async () => {
        const random = () => pulumi.secret(randomBytes(30).toString("base64url"));
        assert.equal(await stashed(random()), await stashed(random()));
    });

    it("has the value of its input otherwise", async () => {
        assert.equal(await stashed("1.35"), "1.35");
    });
});
