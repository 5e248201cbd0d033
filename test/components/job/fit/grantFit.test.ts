import assert from "node:assert/strict";
import { GrantParts, grantWarnings } from "../../../../components/job/fit/grantFit";
import { regionWarnings } from "../../../../components/job/fit/regionFit";
import { jobFitsTeam, TeamLimits } from "../../../../components/job/fit/teamFit";
import { Problems } from "../../../../components/validation/problems";

const image = "registry.example.com/spark-lakehouse:4.1.2";
const main = "local:///opt/etl.py";
const warehouse = "s3a://lake/warehouse";
const catalog = { kind: "hadoop", warehouse } as const;

function problemsOf(args: object, team: Partial<TeamLimits> = {}): string[] {
    const problems = new Problems();
    const lakehouse = { image, ...team.lakehouse };
    jobFitsTeam("jobs.etl", { main, ...args }, { team: "sales", ...team, lakehouse }, problems);
    return problems.list();
}

function conf(properties: Record<string, string>, tableFormat = "files") {
    return { tableFormat, conf: properties };
}

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
        'jobs.etl.main: "s3a://other/jobs/etl.py" is outside what team "sales" may use: add { ' +
            'bucket: "other", ' +
            'prefix: "jobs" } to the team\'s access, or a parent folder',
    ],
    [
        "a folder whose name only begins alike",
        { ...files, deps: { files: ["s3a://lake/raw2/a.conf"] } },
        {},
        'jobs.etl.deps.files[0]: "s3a://lake/raw2/a.conf" is outside what team "sales" may ' +
            'use: add { bucket: "lake", ' +
            'prefix: "raw2" } to the team\'s access, or a parent folder',
    ],
    [
        "logs where the team may only read",
        conf({ "spark.eventLog.enabled": "true", "spark.eventLog.dir": "s3a://lake/raw/logs" }),
        {},
        'jobs.etl.conf["spark.eventLog.dir"]: "s3a://lake/raw/logs" is outside what team ' +
            '"sales" may write: its ' +
            'access to "lake/raw" has mode "read"; set "read-write" there',
    ],
    ["logs that are off", conf({ "spark.eventLog.dir": "s3a://other/logs" }), {}, undefined],
    [
        "a warehouse elsewhere, of the lakehouse",
        { tableFormat: "iceberg" },
        { lakehouse: { ...team.lakehouse, catalog } },
        'jobs.etl.conf["spark.sql.catalog.lake.warehouse"] of the library: ' +
            '"s3a://lake/warehouse" is outside what team "sales" may write: add { bucket: ' +
            '"lake", prefix: "warehouse", mode: "read-write" } to the team\'s access, or a ' +
            "parent folder",
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
        'jobs.etl.main: "s3a://other/etl.py" is outside what team "sales" may use: add { ' +
            'bucket: "other" } to the team\'s access, or a parent folder',
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

    it("causes a warning if a program is given more", () => {
        const parts = { ...team, team: "sales" } as Omit<GrantParts, "job">;
        const warned = (job: object) => grantWarnings({ ...parts, job: { main, ...job } });
        assert.deepEqual(warned({ arguments: ["s3a://lake/sales/x", "--in=s3a://lake/raw"] }), []);
        assert.deepEqual(warned({ parameters: { lake: "s3a://lake" } }), []);
        assert.deepEqual(warned({ arguments: ["10", "--out=s3a://lake/gold"] }), [
            'arguments[1]: "s3a://lake/gold" is outside what team "sales" may use: add { ' +
                'bucket: "lake", prefix: "gold" } ' +
                'to the team\'s access, or a parent folder, with mode "read-write" to write there',
        ]);
    });
});

describe("the region of a bucket", () => {
    const job = { main, parameters: { lake: "s3a://lake/sales" } };
    it("is requested if it is not set", () => {
        assert.deepEqual(regionWarnings({ job }), [
            'parameters.lake: no region is set for "s3a://lake/sales": S3A asks another ' +
                "region first, which is slow, and fails if only the bucket's own region can " +
                "be reached; " +
                "set spark.hadoop.fs.s3a.endpoint.region",
        ]);
    });
    it("is known or not needed", () => {
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
