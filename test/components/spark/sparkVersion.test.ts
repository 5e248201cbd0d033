import assert from "node:assert/strict";
import { sparkVersion } from "../../../components/spark/sparkVersion";
import { Problems } from "../../../components/validation/problems";

function problemsOf(value: unknown): string[] {
    const problems = new Problems();
    sparkVersion(value, "sparkVersion", problems);
    return problems.list();
}

describe("a Spark version", () => {
    for (const version of ["3.3.0", "3.5.9", "4.1.2", "4.10.0", "10.0.0"]) {
        it(`may be ${version}`, () => {
            assert.deepStrictEqual(problemsOf(version), []);
        });
    }

    const refused: [unknown, string][] = [
        ["4.1", 'sparkVersion: "4.1" is not a Spark version (e.g. "4.1.2")'],
        ["latest", 'sparkVersion: "latest" is not a Spark version (e.g. "4.1.2")'],
        [
            4.1,
            'sparkVersion: 4.1 is not a Spark version: write all of it, in quotes (e.g. "4.1.2")',
        ],
        ["3.2.4", 'sparkVersion: "3.2.4" is too old: 3.3 or newer'],
        ["2.4.8", 'sparkVersion: "2.4.8" is too old: 3.3 or newer'],
    ];
    for (const [version, message] of refused) {
        it(`may not be ${JSON.stringify(version)}`, () => {
            assert.deepStrictEqual(problemsOf(version), [message]);
        });
    }
});
