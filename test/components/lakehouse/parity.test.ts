import assert from "node:assert/strict";
import { parityLines } from "../../../components/lakehouse/parity";

describe("the parity report", () => {
    it("does not exist if a platform uses S3 itself", () => {
        assert.strictEqual(parityLines({ buckets: { lake: {} } }), undefined);
    });

    it("says what replaces each part, and how jobs differ", () => {
        const lines = parityLines({ objectStore: {} }) ?? [];
        assert.deepStrictEqual(
            lines.map(({ what, differs }) => [what, differs]),
            [
                [
                    "server",
                    [
                        "spark.hadoop.fs.s3a.endpoint",
                        "spark.hadoop.fs.s3a.endpoint.region",
                        "spark.hadoop.fs.s3a.path.style.access",
                    ],
                ],
                [
                    "identity",
                    [
                        "spark.hadoop.fs.s3a.aws.credentials.provider",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                    ],
                ],
                ["rights", undefined],
                ["encryption in transit", ["spark.hadoop.fs.s3a.connection.ssl.enabled"]],
                ["encryption at rest", undefined],
                ["lifecycle", undefined],
                ["consistency", undefined],
                ["versioning", undefined],
                ["placement", ["topology.kubernetes.io/zone", "metadata.name"]],
            ],
        );
    });

    it("has the catalog, and the bucket settings without effect", () => {
        const lines = parityLines({
            objectStore: {},
            buckets: { lake: { versioning: true }, logs: { expireAfterDays: { events: 30 } } },
            catalog: { kind: "hadoop", name: "prod", warehouse: "s3a://lake/warehouse" },
        });
        const named = (start: string) => lines?.find(({ what }) => what.startsWith(start));
        assert.strictEqual(named("lakehouse.buckets.lake.versioning")?.here, "has no effect");
        assert.strictEqual(named("lakehouse.buckets.logs.expireAfterDays")?.here, "has no effect");
        assert.strictEqual(named("catalog")?.differs?.[0], "spark.sql.catalog.prod.type");
    });
});
