import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { BucketMode, CatalogArgs, SparkTeam, SparkTeamArgs } from "../../../../components";
import { gluePolicy } from "../../../../components/lakehouse/gluePolicy";
import { bucketPolicy } from "../../../../components/team/buckets/bucketPolicy";
import { someCluster } from "../../../../testkit/cluster";
import { only, Registered } from "../../../../testkit/mocks";
import { label, registerOnAws, someEksCluster } from "../../../../testkit/onAws";
import { takeRejections } from "../../../../testkit/setup";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";
const OLD_KEY = "arn:aws:kms:eu-central-1:111122223333:key/0123cdef";
const POLICY = "aws:iam/policy:Policy";

const GLUE: CatalogArgs = {
    kind: "glue",
    warehouse: "s3a://acme-lake/warehouse",
    databases: { sales: {} },
};
const SALES = { bucket: "acme-lake", prefix: "warehouse/sales", mode: BucketMode.ReadWrite };

function team(
    args: SparkTeamArgs,
    lakehouse: object = { catalog: GLUE },
    cluster = someEksCluster(),
): SparkTeam {
    return new SparkTeam("processing", { cluster, lakehouse, ...args });
}

function policyOf(resources: Registered[], name: string): unknown {
    return JSON.parse(only(resources, POLICY, `processing-${name}`).inputs["policy"]);
}

/** How long a rejection may take on a busy machine. */
const PATIENCE_MS = 10_000;

