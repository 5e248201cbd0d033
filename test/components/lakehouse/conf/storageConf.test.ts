import assert from "node:assert/strict";
import { storageConf } from "../../../../components/lakehouse/conf/storageConf";
import { StorageParts } from "../../../../components/lakehouse/conf/storageParts";

type Row = [what: string, parts: StorageParts, conf: Record<string, string>];

const MAGIC = {
    "spark.hadoop.fs.s3a.committer.name": "magic",
    "spark.hadoop.fs.s3a.committer.magic.enabled": "true",
    "spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3a":
        "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory",
    "spark.sql.sources.commitProtocolClass":
        "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol",
    "spark.sql.parquet.output.committer.class":
        "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter",
    "spark.hadoop.pathoutputcommit.reject.fileoutput": "true",
};
const OFF = { "spark.hadoop.fs.s3a.committer.magic.enabled": "false" };
const DELTA = {
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
};
const ICEBERG = {
    "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
};
const CHECKPOINTS = { "spark.sql.streaming.checkpointLocation": "s3a://acme-lake/checkpoints" };
const MANAGER = {
    "spark.sql.streaming.checkpointFileManagerClass":
        "org.apache.spark.internal.io.cloud.AbortableStreamBasedCheckpointFileManager",
};

const warehouse = "s3a://acme-lake/warehouse";
const objectStore = { endpoint: "http://store.lake.svc:7070", secret: "key" };
const glue = { kind: "glue", name: "acme", warehouse } as const;

function glueCatalog(more: Record<string, string>): Record<string, string> {
    const rest = Object.entries(more).map(([key, value]) => [
        `spark.sql.catalog.acme.${key}`,
        value,
    ]);
    return {
        ...OFF,
        ...ICEBERG,
        "spark.sql.catalog.acme": "org.apache.iceberg.spark.SparkCatalog",
        "spark.sql.catalog.acme.type": "glue",
        "spark.sql.catalog.acme.warehouse": "s3://acme-lake/warehouse",
        "spark.sql.catalog.acme.io-impl": "org.apache.iceberg.aws.s3.S3FileIO",
        ...(Object.fromEntries(rest) as Record<string, string>),
    };
}

const SDK = "software.amazon.awssdk.auth.credentials";

const formats: Row[] = [
    ["nothing without a format", {}, {}],
    ["the magic committer for files", { tableFormat: "files" }, MAGIC],
    ["the magic committer with Spark 3.5", { tableFormat: "files", sparkVersion: "3.5.8" }, MAGIC],
    ["the magic committer with Spark 4.0", { tableFormat: "files", sparkVersion: "4.0.2" }, MAGIC],
    [
        "checkpoints in S3 that are never renamed",
        { tableFormat: "files", own: CHECKPOINTS },
        { ...MAGIC, ...MANAGER },
    ],
    [
        "Spark's own checkpoints elsewhere",
        {
            tableFormat: "files",
            own: { "spark.sql.streaming.checkpointLocation": "/mnt/checkpoints" },
        },
        MAGIC,
    ],
    ["Delta's catalog and extension", { tableFormat: "delta" }, { ...OFF, ...DELTA }],
    [
        "the same with checkpoints in S3",
        { tableFormat: "delta", own: CHECKPOINTS },
        { ...OFF, ...DELTA, ...MANAGER },
    ],
    [
        "no committer property if Spark does not turn it on",
        { tableFormat: "delta", sparkVersion: "4.0.2" },
        DELTA,
    ],
    ["Delta's with Spark 3.5", { tableFormat: "delta", sparkVersion: "3.5.8" }, DELTA],
    ["Iceberg's extension", { tableFormat: "iceberg" }, { ...OFF, ...ICEBERG }],
    [
        "an Iceberg catalog in a folder",
        { tableFormat: "iceberg", lakehouse: { catalog: { kind: "hadoop", warehouse } } },
        {
            ...OFF,
            ...ICEBERG,
            "spark.sql.catalog.lake": "org.apache.iceberg.spark.SparkCatalog",
            "spark.sql.catalog.lake.type": "hadoop",
            "spark.sql.catalog.lake.warehouse": warehouse,
        },
    ],
    [
        "an Iceberg catalog in a folder with Spark 3.5",
        {
            tableFormat: "iceberg",
            sparkVersion: "3.5.8",
            lakehouse: { catalog: { kind: "hadoop", warehouse } },
        },
        {
            ...ICEBERG,
            "spark.sql.catalog.lake": "org.apache.iceberg.spark.SparkCatalog",
            "spark.sql.catalog.lake.type": "hadoop",
            "spark.sql.catalog.lake.warehouse": warehouse,
        },
    ],
    [
        "Glue with the role from Pod Identity",
        {
            tableFormat: "iceberg",
            identity: "pod-identity",
            lakehouse: { catalog: glue, region: "eu-central-1" },
        },
        {
            "spark.hadoop.fs.s3a.endpoint.region": "eu-central-1",
            ...glueCatalog({
                "client.region": "eu-central-1",
                "client.credentials-provider": `${SDK}.ContainerCredentialsProvider`,
            }),
        },
    ],
    [
        "Glue with the SDK's default chain, if it cannot instantiate that class",
        {
            tableFormat: "iceberg",
            sparkVersion: "4.0.2",
            identity: "pod-identity",
            lakehouse: { catalog: glue },
        },
        Object.fromEntries(Object.entries(glueCatalog({})).filter(([key]) => !(key in OFF))),
    ],
    [
        "Glue with the role of a service account",
        { tableFormat: "iceberg", identity: "irsa", lakehouse: { catalog: glue } },
        glueCatalog({
            "client.credentials-provider": `${SDK}.WebIdentityTokenFileCredentialsProvider`,
        }),
    ],
    [
        "no Iceberg catalog for Delta",
        { tableFormat: "delta", lakehouse: { catalog: glue } },
        { ...OFF, ...DELTA },
    ],
];

