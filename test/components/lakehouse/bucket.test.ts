import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { LakehouseBucket, LakehouseBucketOptions } from "../../../components";
import { only, Registered, valueOf } from "../../../testkit/mocks";
import { dependenciesOf, label, labelOfUrn, registerOnAws } from "../../../testkit/onAws";
import { takeRejections } from "../../../testkit/setup";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";
const S3 = "aws:s3";

function bucket(
    more: Partial<LakehouseBucketOptions> = {},
    opts?: pulumi.ComponentResourceOptions,
): LakehouseBucket {
    return new LakehouseBucket("lake", { bucketName: "acme-lake", ...more }, opts);
}

function registered(more: Partial<LakehouseBucketOptions> = {}): Promise<Registered[]> {
    return registerOnAws(() => bucket(more));
}

function inputsOf(resources: Registered[], kind: string): unknown {
    const type = `${S3}/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
    return only(resources, type).inputs;
}

function refuses(args: Partial<LakehouseBucketOptions>, ...problems: string[]): void {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    assert.throws(() => bucket(args), {
        message: [
            `LakehouseBucket "lake" has ${count}:`,
            ...problems.map((one) => `  ${one}`),
        ].join("\n"),
    });
}

describe("LakehouseBucket", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    it("is encrypted, private and TLS-only, and cleans up after killed jobs", async () => {
        const resources = await registered();
        assert.deepStrictEqual(resources.map(label).sort(), [
            "Bucket lake",
            "BucketLifecycleConfiguration lake",
            "BucketOwnershipControls lake",
            "BucketPolicy lake",
            "BucketPublicAccessBlock lake",
            "BucketServerSideEncryptionConfiguration lake",
            "LakehouseBucket lake",
        ]);
        const name = { bucket: "acme-lake" };
        assert.deepStrictEqual(inputsOf(resources, "Bucket"), { ...name, forceDestroy: false });
        assert.deepStrictEqual(inputsOf(resources, "BucketPublicAccessBlock"), {
            ...name,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        });
        assert.deepStrictEqual(inputsOf(resources, "BucketOwnershipControls"), {
            ...name,
            rule: { objectOwnership: "BucketOwnerEnforced" },
        });
        assert.deepStrictEqual(inputsOf(resources, "BucketServerSideEncryptionConfiguration"), {
            ...name,
            rules: [
                {
                    applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
                    bucketKeyEnabled: false,
                    blockedEncryptionTypes: ["SSE-C"],
                },
            ],
        });
        const { policy } = inputsOf(resources, "BucketPolicy") as { policy: string };
        assert.deepStrictEqual(JSON.parse(policy), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "DenyHTTP",
                    Effect: "Deny",
                    Principal: "*",
                    Action: ["s3:*"],
                    Resource: ["arn:aws:s3:::acme-lake", "arn:aws:s3:::acme-lake/*"],
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ],
        });
        assert.deepStrictEqual(inputsOf(resources, "BucketLifecycleConfiguration"), {
            ...name,
            rules: [
                {
                    ...{ id: "abort-uploads", status: "Enabled", filter: { prefix: "" } },
                    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
                },
                {
                    ...{ id: "old-versions", status: "Enabled", filter: { prefix: "" } },
                    noncurrentVersionExpiration: { noncurrentDays: 7 },
                    expiration: { expiredObjectDeleteMarker: true },
                },
            ],
        });
    });

    it("accepts a key, other days, versioning, tags and its own region", async () => {
        const resources = await registered({
            kmsKeyArn: KEY,
            abortUploadsAfterDays: 2,
            keepOldVersionsDays: 30,
            expireAfterDays: { "spark-events": 14, "tmp/": 1 },
            versioning: true,
            tags: { "cost-centre": "4711" },
            forceDestroy: true,
            region: "eu-central-1",
        });
        const common = { bucket: "acme-lake", region: "eu-central-1" };
        assert.deepStrictEqual(inputsOf(resources, "Bucket"), {
            ...common,
            forceDestroy: true,
            tags: { "cost-centre": "4711" },
        });
        assert.deepStrictEqual(inputsOf(resources, "BucketServerSideEncryptionConfiguration"), {
            ...common,
            rules: [
                {
                    applyServerSideEncryptionByDefault: {
                        sseAlgorithm: "aws:kms",
                        kmsMasterKeyId: KEY,
                    },
                    bucketKeyEnabled: true,
                    blockedEncryptionTypes: ["SSE-C"],
                },
            ],
        });
        assert.deepStrictEqual(inputsOf(resources, "BucketVersioning"), {
            ...common,
            versioningConfiguration: { status: "Enabled" },
        });
        assert.deepStrictEqual(inputsOf(resources, "BucketLifecycleConfiguration"), {
            ...common,
            rules: [
                {
                    ...{ id: "abort-uploads", status: "Enabled", filter: { prefix: "" } },
                    abortIncompleteMultipartUpload: { daysAfterInitiation: 2 },
                },
                {
                    ...{ id: "old-versions", status: "Enabled", filter: { prefix: "" } },
                    noncurrentVersionExpiration: { noncurrentDays: 30 },
                    expiration: { expiredObjectDeleteMarker: true },
                },
                ...[
                    { prefix: "spark-events/", days: 14 },
                    { prefix: "tmp/", days: 1 },
                ].map(({ prefix, days }) => ({
                    ...{ id: `expire ${prefix}`, status: "Enabled" },
                    ...{ filter: { prefix }, expiration: { days } },
                })),
            ],
        });
    });

    const protectedWith: [Partial<LakehouseBucketOptions>, boolean][] = [
        [{}, false],
        [{ environment: "staging" }, false],
        [{ environment: "prod" }, true],
        [{ environment: "prod", protect: false }, false],
        [{ protect: true }, true],
    ];
    for (const [args, protect] of protectedWith) {
        it(`${protect ? "is protected" : "can be deleted"} with ${JSON.stringify(args)}`, async () => {
            const resources = await registered({ versioning: true, ...args });
            const parts = resources.filter(({ custom }) => custom);
            assert.deepStrictEqual(
                parts.filter((part) => part.protect !== protect).map(label),
                // Versioning may be switched off later.
                protect ? ["BucketVersioning lake"] : [],
            );
        });
    }

    it("keeps its configuration if S3 refuses to delete it", async () => {
        const parts = (await registered({ versioning: true })).filter(
            ({ type, custom }) => custom && type !== "aws:s3/bucket:Bucket",
        );
        assert.strictEqual(parts.length, 6);
        for (const part of parts) {
            assert.strictEqual(labelOfUrn(part.deletedWith), "Bucket lake", label(part));
            const needed = dependenciesOf(part).filter((one) => one !== "Bucket lake");
            const closes = part.type.endsWith(":BucketPolicy")
                ? ["BucketPublicAccessBlock lake"]
                : [];
            assert.deepStrictEqual(needed, closes);
        }
    });

    it("exports its name and its key", async () => {
        await registerOnAws(async () => {
            const lake = bucket({ kmsKeyArn: pulumi.output(KEY) });
            assert.strictEqual(await valueOf(lake.bucketName), "acme-lake");
            assert.strictEqual(await valueOf(lake.arn), "arn:aws:s3:::acme-lake");
            assert.ok(lake.kmsKeyArn);
            assert.strictEqual(await valueOf(lake.kmsKeyArn), KEY);
            assert.strictEqual(bucket({}, { aliases: [] }).kmsKeyArn, undefined);
        });
    });

    it("rejects what S3 would reject, or accept and then not do", () => {
        refuses(
            { bucketName: "Acme_Lake" },
            'bucketName: "Acme_Lake" is not a bucket name: use 3-63 lower-case letters, ' +
                'digits, "-" and ".", beginning and ending with a letter or digit (e.g. ' +
                '"example-lake")',
        );
        refuses(
            { abortUploadsAfterDays: 0, keepOldVersionsDays: 0.5, expireAfterDays: { "/a": 0 } },
            "abortUploadsAfterDays: 0 is not a whole number of 1 or more",
            "keepOldVersionsDays: 0.5 is not a whole number of 1 or more",
            'expireAfterDays["/a"]: "/a" is not a folder: use names of letters, digits and ' +
                'any of !_.\'()=@:+,&-, separated by "/", without a leading "/" (e.g. ' +
                '"sales/raw")',
            'expireAfterDays["/a"]: 0 is not a whole number of 1 or more',
        );
        refuses(
            { tags: { "aws:owner": "a" } },
            'tags["aws:owner"]: keys that begin with "aws:" are reserved: choose another',
        );
        refuses(
            { kmsKeyArn: KEY.replace("central", "west") },
            'kmsKeyArn: is a key in eu-west-1, but the bucket is in "eu-central-1": use a key in ' +
                "that region",
        );
        refuses(
            { forceDestroy: true, environment: "prod" },
            "forceDestroy: conflicts with the bucket's protection: also set `protect: false` if its " +
                "files may be deleted",
        );
        refuses(
            { kmsKeyArn: "alias/lake" },
            'kmsKeyArn: "alias/lake" is not the ARN of a KMS key; an alias is not accepted ' +
                "(e.g. " +
                '"arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")',
        );
    });

    it("checks a key that becomes known later", async () => {
        await registerOnAws(() => undefined, { preview: true });
        const lake = bucket({ kmsKeyArn: pulumi.output("alias/lake") });
        assert.ok(lake.kmsKeyArn);
        await assert.rejects(
            valueOf(lake.kmsKeyArn),
            /kmsKeyArn: "alias\/lake" is not the ARN of a KMS key/,
        );
        await takeRejections();
    });

    describe("without a region of the AWS provider", () => {
        before(() => pulumi.runtime.setAllConfig({}));
        after(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));

        it("says that it is missing", () => {
            refuses(
                {},
                "region: is required, since the configuration aws:region is missing: set the bucket's " +
                    "region (e.g. `pulumi config set aws:region eu-central-1`)",
            );
        });

        it("accepts its own region, or that of a given provider", async () => {
            await registered({ region: "eu-central-1" });
            await registerOnAws(() => {
                const parent = new pulumi.ComponentResource("some:index:Parent", "parent");
                bucket({}, { parent });
            });
        });
    });
});
