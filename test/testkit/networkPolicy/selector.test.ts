import assert from "node:assert/strict";
import { selects } from "../../../testkit/networkPolicy/selector";

describe("label selectors", () => {
    const labels = { tier: "cache", environment: "dev" };
    const expression = (operator: string, ...values: string[]) => {
        const requirement = { key: "tier", operator, ...(values.length > 0 && { values }) };
        return { matchExpressions: [requirement] };
    };

    it("require all labels and expressions to match", () => {
        const cases: [Parameters<typeof selects>[0], boolean, boolean][] = [
            // With the label `tier`, and without any label.
            [{}, true, true],
            [{ matchLabels: { tier: "cache" } }, true, false],
            [{ matchLabels: { tier: "cache", environment: "qa" } }, false, false],
            [expression("In", "cache", "backend"), true, false],
            [expression("In", "backend"), false, false],
            [expression("NotIn", "cache"), false, true],
            [expression("NotIn", "backend"), true, true],
            [expression("Exists"), true, false],
            [expression("DoesNotExist"), false, true],
            [{ matchLabels: { environment: "qa" }, ...expression("Exists") }, false, false],
        ];
        for (const [selector, withLabels, without] of cases) {
            const results = [selects(selector, labels), selects(selector, {})];
            assert.deepEqual(results, [withLabels, without], JSON.stringify(selector));
        }
    });

    it("are refused if the API server would refuse them", () => {
        for (const selector of [
            expression("In"),
            expression("NotIn"),
            expression("Exists", "cache"),
            expression("DoesNotExist", "cache"),
            expression("Equals", "cache"),
            expression("Equals"),
        ]) {
            assert.throws(() => selects(selector, labels), /^Error: matchExpressions: /);
        }
    });
});
