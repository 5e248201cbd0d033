import assert from "node:assert/strict";
import fc from "fast-check";
import { Statement } from "../../../../components/aws/policyDocument";
import { BucketGrant, bucketPolicy } from "../../../../components/team/buckets/bucketPolicy";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";

describe("a team's policy for buckets", () => {
    it("allows listing and reading a folder", () => {
        assert.deepStrictEqual(
            bucketPolicy("aws", [{ bucket: "lake", prefix: "sales/raw", write: false }]),
            {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "AllowListOfFolders0",
                        Effect: "Allow",
                        Action: ["s3:ListBucket"],
                        Resource: ["arn:aws:s3:::lake"],
                        Condition: {
                            StringLike: { "s3:prefix": ["sales/raw", "sales/raw/*"] },
                        },
                    },
                    {
                        Sid: "AllowGet",
                        Effect: "Allow",
                        Action: ["s3:GetObject"],
                        Resource: ["arn:aws:s3:::lake/sales/raw", "arn:aws:s3:::lake/sales/raw/*"],
                    },
                ],
            },
        );
    });

    it("is one document for several folders, modes and keys, in any partition", () => {
        const grants: BucketGrant[] = [
            { bucket: "lake", prefix: "raw", write: false, kmsKeyArn: KEY },
            { bucket: "lake", prefix: "out", write: true, kmsKeyArn: KEY },
            { bucket: "own", prefix: "", write: true },
            { bucket: "own", prefix: "logs", write: false },
        ];
        const own = "arn:aws-cn:s3:::own";
        const raw = ["arn:aws-cn:s3:::lake/raw", "arn:aws-cn:s3:::lake/raw/*"];
        const out = ["arn:aws-cn:s3:::lake/out", "arn:aws-cn:s3:::lake/out/*"];
        const viaS3 = {
            StringLike: { "kms:ViaService": ["s3.*.amazonaws.com", "s3.*.amazonaws.com.cn"] },
        };
        assert.deepStrictEqual(bucketPolicy("aws-cn", grants), {
            Version: "2012-10-17",
            Statement: [
                { Sid: "AllowList", Effect: "Allow", Action: ["s3:ListBucket"], Resource: [own] },
                {
                    Sid: "AllowListOfFolders0",
                    Effect: "Allow",
                    Action: ["s3:ListBucket"],
                    Resource: ["arn:aws-cn:s3:::lake"],
                    Condition: { StringLike: { "s3:prefix": ["raw", "raw/*", "out", "out/*"] } },
                },
                {
                    Sid: "AllowGet",
                    Effect: "Allow",
                    Action: ["s3:GetObject"],
                    Resource: [...raw, ...out, `${own}/*`, `${own}/logs`, `${own}/logs/*`],
                },
                {
                    Sid: "AllowWrite",
                    Effect: "Allow",
                    Action: [
                        "s3:AbortMultipartUpload",
                        "s3:DeleteObject",
                        "s3:ListMultipartUploadParts",
                        "s3:PutObject",
                    ],
                    Resource: [...out, `${own}/*`],
                },
                {
                    Sid: "AllowListOfUploads",
                    Effect: "Allow",
                    Action: ["s3:ListBucketMultipartUploads"],
                    Resource: [own],
                },
                {
                    Sid: "AllowDecrypt",
                    Effect: "Allow",
                    Action: ["kms:Decrypt"],
                    Resource: [KEY],
                    Condition: viaS3,
                },
                {
                    Sid: "AllowEncrypt",
                    Effect: "Allow",
                    Action: ["kms:GenerateDataKey"],
                    Resource: [KEY],
                    Condition: viaS3,
                },
            ],
        });
    });

    const folders = fc.constantFrom("", "a", "a/b", "b", "ab", "a-b");
    const grants = fc.array(
        fc.record({
            bucket: fc.constantFrom("lake", "lake2"),
            prefix: folders,
            write: fc.boolean(),
        }),
        { minLength: 1, maxLength: 5 },
    );
    const keys = fc.constantFrom(
        "a",
        "a/",
        "a/x",
        "ab",
        "ab/x",
        "a/b/x",
        "a/bc",
        "b/x",
        "a-b/x",
        "x",
    );

    it("allows what was granted, and nothing in other folders and buckets", () => {
        fc.assert(
            fc.property(grants, fc.constantFrom("lake", "lake2"), keys, (given, bucket, key) => {
                const { Statement: statements } = bucketPolicy("aws", given);
                const within = given.filter(
                    (grant) =>
                        grant.bucket === bucket &&
                        (grant.prefix === "" || `${key}/`.startsWith(`${grant.prefix}/`)),
                );
                const object = `arn:aws:s3:::${bucket}/${key}`;
                const may = (action: string, resource: string) =>
                    allows(statements, action, resource, { "s3:prefix": key });
                const writes = within.some(({ write }) => write);
                assert.deepStrictEqual(
                    [
                        may("s3:GetObject", object),
                        may("s3:PutObject", object),
                        may("s3:DeleteObject", object),
                        may("s3:ListBucket", `arn:aws:s3:::${bucket}`),
                    ],
                    [within.length > 0, writes, writes, within.length > 0],
                );
            }),
        );
    });

    it("never allows listing a whole bucket if only folders were granted", () => {
        fc.assert(
            fc.property(grants, (given) => {
                const { Statement: statements } = bucketPolicy("aws", given);
                for (const bucket of ["lake", "lake2"]) {
                    const whole = given.some(
                        (grant) => grant.bucket === bucket && grant.prefix === "",
                    );
                    const contexts: Record<string, string>[] = [{}, { "s3:prefix": "" }];
                    for (const context of contexts) {
                        const arn = `arn:aws:s3:::${bucket}`;
                        assert.strictEqual(
                            allows(statements, "s3:ListBucket", arn, context),
                            whole,
                        );
                    }
                }
            }),
        );
    });
});

/** Whether IAM would allow a request, by the rules that these documents use. */
function allows(
    statements: Statement[],
    action: string,
    resource: string,
    context: Record<string, string>,
): boolean {
    return statements.some(
        ({ Action, Resource = [], Condition = {} }) =>
            Action.includes(action) &&
            Resource.some((pattern) => like(pattern, resource)) &&
            Object.entries(Condition).every(([operator, keys]) => {
                assert.strictEqual(operator, "StringLike");
                return Object.entries(keys).every(([key, patterns]) => {
                    const value = context[key];
                    return value !== undefined && [patterns].flat().some((one) => like(one, value));
                });
            }),
    );
}

function like(pattern: string, text: string): boolean {
    const literal = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${literal.join(".*")}$`).test(text);
}
