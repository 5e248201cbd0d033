import assert from "node:assert/strict";
import { variantTable } from "../../bench/variantTable";

describe("a table of variants", () => {
    it("has their medians, and their ratios to the first", () => {
        const runs = new Map([
            ["plain", [{ rate: 4 }, { rate: 2 }, { rate: 9 }]],
            ["tuned", [{ rate: 9 }, { rate: 8 }, { rate: 7 }]],
        ]);
        const rate = { name: "jobs a minute", of: (run: { rate: number }) => run.rate };
        const memory = { ...rate, name: "memory", unit: "MiB", digits: 0 };
        assert.strictEqual(
            variantTable(runs, [rate, memory]),
            [
                "| median of 3 | plain | tuned |",
                "| --- | --- | --- |",
                "| jobs a minute | 4.0 (1.00) | 8.0 (2.00) |",
                "| memory | 4 MiB (1.00) | 8 MiB (2.00) |",
            ].join("\n"),
        );
    });
});
