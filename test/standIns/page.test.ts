import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REFUSALS } from "../../testkit/standIns/aws/refusals";
import { DEFAULT_SETTINGS } from "../../testkit/standIns/aws/settings";
import { USERS_OF_ROLES } from "../../testkit/standIns/aws/visibility";
import { checkout } from "../../testkit/stack";

const PAGE = join(checkout, "testkit/standIns/README.md");

/** Rows of the tables that are generated, by the first cell of their head. */
const TABLES: Record<string, string[][]> = {
    refused: REFUSALS.map(({ what, source }) => [what, source]),
    "creation of": USERS_OF_ROLES.map(({ type, retries, source }) => [
        type,
        retries ? "retries" : "fails",
        source,
    ]),
};

describe("the stand-ins' page", () => {
    const page = () => readFileSync(PAGE, "utf8");

    for (const [head, rows] of Object.entries(TABLES)) {
        const table = new RegExp(`(\\| ${head} +\\|.*\\n\\|[- |]+\\|\\n)((?:\\|.*\\|\\n)*)`);

        it(`has the table of "${head}" as in the code`, () => {
            if (process.env["UPDATE_STAND_INS"]) {
                const lines = rows.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
                writeFileSync(
                    PAGE,
                    page().replace(table, (_, found) => `${found}${lines}`),
                );
            }
            const [, , shown = ""] = table.exec(page()) ?? [];
            const cells = shown
                .split("\n")
                .filter(Boolean)
                .map((row) => row.split(/(?<!\\)\|/).slice(1, -1))
                .map((row) => row.map((cell) => cell.trim()));
            assert.deepEqual(cells, rows);
        });
    }

    it("lists the settings", () => {
        const settings = [...Object.keys(DEFAULT_SETTINGS), "parameters"];
        for (const setting of settings) {
            assert.match(page(), new RegExp(`^\\|.*\`${setting}\`.*\\|.*\\|.*\\|$`, "m"));
        }
    });
});
