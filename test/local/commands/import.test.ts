import assert from "node:assert/strict";
import { join } from "node:path";
import { importApplications } from "../../../local/commands/import";
import { readOptions } from "../../../local/options";
import { checkout } from "../../../testkit/stack";

const FILE = "test/local/import/manifests/growing.yaml";

describe("make import", () => {
    it("says what to name without a file", () => {
        assert.throws(() => importApplications(readOptions({})), {
            message: "FILE: name a YAML file, e.g. make import FILE=app.yaml",
        });
        for (const file of ["no/such.yaml", "test"]) {
            assert.throws(() => importApplications(readOptions({ FILE: file })), {
                message: `FILE: ${file} does not exist or is not a file`,
            });
        }
    });

    it("prints jobs of the given team", () => {
        const { log } = console;
        const printed: unknown[] = [];
        console.log = (text: unknown) => printed.push(text);
        try {
            importApplications(readOptions({ FILE: join(checkout, FILE), TEAM: "sales" }));
        } finally {
            console.log = log;
        }
        const [text] = printed as string[];
        assert.match(
            text ?? "",
            /^# Put this below config: in the stack file\. Its teams: "sales"\.\n/,
        );
        assert.match(text ?? "", /\n {4}backfill:\n {8}team: sales\n/);
    });
});
