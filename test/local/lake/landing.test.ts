import assert from "node:assert/strict";
import { lakeOf } from "../../../local/lake/landing";

describe("the lake of a stack file", () => {
    it("is that of the first job with the parameter", () => {
        const flights = { team: "processing", parameters: { lake: "s3a://acme-lake/a/b" } };
        assert.deepEqual(lakeOf({ pi: { team: "other" }, flights }), {
            ...{ team: "processing", bucket: "acme-lake", prefix: "a/b" },
        });
        const bare = { team: "processing", parameters: { lake: "s3a://acme-lake" } };
        assert.equal(lakeOf({ bare }).prefix, "");
    });

    it("is missing if no job sets one", () => {
        assert.throws(
            () => lakeOf({ pi: { team: "processing" } }),
            /No job in the stack file sets the parameter lake: s3a:\/\/<bucket>\/<folder>\./,
        );
    });
});
