import assert from "node:assert/strict";
import { bucketPolicies } from "../../../../components/lakehouse/objectStore/bucketPolicies";
import { bucketPolicy } from "../../../../components/team/buckets/bucketPolicy";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";
const CLEANUP = { Effect: "Allow", Principal: { AWS: ["platform-cleanup"] } };

describe("the bucket policies of an object store", () => {
    it("grant each team what its AWS role would, with the team's key as principal", () => {
        const team = bucketPolicy("aws", [
            { bucket: "lake", prefix: "sales", write: true },
            { bucket: "lake-2", prefix: "", write: false },
        ]);
        const Principal = { AWS: ["team-processing"] };
        const folder = ["arn:aws:s3:::lake/sales", "arn:aws:s3:::lake/sales/*"];
        assert.deepStrictEqual(bucketPolicies(["lake"], { processing: team }), {
            lake: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "AllowListOfFolders0-processing",
                        Effect: "Allow",
                        Action: ["s3:ListBucket"],
                        Resource: ["arn:aws:s3:::lake"],
                        Condition: { StringLike: { "s3:prefix": ["sales", "sales/*"] } },
                        Principal,
                    },
                    {
                        Sid: "AllowGet-processing",
                        Effect: "Allow",
                        Action: ["s3:GetObject"],
                        Resource: folder,
                        Principal,
                    },
                    {
                        Sid: "AllowWrite-processing",
                        Effect: "Allow",
                        Action: [
                            "s3:AbortMultipartUpload",
                            "s3:DeleteObject",
                            "s3:ListMultipartUploadParts",
                            "s3:PutObject",
                        ],
                        Resource: folder,
                        Principal,
                    },
                    {
                        Sid: "AllowListOfUploads-cleanup",
                        ...CLEANUP,
                        Action: ["s3:ListBucketMultipartUploads"],
                        Resource: ["arn:aws:s3:::lake"],
                    },
                    {
                        Sid: "AllowAbort-cleanup",
                        ...CLEANUP,
                        Action: ["s3:AbortMultipartUpload"],
                        Resource: ["arn:aws:s3:::lake/*"],
                    },
                ],
            },
        });
    });

    it("do not name other buckets or AWS keys", () => {
        const team = bucketPolicy("aws", [
            { bucket: "lake", prefix: "", write: true, kmsKeyArn: KEY },
            { bucket: "lake-2", prefix: "", write: true },
        ]);
        const policies = bucketPolicies(["lake", "lake-2", "empty"], { a: team, b: team });
        for (const [bucket, { Statement }] of Object.entries(policies)) {
            for (const arn of Statement.flatMap(({ Resource = [] }) => Resource)) {
                assert.ok([bucket, `${bucket}/*`].includes(arn.replace("arn:aws:s3:::", "")), arn);
            }
        }
        assert.strictEqual(policies["lake"]?.Statement.length, 2 * 4 + 2);
        assert.strictEqual(policies["empty"]?.Statement.length, 2);
    });
});
