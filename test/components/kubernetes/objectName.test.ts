import assert from "node:assert/strict";
import * as fc from "fast-check";
import { objectName } from "../../../components/kubernetes/objectName";

describe("objectName", () => {
    const table: [string, string][] = [
        ["airflow", "airflow"],
        ["data-science-2", "data-science-2"],
        ["oidc:data-team", "oidc-data-team-674e3b05"],
        ["Spark", "spark-65222d7f"],
        ["ana@example.com", "ana-example-com-696ade37"],
        ["日本", "ac3da3e9"],
    ];
    for (const [text, name] of table) {
        it(`is ${name} for ${text}`, () => {
            assert.strictEqual(objectName(text), name);
        });
    }

    it("is a DNS label with room for a prefix, and different for different strings", () => {
        const text = fc.string({ minLength: 1, maxLength: 80 });
        fc.assert(
            fc.property(text, text, (one, other) => {
                assert.match(objectName(one), /^[a-z0-9]([-a-z0-9]{0,45}[a-z0-9])?$/);
                assert.strictEqual(objectName(one) === objectName(other), one === other);
            }),
        );
    });
});
