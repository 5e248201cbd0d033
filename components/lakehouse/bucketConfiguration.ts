import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { PolicyDocument, policyDocument } from "../aws/policyDocument";
import { LakehouseBucketArgs } from "./lakehouseArgs";

type LifecycleRule = aws.types.input.s3.BucketLifecycleConfigurationRule;
type EncryptionRule = aws.types.input.s3.BucketServerSideEncryptionConfigurationRule;

/**
 * Longer than any batch job runs: S3A's magic committer completes uploads when the job commits, and
 * an aborted one is lost. AWS' own example has the same (S3 user guide, "Configuring a bucket
 * lifecycle configuration to delete incomplete multipart uploads").
 */
export const ABORT_UPLOADS_AFTER_DAYS = 7;
const KEEP_OLD_VERSIONS_DAYS = 7;

/** Refuses every request that does not come by TLS. */
export function tlsOnlyPolicy(bucketArn: string): PolicyDocument {
    return policyDocument({
        Sid: "DenyHTTP",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
}

/** What S3 removes by itself. */
export function lifecycleRules({
    abortUploadsAfterDays = ABORT_UPLOADS_AFTER_DAYS,
    keepOldVersionsDays = KEEP_OLD_VERSIONS_DAYS,
    expireAfterDays = {},
}: LakehouseBucketArgs): LifecycleRule[] {
    const status = "Enabled";
    const filter = { prefix: "" };
    return [
        {
            ...{ id: "abort-uploads", status, filter },
            abortIncompleteMultipartUpload: { daysAfterInitiation: abortUploadsAfterDays },
        },
        {
            // Also without versioning: a bucket that had it once still has old versions.
            ...{ id: "old-versions", status, filter },
            noncurrentVersionExpiration: { noncurrentDays: keepOldVersionsDays },
            expiration: { expiredObjectDeleteMarker: true },
        },
        ...Object.entries(expireAfterDays).map(([folder, days]) => {
            const prefix = `${withoutTrailingSlash(folder)}/`;
            return { id: `expire ${prefix}`, status, filter: { prefix }, expiration: { days } };
        }),
    ];
}

/** One key for many objects, and not one call to KMS for each. Keys of clients are nobody's to lose. */
export function encryptionRule(kmsKeyArn: pulumi.Input<string> | undefined): EncryptionRule {
    const blockedEncryptionTypes = ["SSE-C"];
    return kmsKeyArn === undefined
        ? {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
              bucketKeyEnabled: false,
              blockedEncryptionTypes,
          }
        : {
              applyServerSideEncryptionByDefault: {
                  sseAlgorithm: "aws:kms",
                  kmsMasterKeyId: kmsKeyArn,
              },
              bucketKeyEnabled: true,
              blockedEncryptionTypes,
          };
}

/** A folder without the slash that it may end with. */
export function withoutTrailingSlash(folder: string): string {
    return folder.replace(/\/$/, "");
}
