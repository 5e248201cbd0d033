import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { templateOf } from "../../scripts/generateCrdChart";
import { checkout } from "../../testkit/stack";
import { kubectl, testSandbox } from "../../testkit/testSandbox";

const templates = join(checkout, "charts", "spark-operator-crds", "templates");

describe("the chart of the operator's CRDs", () => {
    it("contains what the pinned operator's chart contains, without descriptions", () => {
        const pinned = join(testSandbox().artifacts.charts.sparkOperator, "crds");
        assert.deepEqual(readdirSync(templates), readdirSync(pinned));
        for (const file of readdirSync(pinned)) {
            const expected = templateOf(readFileSync(join(pinned, file), "utf8"));
            assert.equal(readFileSync(join(templates, file), "utf8"), expected, file);
        }
    });

    it("is accepted by the API server", () => {
        const answer = kubectl("apply", "--server-side", "--dry-run=server", "-f", templates);
        assert.equal(answer.trim().split("\n").length, 3);
    });
});