const stores: Row[] = [
    [
        "the region of the buckets",
        { lakehouse: { region: "eu-central-1" } },
        { "spark.hadoop.fs.s3a.endpoint.region": "eu-central-1" },
    ],
    [
        "the server in the cluster",
        { lakehouse: { objectStore } },
        {
            "spark.hadoop.fs.s3a.endpoint": "http://store.lake.svc:7070",
            "spark.hadoop.fs.s3a.endpoint.region": "us-east-1",
            "spark.hadoop.fs.s3a.path.style.access": "true",
            "spark.hadoop.fs.s3a.connection.ssl.enabled": "false",
            "spark.hadoop.fs.s3a.aws.credentials.provider": `${SDK}.EnvironmentVariableCredentialsProvider`,
        },
    ],
    [
        "the same with Spark 3.5 and its older SDK",
        { sparkVersion: "3.5.8", lakehouse: { objectStore } },
        {
            "spark.hadoop.fs.s3a.endpoint": "http://store.lake.svc:7070",
            "spark.hadoop.fs.s3a.endpoint.region": "us-east-1",
            "spark.hadoop.fs.s3a.path.style.access": "true",
            "spark.hadoop.fs.s3a.connection.ssl.enabled": "false",
            "spark.hadoop.fs.s3a.aws.credentials.provider":
                "com.amazonaws.auth.EnvironmentVariableCredentialsProvider",
            "spark.hadoop.fs.s3a.directory.marker.retention": "keep",
        },
    ],
    [
        "nothing in addition to the user's own server",
        {
            lakehouse: { objectStore, region: "eu-central-1" },
            own: { "spark.hadoop.fs.s3a.endpoint": "https://s3.example.com" },
        },
        {},
    ],
];

const onEmr: Row[] = [
    ["files", { tableFormat: "files", emrfs: true }, {}],
    ["files with checkpoints", { tableFormat: "files", emrfs: true, own: CHECKPOINTS }, {}],
    ["any job", { emrfs: true, lakehouse: { region: "eu-central-1" } }, {}],
    ["Delta", { tableFormat: "delta", emrfs: true }, DELTA],
    ["Iceberg", { tableFormat: "iceberg", emrfs: true }, ICEBERG],
];

describe("the storage properties", () => {
    for (const [what, parts, conf] of [...formats, ...stores]) {
        it(`are ${what}`, () => assert.deepEqual(storageConf(parts), conf));
    }
    for (const [what, parts, conf] of onEmr) {
        it(`do not configure S3A if EMR uses its own file system: ${what}`, () =>
            assert.deepEqual(storageConf(parts), conf));
    }
});
