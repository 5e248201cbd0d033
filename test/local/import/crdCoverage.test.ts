import assert from "node:assert/strict";
import { APPLICATION_FIELDS, SCHEDULE_FIELDS } from "../../../local/import/fields";
import { coverage, crdFields } from "../../../scripts/crdFields";

const NOTHING = { missing: [], unknown: [], ambiguous: [] };

describe("fields of the CRDs", () => {
    const fields = crdFields("sparkapplications");

    it("are all of SparkApplication's", () => {
        assert.ok(fields.size > 1900, `only ${fields.size}`);
        assert.equal(fields.get("spec.driver.env[].valueFrom.fieldRef.fieldPath"), "string");
        assert.deepEqual(coverage(APPLICATION_FIELDS, fields.keys()), NOTHING);
    });

    it("are all of ScheduledSparkApplication's", () => {
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
});
