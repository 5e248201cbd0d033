import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { podFields } from "./podFields";

const FILE = "components/job/checks/podFields.json";

describe("the fields of pod templates", () => {
    it("are those that the operator supports (UPDATE_FIELDS=1 writes them)", () => {
        const fields = podFields();
        if (process.env.UPDATE_FIELDS !== undefined) {
            writeFileSync(FILE, `${JSON.stringify(fields, null, 4)}\n`);
        }
        assert.deepEqual(JSON.parse(readFileSync(FILE, "utf8")), fields);
    });
});