describe("the databases of a team", () => {
    it("have their own policy on the team's role", async () => {
        const resources = await registerOnAws(() =>
            team({
                access: [SALES, { bucket: "others" }],
                databases: [{ name: "sales", mode: BucketMode.ReadWrite }, { name: "theirs" }],
            }),
        );
        const inAws = resources.filter(({ type }) => type.startsWith("aws:")).map(label);
        assert.deepStrictEqual(inAws.sort(), [
            "PodIdentityAssociation processing-jobs",
            "Policy processing-buckets",
            "Policy processing-databases",
            "Role processing-jobs",
            "RolePolicyAttachment processing-buckets",
            "RolePolicyAttachment processing-databases",
        ]);
        const place = { partition: "aws", region: "eu-central-1", accountId: "111122223333" };
        assert.deepStrictEqual(
            policyOf(resources, "databases"),
            gluePolicy(place, [
                { name: "sales", write: true },
                { name: "theirs", write: false },
            ]),
        );
    });

    it("may have names that become known later", async () => {
        const resources = await registerOnAws(() =>
            team({ access: [SALES], databases: [{ name: pulumi.output("sales") }] }),
        );
        assert.match(JSON.stringify(policyOf(resources, "databases")), /table\/sales\/\*/);
    });

    const refused: [string, SparkTeamArgs, object, ...string[]][] = [
        [
            "without Glue",
            { access: [SALES], databases: [{ name: "sales" }] },
            { catalog: { kind: "hadoop", warehouse: GLUE.warehouse } },
            "processing.databases: need AWS Glue: use an EKS cluster, and " +
                'lakehouse.catalog with kind "glue"',
        ],
        [
            "without access to any bucket",
            { databases: [{ name: "sales" }] },
            { catalog: GLUE },
            "processing.databases: need access to the buckets of their tables: add these to access",
        ],
        [
            "without access to the folder of their tables",
            {
                access: [{ bucket: "acme-lake", prefix: "raw", mode: BucketMode.ReadWrite }],
                databases: [{ name: "sales" }],
            },
            { catalog: GLUE },
            'processing.access: does not cover the tables of database "sales" for reading: add ' +
                '{ bucket: "acme-lake", prefix: "warehouse/sales" }, or a parent folder',
        ],
        [
            "for writing, with read access only",
            {
                access: [{ bucket: "acme-lake" }],
                databases: [{ name: "sales", mode: BucketMode.ReadWrite }],
            },
            { catalog: GLUE },
            'processing.access: does not cover the tables of database "sales" for writing: add ' +
                '{ bucket: "acme-lake", prefix: "warehouse/sales", mode: "read-write" }, or a parent folder',
        ],
        [
            "with names that Iceberg does not accept in Glue",
            { access: [SALES], databases: [{ name: "Sales" }, { name: "a-b" }, {} as never] },
            { catalog: GLUE },
            ...[
                ["Sales", 0],
                ["a-b", 1],
            ].map(
                ([name, index]) =>
                    `processing.databases[${index}].name: "${name}" is not the name of a database ` +
                    'in Glue: use lower-case letters, digits and "_" (e.g. "sales")',
            ),
            "processing.databases[2].name: is missing",
        ],
        [
            "that are named twice",
            {
                access: [SALES],
                databases: [{ name: "sales" }, { name: "sales", mode: BucketMode.ReadWrite }],
            },
            { catalog: GLUE },
            "processing.databases[1]: names the same database as processing.databases[0]: keep " +
                "one of them, with the mode that is needed",
        ],
        [
            "that are too many for a policy",
            {
                access: [SALES],
                databases: [...Array(60).keys()].map((index) => ({ name: `database_${index}` })),
            },
            { catalog: GLUE },
            "processing.databases: needs a policy of 8649 characters, but IAM allows 6144: " +
                "split the team",
        ],
    ];
    for (const [what, args, lakehouse, ...messages] of refused) {
        it(`are rejected ${what}`, async () => {
            const count = messages.length === 1 ? "1 problem" : `${messages.length} problems`;
            const lines = [`SparkTeam "processing" has ${count}:`, ...messages];
            await assert.rejects(
                registerOnAws(() => team(args, lakehouse)),
                { message: lines.join("\n  ") },
            );
        });
    }

    it("are rejected outside EKS", async () => {
        const made = registerOnAws(() =>
            team({ databases: [{ name: "sales" }] }, { catalog: GLUE }, someCluster()),
        );
        await assert.rejects(made, /processing\.databases: need AWS Glue: use an EKS cluster/);
    });

    it("are rejected once it is known that access does not cover them", async () => {
        await registerOnAws(() => undefined, { preview: true });
        team({ access: [{ bucket: pulumi.output("other") }], databases: [{ name: "sales" }] });
        const rejections: Error[] = [];
        const end = Date.now() + PATIENCE_MS;
        while (rejections.length === 0 && Date.now() < end) {
            rejections.push(...(await takeRejections()));
        }
        assert.strictEqual(
            rejections[0]?.message,
            'teams.processing.access: does not cover the tables of database "sales" for reading: ' +
                'add { bucket: "acme-lake", prefix: "warehouse/sales" }, or a parent folder',
        );
        await takeRejections();
    });
});

describe("the keys of a team's buckets", () => {
    const grant = { bucket: "acme-lake", prefix: "", write: false };
    const cases: [string, string | undefined, (string | undefined)[]][] = [
        ["are those of the stack's buckets, without being said again", undefined, [KEY]],
        ["are those that files were written with before, too", OLD_KEY, [OLD_KEY, KEY]],
        ["are there once where both are the same", KEY, [KEY]],
    ];
    for (const [title, kmsKeyArn, keys] of cases) {
        it(title, async () => {
            for (const bucket of ["acme-lake", pulumi.output("acme-lake")]) {
                const resources = await registerOnAws(() =>
                    team(
                        { access: [{ bucket, kmsKeyArn }] },
                        { bucketKeys: { "acme-lake": pulumi.output(KEY), other: OLD_KEY } },
                    ),
                );
                assert.deepStrictEqual(
                    policyOf(resources, "buckets"),
                    bucketPolicy(
                        "aws",
                        keys.map((key) => ({ ...grant, kmsKeyArn: key })),
                    ),
                );
            }
        });
    }
});
