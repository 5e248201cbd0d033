import assert from "node:assert/strict";
import { jobFitsTeam, TeamLimits } from "../../../../components/job/fit/teamFit";
import { Problems } from "../../../../components/validation/problems";

const image = "registry.example.com/spark-lakehouse:4.1.2";
const main = "local:///opt/etl.py";
const warehouse = "s3a://lake/warehouse";
const catalog = { kind: "hadoop", warehouse } as const;
const EXTENSIONS = "spark.sql.catalog.spark_catalog";

function problemsOf(args: object, team: Partial<TeamLimits> = {}): string[] {
    const problems = new Problems();
    const lakehouse = { image, ...team.lakehouse };
    jobFitsTeam("jobs.etl", { main, ...args }, { team: "sales", ...team, lakehouse }, problems);
    return problems.list();
}

function conf(properties: Record<string, string>, tableFormat = "files") {
    return { tableFormat, conf: properties };
}

const COMMITTER = "spark.hadoop.fs.s3a.committer.name";
const VERSION = "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version";
const OVERWRITE = "spark.sql.sources.partitionOverwriteMode";
const PROTOCOL = "spark.sql.sources.commitProtocolClass";
const WAY_OUT = "org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol";

const clashes: [string, object, Partial<TeamLimits>, RegExp | undefined][] = [
    [
        "a staging committer",
        conf({ [COMMITTER]: "directory" }),
        {},
        /"directory" keeps output on executors' disks/,
    ],
    [
        "the other one",
        conf({ [COMMITTER]: "partitioned" }),
        {},
        /"partitioned" keeps output on executors' disks/,
    ],
    [
        "the committer that renames",
        conf({ [COMMITTER]: "file" }),
        {},
        /"file" disables the magic committer/,
    ],
    [
        "no magic committer, by the team",
        { tableFormat: "files" },
        { sparkConf: { "spark.hadoop.fs.s3a.committer.magic.enabled": "false" } },
        /^jobs\.etl\.conf\["spark\.hadoop\.fs\.s3a\.committer\.magic\.enabled"\] of the team: "false" disables /,
    ],
    [
        "the second algorithm",
        conf({ [VERSION]: "2" }),
        {},
        /"2" leaves output of failed tasks behind/,
    ],
    ["the first one", conf({ [VERSION]: "1" }), {}, undefined],
    [
        "overwriting of single partitions",
        conf({ [OVERWRITE]: "DYNAMIC" }),
        {},
        /"DYNAMIC" is not supported by S3A's committers.*INSERT OVERWRITE.*iceberg or delta.*SQLHadoopMapReduceCommitProtocol/,
    ],
    [
        "the same in the way that works",
        conf({ [OVERWRITE]: "dynamic", [PROTOCOL]: WAY_OUT }),
        {},
        undefined,
    ],
    [
        "the same in Iceberg",
        conf({ [OVERWRITE]: "dynamic" }, "iceberg"),
        { lakehouse: { catalog } },
        undefined,
    ],
    [
        "another catalog in the place of Delta's",
        conf({ [EXTENSIONS]: "org.apache.iceberg.spark.SparkSessionCatalog" }, "delta"),
        {},
        /replaces Delta's catalog/,
    ],
    [
        "a catalog of Iceberg's beside Delta's",
        conf(
            {
                "spark.sql.catalog.ice": "org.apache.iceberg.spark.SparkCatalog",
                "spark.sql.catalog.ice.type": "hadoop",
                "spark.sql.catalog.ice.warehouse": warehouse,
                "spark.sql.extensions":
                    "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
            },
            "delta",
        ),
        {},
        undefined,
    ],
    [
        "another catalog in the place of the lakehouse's",
        conf({ "spark.sql.catalog.lake": "org.example.Catalog" }, "iceberg"),
        { lakehouse: { catalog } },
        /replaces lakehouse\.catalog/,
    ],
    [
        "another class of the lakehouse's catalog",
        conf({ "spark.sql.catalog.lake.catalog-impl": "org.example.Catalog" }, "iceberg"),
        { lakehouse: { catalog } },
        /conflicts with spark\.sql\.catalog\.lake\.type of lakehouse\.catalog/,
    ],
    [
        "no catalog",
        { tableFormat: "iceberg" },
        {},
        /"iceberg" needs a catalog: set lakehouse\.catalog, or/,
    ],
    [
        "a catalog of one's own",
        conf(
            {
                "spark.sql.catalog.own": "org.apache.iceberg.spark.SparkCatalog",
                "spark.sql.catalog.own.type": "rest",
            },
            "iceberg",
        ),
        {},
        undefined,
    ],
    [
        "a client of AWS without a region",
        conf(
            {
                "spark.sql.catalog.own": "org.apache.iceberg.spark.SparkCatalog",
                "spark.sql.catalog.own.type": "rest",
                "spark.sql.catalog.own.io-impl": "org.apache.iceberg.aws.s3.S3FileIO",
            },
            "iceberg",
        ),
        {},
        /S3FileIO" needs an AWS region.*set spark\.sql\.catalog\.own\.client\.region$/,
    ],
    [
        "the same with EMR's image, which has other committers",
        {
            ...conf({ [COMMITTER]: "directory" }),
            image: "public.ecr.aws/emr-on-eks/spark/emr-7.9.0",
            sparkVersion: "3.5.6",
        },
        {},
        undefined,
    ],
    [
        "the same without a format",
        { conf: { [COMMITTER]: "directory", [VERSION]: "2" } },
        {},
        undefined,
    ],
];

describe("properties beside a table format", () => {
    for (const [what, args, team, message] of clashes) {
        it(`are ${message === undefined ? "accepted" : "refused"}: ${what}`, () => {
            const problems = problemsOf(args, team);
            assert.equal(problems.length, message === undefined ? 0 : 1, problems.join("\n"));
            if (message !== undefined) {
                assert.match(problems[0] ?? "", message);
            }
        });
    }
});
