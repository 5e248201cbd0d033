import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Answer } from "../../../local/import/fieldRow";
import { APPLICATION_FIELDS, SCHEDULE_FIELDS } from "../../../local/import/fields";
import { coverage, crdFields } from "../../../scripts/crdFields";
import { PAGE, withTables } from "../../../scripts/generateCrdTable";

const NOTHING = { missing: [], unknown: [], ambiguous: [] };

describe("fields of the CRDs", () => {
    const fields = crdFields("sparkapplications");

    it("cover SparkApplication", () => {
        assert.ok(fields.size > 1900, `only ${fields.size}`);
        assert.equal(fields.get("spec.driver.env[].valueFrom.fieldRef.fieldPath"), "string");
        assert.deepEqual(coverage(APPLICATION_FIELDS, fields.keys()), NOTHING);
    });

    it("cover ScheduledSparkApplication", () => {
        const scheduled = crdFields("scheduledsparkapplications");
        assert.deepEqual(coverage(SCHEDULE_FIELDS, scheduled.keys()), NOTHING);
    });

    it("are the same in the template of a schedule", () => {
        const below = (all: Iterable<string>, prefix: string) =>
            [...all]
                .filter((field) => field.startsWith(`${prefix}.`))
                .map((field) => field.slice(prefix.length));
        const scheduled = crdFields("scheduledsparkapplications");
        assert.deepEqual(below(scheduled.keys(), "spec.template"), below(fields.keys(), "spec"));
    });

    it("are reported without a row, and rows without a field", () => {
        const group = {
            title: "",
            places: ["spec.driver"],
            rows: [
                { field: "cores", answer: Answer.Argument },
                { field: "corse", answer: Answer.Argument },
                { field: "env", answer: Answer.Argument, below: ["name"] },
                { field: "cores", answer: Answer.Platform },
            ],
        };
        const some = [
            ...["spec", "spec.driver", "spec.driver.cores", "spec.driver.memory"],
            ...["spec.driver.env", "spec.driver.env[]", "spec.driver.env[].name"],
            ...["spec.driver.env[].value", "spec.driver.environment"],
        ];
        assert.deepEqual(coverage([group], some), {
            missing: ["spec.driver.memory", "spec.driver.env[].value", "spec.driver.environment"],
            unknown: ["spec.driver.corse"],
            ambiguous: ["spec.driver.cores"],
        });
    });

    it("are in the docs as in the rows", async () => {
        const page = readFileSync(PAGE, "utf8");
        assert.equal(await withTables(page), page, "run npx ts-node scripts/generateCrdTable.ts");
    });
});
