import assert from "node:assert/strict";
import { writerWarnings, WriterParts } from "../../../../components/job/fit/singleWriter";

const main = "local:///opt/etl.py";
const catalog = { kind: "hadoop", warehouse: "s3a://lake/warehouse" } as const;

describe("the single writer of a table", () => {
    const writer = (provider: object, more: object = {}, job: object = {}) =>
        ({
            provider,
            tableFormat: "delta",
            ...more,
            job: { main, parameters: { table: "s3a://lake/sales/orders/" }, ...job },
        }) as WriterParts;

    it("causes a warning if two jobs run one program with the same tables", () => {
        const cluster = {};
        assert.deepEqual(writerWarnings("a", writer(cluster)), []);
        const parameters = { table: "s3a://lake/sales/orders", day: "2026-11-01" };
        assert.deepEqual(writerWarnings("b", writer(cluster, {}, { parameters })), [
            'Job "b" runs local:///opt/etl.py with the same tables as job "a" ' +
                "(s3a://lake/sales/orders), and may run at the same time: " +
                "only one driver at a time may write to a Delta table (docs/how-to/choose-a-table-format.md)",
        ]);
    });

    it("causes a warning if runs of a schedule may overlap", () => {
        const [warning = "", ...others] = writerWarnings(
            "a",
            writer({}, {}, { concurrency: "allow" }),
        );
        assert.match(
            warning,
            /^concurrency: "allow" lets several runs of this job write to the same table/,
        );
        assert.deepEqual(others, []);
    });

    it("applies to tables of Iceberg's folder catalog, also by name", () => {
        const cluster = {};
        const iceberg = { tableFormat: "iceberg", lakehouse: { catalog } };
        const job = { parameters: undefined, arguments: ["lake.sales.orders"] };
        assert.deepEqual(writerWarnings("a", writer(cluster, iceberg, job)), []);
        assert.equal(writerWarnings("b", writer(cluster, iceberg, job)).length, 1);
    });

    const silent: [string, object, object][] = [
        ["of another program", {}, { main: "local:///opt/other.py" }],
        ["with other tables", {}, { parameters: { table: "s3a://lake/sales/refunds" } }],
        ["of files", { tableFormat: "files" }, {}],
        ["of another format", { tableFormat: "iceberg", lakehouse: { catalog } }, {}],
        [
            "of Glue's catalog",
            { tableFormat: "iceberg", lakehouse: { catalog: { ...catalog, kind: "glue" } } },
            {},
        ],
        ["that may only read", { access: [{ bucket: "lake" }] }, {}],
    ];
    for (const [what, more, job] of silent) {
        it(`is not disturbed by a job ${what}`, () => {
            const cluster = {};
            writerWarnings("a", writer(cluster));
            assert.deepEqual(writerWarnings("b", writer(cluster, more, job)), []);
        });
    }
});
