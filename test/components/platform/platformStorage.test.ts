import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    LakehouseArgs,
    SparkApplication,
    SparkPlatform,
    SparkPlatformArgs,
} from "../../../components";
import { someCluster } from "../../../testkit/cluster";
import { only, Registered } from "../../../testkit/mocks";
import { label, needs, registerOnAws, someEksCluster } from "../../../testkit/onAws";
import { bucketPolicy } from "../../../components/team/buckets/bucketPolicy";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";
const GLUE = {
    kind: "glue",
    warehouse: "s3a://acme-lake/warehouse",
    databases: { sales: {}, hr: { location: "s3a://acme-hr/tables", protect: true } },
} as const;
const DATABASE = "aws:glue/catalogDatabase:CatalogDatabase";

function onEks(
    lakehouse: LakehouseArgs,
    more: Partial<SparkPlatformArgs> = {},
): Promise<Registered[]> {
    return registerOnAws(() => {
        const platform = new SparkPlatform("spark", {
            cluster: someEksCluster(),
            autoscaler: "none",
            teams: { processing: {} },
            lakehouse,
            ...more,
        });
        new SparkApplication("pi", {
            team: platform.team("processing"),
            main: "local:///opt/pi.py",
        });
    });
}

function refuses(args: Partial<SparkPlatformArgs>, ...problems: string[]): Promise<void> {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const message = [`SparkPlatform "spark" has ${count}:`, ...problems].join("\n  ");
    return assert.rejects(onEks({}, args), { message });
}

