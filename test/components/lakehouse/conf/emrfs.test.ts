import assert from "node:assert/strict";
import { EmrfsParts, usesEmrfs } from "../../../../components/lakehouse/conf/emrfs";

const S3_CLASS = "spark.hadoop.fs.s3.impl";

const rows: [what: string, parts: EmrfsParts, uses: boolean][] = [
    ["a job that names nothing", {}, false],
    ["Spark's own image", { image: "apache/spark:4.1.2" }, false],
    ["an image with the name of one", { image: "registry.example.com/spark-emr/etl:1" }, false],
    ["EMR's public image", { image: "public.ecr.aws/emr-on-eks/spark/emr-7.9.0:latest" }, true],
    [
        "a region's EMR image",
        { image: "107292555468.dkr.ecr.eu-central-1.amazonaws.com/spark/emr-6.15.0:20231109" },
        true,
    ],
    [
        "EMR's notebook image",
        { image: "107292555468.dkr.ecr.eu-central-1.amazonaws.com/notebook-spark/emr-7.1.0" },
        true,
    ],
    ["a program in S3A", { uris: ["s3a://acme-lake/etl.py"] }, false],
    ["a program in EMR's S3", { uris: ["s3://acme-lake/etl.py"] }, true],
    ["an argument in EMR's S3", { uris: ["--out=s3://acme-lake/out"] }, true],
    ["a warehouse there", { own: { "spark.sql.warehouse.dir": "s3://acme-lake/tables" } }, true],
    [
        "an Iceberg catalog there, which has its own client",
        { own: { "spark.sql.catalog.lake.warehouse": "s3://acme-lake/tables" } },
        false,
    ],
    ["EMR's class", { own: { [S3_CLASS]: "com.amazon.ws.emr.hadoop.fs.EmrFileSystem" } }, true],
    [
        "S3A mapped to the other scheme",
        {
            uris: ["s3://acme-lake/etl.py"],
            own: { [S3_CLASS]: "org.apache.hadoop.fs.s3a.S3AFileSystem" },
        },
        false,
    ],
];

describe("EMR's own file system", () => {
    for (const [what, parts, uses] of rows) {
        it(`${uses ? "is" : "is not"} in use with ${what}`, () =>
            assert.equal(usesEmrfs(parts), uses));
    }
});
