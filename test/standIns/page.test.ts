import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REFUSALS } from "../../testkit/standIns/aws/refusals";
import { DEFAULT_SETTINGS } from "../../testkit/standIns/aws/settings";
import { checkout } from "../../testkit/stack";

const PAGE = join(checkout, "testkit/standIns/README.md");
const TABLE = /(\| refused +\| source +\|\n\|[- |]+\|\n)((?:\|.*\|\n)*)/;

describe("the page of the stand-ins", () => {
    const page = () => readFileSync(PAGE, "utf8");

    it("lists what they refuse, and where that is written", () => {
        if (process.env["UPDATE_STAND_INS"]) {
            const rows = REFUSALS.map(({ what, source }) => `| ${what} | ${source} |\n`);
            writeFileSync(
                PAGE,
                page().replace(TABLE, (_, head) => `${head}${rows.join("")}`),
            );
        }
        const [, , rows = ""] = TABLE.exec(page()) ?? [];
        const cells = rows
            .split("\n")
            .filter(Boolean)
            .map((row) => row.split("|").map((cell) => cell.trim()));
        assert.deepEqual(
            cells.map(([, what, source]) => ({ what, source })),
            REFUSALS.map(({ what, source }) => ({ what, source })),
        );
    });

    it("lists what can be set", () => {
        const settings = [...Object.keys(DEFAULT_SETTINGS), "parameters"];
        for (const setting of settings) {
            assert.match(page(), new RegExp(`^\\|.*\`${setting}\`.*\\|.*\\|.*\\|$`, "m"));
        }
    });
});
