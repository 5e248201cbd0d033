import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { jobFitsTeam, TeamLimits } from "../../../../components/job/fit/teamFit";
import { Problems } from "../../../../components/validation/problems";

const main = "local:///opt/etl.py";
const PLAIN = "apache/spark:4.1.2-python3";
const LAKE = "registry.example.com/spark-lakehouse:4.1.2";

function problemsOf(args: object, team: Partial<TeamLimits> = {}): string[] {
    const problems = new Problems();
    jobFitsTeam("jobs.etl", { main, ...args }, { team: "sales", ...team }, problems);
    return problems.list();
}

const catalog = { kind: "hadoop", warehouse: "s3a://lake/w" } as const;

const INSTEAD =
    "set lakehouse.image to an image that `make image` builds (docs/how-to/build-a-lakehouse-image.md), or the job's own `image`, " +
    "with its `sparkVersion`; or add it to `deps.packages`";

const refused: [string, object, Partial<TeamLimits>, RegExp | string][] = [
    [
        "a format in the default image",
        { tableFormat: "delta" },
        {},
        /^jobs\.etl\.tableFormat: "delta" needs Delta \(io\.delta:delta-spark\), which image "apache\/spark:.*" lacks: set lakehouse\.image /,
    ],
    [
        "the team's format in the platform's copy of Spark's own image",
        {},
        { tableFormat: "files", image: PLAIN },
        'jobs.etl.tableFormat: "files" of team "sales" needs the connector to S3 ' +
            "(org.apache.hadoop:hadoop-aws) and Spark's part of the S3A committers " +
            `(org.apache.spark:spark-hadoop-cloud), which image "${PLAIN}" lacks: ${INSTEAD}`,
    ],
    [
        "a format that the lakehouse's image was built without",
        { tableFormat: "iceberg" },
        { lakehouse: { image: LAKE, imageFormats: ["delta"], catalog } },
        'jobs.etl.tableFormat: "iceberg" needs Iceberg (org.apache.iceberg:iceberg-spark-runtime), which ' +
            `image "${LAKE}" of lakehouse.image lacks: build it with this format, and list ` +
            "the format in lakehouse.imageFormats" +
            " (docs/how-to/build-a-lakehouse-image.md); or add it to `deps.packages`",
    ],
    [
        "one that is not known yet",
        { tableFormat: "iceberg" },
        { lakehouse: { image: pulumi.output(LAKE), imageFormats: ["delta"], catalog } },
        /which the image of lakehouse\.image lacks: build it/,
    ],
    [
        "a format in the job's own image of Spark",
        { tableFormat: "delta", image: PLAIN, sparkVersion: "4.1.2" },
        { lakehouse: { image: LAKE } },
        /lacks: set `image` to one that has it, such as `make image` builds \(docs\/how-to\/build-a-lakehouse-image\.md\); or add it/,
    ],
    [
        "a class of another format in the job's own properties",
        {
            tableFormat: "delta",
            conf: { "spark.sql.catalog.lake": "org.apache.iceberg.spark.SparkCatalog" },
        },
        { lakehouse: { image: LAKE, imageFormats: ["delta"] } },
        /needs Iceberg/,
    ],
    [
        "another store than S3 in the lakehouse's image",
        { tableFormat: "delta", main: "gs://lake/etl.py" },
        { lakehouse: { image: LAKE } },
        `jobs.etl.main: "gs://lake/etl.py" needs com.google.cloud.bigdataoss:gcs-connector, which image "${LAKE}" ` +
            "lacks: set `image`, with its `sparkVersion`, to one that has it " +
            "(docs/how-to/build-a-lakehouse-image.md), or add that to `deps.packages`",
    ],
    [
        "S3 without a format beside a lakehouse",
        { main: "s3a://lake/etl.py" },
        { lakehouse: { image: LAKE } },
        /lacks: set `tableFormat`, to run it in lakehouse\.image, or add that to `deps\.packages`$/,
    ],
];

const unreleased: [string, object][] = [
    ["Iceberg with Spark 4.2", { tableFormat: "iceberg", image: "x/y:1", sparkVersion: "4.2.0" }],
    ["Iceberg with Spark 4.3", { tableFormat: "iceberg", image: "x/y:1", sparkVersion: "4.3.0" }],
];

const accepted: [string, object, Partial<TeamLimits>][] = [
    [
        "each format in the lakehouse's image",
        { tableFormat: "iceberg" },
        { lakehouse: { image: LAKE, catalog } },
    ],
    ["files there", { tableFormat: "files" }, { lakehouse: { image: LAKE, imageFormats: [] } }],
    [
        "Glue there",
        { tableFormat: "iceberg" },
        {
            lakehouse: {
                image: LAKE,
                catalog: { ...catalog, kind: "glue" },
                region: "eu-central-1",
            },
        },
    ],
    [
        "S3 there",
        { tableFormat: "delta", main: "s3a://lake/etl.py" },
        { lakehouse: { image: LAKE } },
    ],
    ["Delta with Spark 4.2", { tableFormat: "delta", image: "x/y:1", sparkVersion: "4.2.1" }, {}],
    ["any format in an image of the platform's", { tableFormat: "delta" }, { image: LAKE }],
    [
        "any format in an image of its own",
        { tableFormat: "delta", image: "x/y:1", sparkVersion: "4.1.2" },
        {},
    ],
    [
        "a format that packages bring",
        { tableFormat: "delta", deps: { packages: ["io.delta:delta-spark_4.1_2.13:4.4.0"] } },
        {},
    ],
    [
        "committers that packages bring, with the connector",
        {
            tableFormat: "files",
            deps: { packages: ["org.apache.spark:spark-hadoop-cloud_2.13:4.1.2"] },
        },
        {},
    ],
    [
        "a format that a jar may bring",
        { tableFormat: "delta", deps: { jars: ["local:///a.jar"] } },
        {},
    ],
    [
        "a format whose packages are not known yet",
        {
            tableFormat: "files",
            conf: { "spark.jars.packages": pulumi.output("org.example:a:1") },
        },
        {},
    ],
];

describe("a job's table format and its image", () => {
    for (const [what, args, team, message] of refused) {
        it(`do not match: ${what}`, () => {
            const problems = problemsOf(args, team);
            assert.equal(problems.length, 1, problems.join("\n"));
            const [problem = ""] = problems;
            if (typeof message === "string") {
                assert.equal(problem, message);
            } else {
                assert.match(problem, message);
            }
        });
    }
    for (const [what, args] of unreleased) {
        it(`do not go together, in any image: ${what}`, () => {
            const team = { lakehouse: { catalog } };
            const [problem = "", ...others] = problemsOf(args, team);
            assert.match(problem, /^jobs\.etl\.tableFormat: Iceberg has no release /);
            assert.deepEqual(others, []);
            const packages = ["org.apache.iceberg:iceberg-spark-runtime-4.2_2.13:9.9.9"];
            assert.deepEqual(problemsOf({ ...args, deps: { packages } }, team), []);
        });
    }
    for (const [what, args, team] of accepted) {
        it(`match: ${what}`, () => assert.deepEqual(problemsOf(args, team), []));
    }
});
