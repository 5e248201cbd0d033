import assert from "node:assert/strict";
import { python, refusal } from "./python";

const LAKE = "lake=s3a://acme-lake/flights";

function parameters(...args: string[]): Record<string, unknown> {
    return python(`
from elt.parameters import read_parameters
print(json.dumps(read_parameters(${JSON.stringify(args)})))`) as Record<string, unknown>;
}

describe("jobs/flights.py: parameters", () => {
    it("have types and defaults", () => {
        assert.deepEqual(parameters(`${LAKE}/`, "format=delta"), {
            lake: "s3a://acme-lake/flights",
            format: "delta",
            months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
            steps: ["bronze", "silver", "gold"],
            catalog: "lake",
            database: "flights",
            keep_hours: 168,
        });
    });

    it("are read whatever their order, and the steps run in theirs", () => {
        const read = parameters(
            ...["steps=gold,bronze", "months=7,1-3", "format=files", LAKE, "keep_hours=0"],
        );
        assert.deepEqual(read.months, [1, 2, 3, 7]);
        assert.deepEqual(read.steps, ["bronze", "gold"]);
        assert.equal(read.keep_hours, 0);
    });

    const sound = [LAKE, "format=files"];
    const refused: [string[], string][] = [
        [
            [...sound, "month=3"],
            "unknown argument 'month=3'; known: lake, format, months, steps, catalog, database, keep_hours (as key=value)",
        ],
        [
            [...sound, "months"],
            "unknown argument 'months'; known: lake, format, months, steps, catalog, database, keep_hours (as key=value)",
        ],
        [[LAKE], "format is missing: give format=<one of files, delta, iceberg>"],
        [[LAKE, "format=hudi"], "format='hudi' is not one of files, delta, iceberg"],
        [[...sound, "format=delta"], "format is given twice"],
        [
            ["lake=acme-lake", "format=files"],
            "lake='acme-lake' is not a URI such as s3a://acme-lake/flights",
        ],
        ...["0-3", "3-1", "13", "", "1-", "jan"].map((months): [string[], string] => [
            [...sound, `months=${months}`],
            `months='${months}' is not months such as 1-3,7`,
        ]),
        [
            [...sound, "steps=bronze,silver,silver"],
            "steps='bronze,silver,silver' is not some of bronze, silver, gold, maintain, each once",
        ],
        [[...sound, "keep_hours=-1"], "keep_hours='-1' is not a whole number of hours"],
        [
            [...sound, "database=a.b"],
            "database='a.b' is not the name of a database of that catalog",
        ],
        [
            ["format=hudi", "months=0"],
            "lake is missing: give lake=<a URI such as s3a://acme-lake/flights>\n" +
                "format='hudi' is not one of files, delta, iceberg\n" +
                "months='0' is not months such as 1-3,7",
        ],
    ];
    for (const [args, message] of refused) {
        it(`refuse ${args.join(" ")}`, () => {
            const code = `from flights import main; main(${JSON.stringify(args)})`;
            assert.deepEqual(refusal(code), { status: 1, stderr: `${message}\n` });
        });
    }
});

describe("jobs/flights.py: schema", () => {
    it("a field that is new or gone is a change", () => {
        const code = `
from elt.schema import NAMES, changes
known = set(NAMES)
print(json.dumps([changes(known), changes(known - {"dest"} | {"gate", "alliance"})]))`;
        assert.deepEqual(python(code), [
            [],
            [
                "field 'alliance' is new",
                "field 'gate' is new",
                "field 'dest' is missing in every row",
            ],
        ]);
    });

    it("strings become literals of SQL", () => {
        const code = `
from elt.schema import text
print(json.dumps(text("it's a \\\\")))`;
        assert.equal(python(code), "'it\\'s a \\\\'");
    });

    it("each field has a rule by its type, and by whether it may be missing", () => {
        const code = `
from elt.schema import reasons
print(json.dumps(reasons()))`;
        const sql = python(code) as string;
        for (const part of [
            "IF(raw.unreadable IS NULL AND raw.carrier IS NULL, 'carrier is missing', NULL)",
            "IF(raw.air_time IS NOT NULL AND air_time IS NULL, concat('air_time=', raw.air_time, ' is no int'), NULL)",
            "IF(raw.time_hour IS NOT NULL AND time_hour IS NULL, concat('time_hour=', raw.time_hour, ' is no timestamp'), NULL)",
        ]) {
            assert.ok(sql.includes(part), part);
        }
        assert.ok(!sql.includes("tailnum is missing"));
        assert.ok(!sql.includes("raw.carrier IS NOT NULL AND"));
    });
});

describe("jobs/flights.py: tables", () => {
    it("a load of other months is refused while an earlier one is unfinished", () => {
        const code = `
from elt.filetables import left_unfinished
print(json.dumps([left_unfinished("[1, 2, 3]", [3, 2, 1, 4]), left_unfinished("[1, 2, 3]", [2])]))`;
        assert.deepEqual(python(code), [[], [1, 3]]);
    });

    it("a session without the format's extension is refused", () => {
        const code = `
from elt.tables import require
class Session:
    class conf:
        get = staticmethod(lambda name, default: default)
require(Session, "delta", "io.delta.sql.DeltaSparkSessionExtension")`;
        assert.deepEqual(refusal(code), {
            status: 1,
            stderr:
                "format=delta, but the session has no io.delta.sql.DeltaSparkSessionExtension in " +
                "spark.sql.extensions (it has none): set tableFormat: delta on the job\n",
        });
    });

    it("prints the gold table", () => {
        const code = `
from decimal import Decimal
from elt.gold import table
rows = [("9E", "Endeavor Air Inc.", 18460, 1044, 4422, Decimal("16.730"), None)]
print(json.dumps(table(rows).split("\\n")))`;
        assert.deepEqual(python(code), [
            "carrier  airline                       flights  cancelled  delayed  departure  arrival",
            "9E       Endeavor Air Inc.               18460       1044     4422      16.73        -",
        ]);
    });
});

describe("jobs/land_flights.py", () => {
    it("writes numbers, strings and nulls as JSON lines", () => {
        const code = `
from land_flights import json_line
row = {"year": "2013", "dep_time": "NA", "tailnum": "NA", "carrier": "9E", "time_hour": "2013-01-01T10:00:00Z"}
print(json.dumps(json_line(row)))`;
        assert.equal(
            python(code),
            '{"year":2013,"dep_time":null,"tailnum":null,"carrier":"9E","time_hour":"2013-01-01T10:00:00Z"}\n',
        );
    });
});
