import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { monthlyCosts } from "../../bench/monthly";
import { dataOnEks, total } from "../../bench/monthlyCost";
import { checkout } from "../../testkit/stack";

describe("the monthly cost of a platform on EKS", () => {
    /** A table's cells, no matter how wide its columns are. */
    const cells = (table: string) =>
        table
            .trim()
            .split("\n")
            .map((row) => row.split("|").map((cell) => cell.trim().replace(/^-+$/, "---")));

    it("is shown in the docs", async () => {
        const docs = readFileSync(join(checkout, "docs/how-to/choose-a-preset.md"), "utf8");
        const [, table = ""] = /\n(\| +\| \$ per month [^]*?)\n\n/.exec(docs) ?? [];
        assert.deepStrictEqual(cells(table), cells(await monthlyCosts()));
    });

    it("is at most a third of the default of data-on-eks for learners", async () => {
        const [, study = ""] = /`study` *\| (\d+)/.exec(await monthlyCosts()) ?? [];
        assert.ok(Number(study) > 0 && Number(study) <= total(dataOnEks()) / 3, study);
    });
});