describe("the storage of a platform on EKS", () => {
    it("is none without a lakehouse", async () => {
        const resources = await onEks({});
        assert.deepStrictEqual(
            resources.filter(({ type }) => /^aws:(s3|glue)/.test(type)).map(label),
            [],
        );
    });

    it("is buckets of the names that were said, in the cluster's region", async () => {
        const resources = await onEks({
            buckets: { "acme-lake": {}, "acme-hr": { protect: true } },
        });
        const buckets = resources.filter(({ type }) => type === "aws:s3/bucket:Bucket");
        assert.deepStrictEqual(
            buckets.map(({ name, protect, inputs }) => ({ name, protect, ...inputs })),
            [
                { name: "spark-acme-lake", protect: false, bucket: "acme-lake" },
                { name: "spark-acme-hr", protect: true, bucket: "acme-hr" },
            ].map((one) => ({ ...one, region: "eu-central-1", forceDestroy: false })),
        );
    });

    it("is protected in production, but for what says otherwise", async () => {
        const resources = await onEks(
            { buckets: { "acme-lake": {}, "acme-tmp": { protect: false } }, catalog: GLUE },
            { environment: "prod" },
        );
        const made = resources.filter(({ type }) => /^aws:(s3\/bucket:|glue)/.test(type));
        assert.deepStrictEqual(made.map(({ name, protect }) => `${name}: ${protect}`).sort(), [
            "spark-acme-lake: true",
            "spark-acme-tmp: false",
            "spark-database-hr: true",
            "spark-database-sales: true",
        ]);
    });

    it("has the databases of Glue's catalog, once for all teams", async () => {
        const access = [{ bucket: "acme-lake" }];
        const databases = [{ name: "sales" }];
        const resources = await onEks(
            { catalog: GLUE },
            { teams: { processing: { access, databases }, other: { access, databases } } },
        );
        const found = resources.filter(({ type }) => type === DATABASE);
        assert.deepStrictEqual(
            found.map(({ inputs }) => inputs),
            [
                { name: "sales", locationUri: "s3://acme-lake/warehouse/sales" },
                { name: "hr", locationUri: "s3://acme-hr/tables" },
            ].map((one) => ({ ...one, region: "eu-central-1" })),
        );
    });

    it("is there before jobs begin, and goes after them", async () => {
        const resources = await onEks({ buckets: { "acme-lake": {} }, catalog: GLUE });
        for (const part of [
            "Bucket spark-acme-lake",
            "BucketPolicy spark-acme-lake",
            "BucketServerSideEncryptionConfiguration spark-acme-lake",
            "CatalogDatabase spark-database-sales",
        ]) {
            assert.ok(needs(resources, "SparkApplication pi", part), part);
        }
        // A team's role names buckets, and waits for none.
        assert.ok(!needs(resources, "Namespace spark-processing", "Bucket spark-acme-lake"));
    });

    it("is there before jobs begin where the operator is somebody else's", async () => {
        const resources = await onEks(
            { buckets: { "acme-lake": {} } },
            { operator: { install: false } },
        );
        assert.ok(needs(resources, "SparkApplication pi", "Bucket spark-acme-lake"));
    });

    it("has keys that its teams may use", async () => {
        const access = [{ bucket: "acme-lake" }];
        const resources = await onEks(
            { buckets: { "acme-lake": { kmsKeyArn: pulumi.output(KEY) } } },
            { teams: { processing: { access } } },
        );
        const { policy } = only(resources, "aws:iam/policy:Policy").inputs as { policy: string };
        assert.deepStrictEqual(
            JSON.parse(policy),
            bucketPolicy("aws", [
                { bucket: "acme-lake", prefix: "", write: false, kmsKeyArn: KEY },
            ]),
        );
    });

    it("refuses what does not go together", async () => {
        await refuses(
            {
                environment: "prod",
                lakehouse: { buckets: { "acme-lake": { forceDestroy: true } } },
            },
            "lakehouse.buckets.acme-lake.forceDestroy: conflicts with the bucket's protection: also set " +
                "`protect: false` if its files may be deleted",
        );
        for (const [folder, path] of [
            ["warehouse", "warehouse"],
            ["warehouse/sales", "warehouse"],
        ]) {
            const buckets = { "acme-lake": { expireAfterDays: { [folder ?? ""]: 1, tmp: 1 } } };
            await refuses(
                { lakehouse: { buckets, catalog: GLUE } },
                `lakehouse.buckets.acme-lake.expireAfterDays${folder === "warehouse" ? ".warehouse" : '["warehouse/sales"]'}: ` +
                    `would delete files of tables, which are in "${path}": expire them with their ` +
                    "table format (e.g. expire_snapshots), and name other folders here",
            );
        }
        await refuses(
            { lakehouse: { catalog: { ...GLUE, kind: "hadoop" } } },
            'lakehouse.catalog.databases: are only created with kind "glue": those of a "hadoop" ' +
                "catalog are folders, which jobs create (CREATE NAMESPACE IF NOT EXISTS lake.sales)",
        );
        await refuses(
            { lakehouse: { catalog: { ...GLUE, databases: { Sales: { location: "s3://a" } } } } },
            'lakehouse.catalog.databases.Sales: "Sales" is not the name of a database in Glue: use ' +
                'lower-case letters, digits and "_" (e.g. "sales")',
            'lakehouse.catalog.databases.Sales.location: "s3://a" is not a folder in S3 (e.g. ' +
                '"s3a://acme-lake/warehouse")',
        );
        const databases = [{ name: "sales", mode: "read-write" as const }];
        await refuses(
            {
                lakehouse: { catalog: GLUE },
                teams: { processing: { access: [{ bucket: "acme-lake" }], databases } },
            },
            'teams.processing.access: does not cover the tables of database "sales" for writing: ' +
                'add { bucket: "acme-lake", prefix: "warehouse/sales", mode: "read-write" }, or a ' +
                "parent folder",
        );
    });

    it("has no buckets in S3 elsewhere", async () => {
        const resources = await onEks(
            { objectStore: {}, buckets: { "acme-lake": {} } },
            { cluster: someCluster() },
        );
        assert.deepStrictEqual(
            resources.filter(({ type }) => type.startsWith("aws:")).map(label),
            [],
        );
    });
});
