import assert from "node:assert/strict";
import { GrantParts, grantWarnings } from "../../../../components/job/fit/grantFit";
import { regionWarnings } from "../../../../components/job/fit/regionFit";
import { writerWarnings, WriterParts } from "../../../../components/job/fit/singleWriter";
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
        /"directory" keeps output on the disks/,
    ],
    [
        "the other one",
        conf({ [COMMITTER]: "partitioned" }),
        {},
        /"partitioned" keeps output on the disks/,
    ],
    [
        "the committer that renames",
        conf({ [COMMITTER]: "file" }),
        {},
        /"file" undoes the magic committer/,
    ],
    [
        "no magic committer, by the team",
        { tableFormat: "files" },
        { sparkConf: { "spark.hadoop.fs.s3a.committer.magic.enabled": "false" } },
        /^jobs\.etl\.conf\["spark\.hadoop\.fs\.s3a\.committer\.magic\.enabled"\] of the team: "false" undoes /,
    ],
    [
        "the second algorithm",
        conf({ [VERSION]: "2" }),
        {},
        /"2" leaves parts of failed tasks in the output/,
    ],
    ["the first one", conf({ [VERSION]: "1" }), {}, undefined],
    [
        "overwriting of single partitions",
        conf({ [OVERWRITE]: "DYNAMIC" }),
        {},
        /"DYNAMIC" does not go with S3A's committers.*INSERT OVERWRITE.*iceberg or delta.*SQLHadoopMapReduceCommitProtocol/,
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
        /takes the place of Delta's catalog/,
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
        /takes the place of lakehouse\.catalog/,
    ],
    [
        "another class of the lakehouse's catalog",
        conf({ "spark.sql.catalog.lake.catalog-impl": "org.example.Catalog" }, "iceberg"),
        { lakehouse: { catalog } },
        /does not go with spark\.sql\.catalog\.lake\.type of lakehouse\.catalog/,
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
        /S3FileIO" needs the region of AWS.*set spark\.sql\.catalog\.own\.client\.region$/,
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

const team: Partial<TeamLimits> = {
    access: [
        { bucket: "lake", prefix: "sales", mode: "read-write" },
        { bucket: "lake", prefix: "raw" },
        { bucket: "apps" },
    ],
    lakehouse: { objectStore: { endpoint: "http://store:7070", secret: "object-store" } },
};
const files = { tableFormat: "files" };

const grants: [string, object, Partial<TeamLimits>, string | undefined][] = [
    ["a program in a bucket of the team", { ...files, main: "s3a://apps/etl.py" }, {}, undefined],
    [
        "a program elsewhere",
        { ...files, main: "s3a://other/jobs/etl.py" },
        {},
        'jobs.etl.main: "s3a://other/jobs/etl.py" is nowhere that team "sales" may use: add { bucket: "other", ' +
            'prefix: "jobs" } to the team\'s access, or a folder above',
    ],
    [
        "a folder whose name only begins alike",
        { ...files, deps: { files: ["s3a://lake/raw2/a.conf"] } },
        {},
        'jobs.etl.deps.files[0]: "s3a://lake/raw2/a.conf" is nowhere that team "sales" may use: add { bucket: "lake", ' +
            'prefix: "raw2" } to the team\'s access, or a folder above',
    ],
    [
        "logs where the team may only read",
        conf({ "spark.eventLog.enabled": "true", "spark.eventLog.dir": "s3a://lake/raw/logs" }),
        {},
        'jobs.etl.conf["spark.eventLog.dir"]: "s3a://lake/raw/logs" is nowhere that team "sales" may write: its ' +
            'access to "lake/raw" has mode read, set "read-write" there',
    ],
    ["logs that are off", conf({ "spark.eventLog.dir": "s3a://other/logs" }), {}, undefined],
    [
        "a warehouse elsewhere, of the lakehouse",
        { tableFormat: "iceberg" },
        { lakehouse: { ...team.lakehouse, catalog } },
        'jobs.etl.conf["spark.sql.catalog.lake.warehouse"] of the library: "s3a://lake/warehouse" is nowhere that ' +
            'team "sales" may write: add { bucket: "lake", prefix: "warehouse", mode: "read-write" } to the team\'s ' +
            "access, or a folder above",
    ],
    [
        "a warehouse with a folder of the team",
        { tableFormat: "iceberg" },
        {
            lakehouse: { ...team.lakehouse, catalog },
            access: [{ bucket: "lake", prefix: "warehouse/sales", mode: "read-write" }],
        },
        undefined,
    ],
    [
        "the same with a role on EKS",
        { ...files, main: "s3a://other/etl.py" },
        { lakehouse: { region: "eu-central-1" }, identity: "pod-identity" },
        'jobs.etl.main: "s3a://other/etl.py" is nowhere that team "sales" may use: add { bucket: "other" } to the ' +
            "team's access, or a folder above",
    ],
    [
        "elsewhere with credentials of one's own",
        { ...files, main: "s3a://other/etl.py", driver: { env: { AWS_ACCESS_KEY_ID: "$(ID)" } } },
        {},
        undefined,
    ],
    [
        "elsewhere with a provider of one's own",
        {
            ...files,
            main: "s3a://other/etl.py",
            conf: {
                "spark.hadoop.fs.s3a.bucket.other.aws.credentials.provider":
                    "org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider",
            },
        },
        {},
        undefined,
    ],
    [
        "elsewhere in a team whose credentials nobody knows",
        { ...files, main: "s3a://other/etl.py" },
        { access: undefined, lakehouse: {} },
        undefined,
    ],
];

describe("what a team may use in S3", () => {
    for (const [what, args, more, message] of grants) {
        it(`${message === undefined ? "is" : "is not"} ${what}`, () =>
            assert.deepEqual(
                problemsOf(args, { ...team, ...more }),
                message === undefined ? [] : [message],
            ));
    }

    it("is warned of where a program is given more", () => {
        const parts = { ...team, team: "sales" } as Omit<GrantParts, "job">;
        const warned = (job: object) => grantWarnings({ ...parts, job: { main, ...job } });
        assert.deepEqual(warned({ arguments: ["s3a://lake/sales/x", "--in=s3a://lake/raw"] }), []);
        assert.deepEqual(warned({ parameters: { lake: "s3a://lake" } }), []);
        assert.deepEqual(warned({ arguments: ["10", "--out=s3a://lake/gold"] }), [
            'arguments[1]: "s3a://lake/gold" is nowhere that team "sales" may use: add { bucket: "lake", prefix: "gold" } ' +
                'to the team\'s access, or a folder above, with mode "read-write" to write there',
        ]);
    });
});

describe("the region of a bucket", () => {
    const job = { main, parameters: { lake: "s3a://lake/sales" } };
    it("is asked for where nothing names it", () => {
        assert.deepEqual(regionWarnings({ job }), [
            'parameters.lake: nothing says in which region "s3a://lake/sales" is: S3A asks another one first, which ' +
                "takes time, and fails where only the bucket's own can be reached; set spark.hadoop.fs.s3a.endpoint.region",
        ]);
    });
    it("is known, or no matter", () => {
        const known: object[] = [
            { lakehouse: { region: "eu-central-1" } },
            { lakehouse: team.lakehouse },
            { sparkConf: { "spark.hadoop.fs.s3a.endpoint": "https://s3.example.com" } },
            { sparkConf: { "spark.hadoop.fs.s3a.bucket.lake.endpoint.region": "eu-west-1" } },
            { job: { main } },
        ];
        for (const parts of known) {
            assert.deepEqual(regionWarnings({ job, ...parts }), [], JSON.stringify(parts));
        }
    });
});

describe("the one writer of a table", () => {
    const writer = (provider: object, more: object = {}, job: object = {}) =>
        ({
            provider,
            tableFormat: "delta",
            ...more,
            job: { main, parameters: { table: "s3a://lake/sales/orders/" }, ...job },
        }) as WriterParts;

    it("is warned of where two jobs run one program with the same tables", () => {
        const cluster = {};
        assert.deepEqual(writerWarnings("a", writer(cluster)), []);
        const parameters = { table: "s3a://lake/sales/orders", day: "2026-11-01" };
        assert.deepEqual(writerWarnings("b", writer(cluster, {}, { parameters })), [
            'Job "b" runs local:///opt/etl.py with the same tables as job "a" (s3a://lake/sales/orders), and may run ' +
                "beside it: a Delta table must have one writing driver at a time (docs/sparkApplication.md, Table formats)",
        ]);
    });

    it("is warned of where runs of a schedule may overlap", () => {
        const [warning = "", ...others] = writerWarnings(
            "a",
            writer({}, {}, { concurrency: "allow" }),
        );
        assert.match(
            warning,
            /^concurrency: "allow" lets runs of this job write to the same table/,
        );
        assert.deepEqual(others, []);
    });

    it("is counted for tables of Iceberg's catalog in a folder, by their names too", () => {
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
