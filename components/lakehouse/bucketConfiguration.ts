import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { PolicyDocument, policyDocument } from "../aws/policyDocument";
import { LakehouseBucketArgs } from "./lakehouseArgs";

type LifecycleRule = aws.types.input.s3.BucketLifecycleConfigurationRule;
type EncryptionRule = aws.types.input.s3.BucketServerSideEncryptionConfigurationRule;

/**
 * Longer than any batch job runs: S3A's magic committer completes uploads when the job commits, and
 * an aborted upload is lost. AWS uses the same value in its example (S3 user guide, "Configuring a bucket
 * lifecycle configuration to delete incomplete multipart uploads").
 */
export const ABORT_UPLOADS_AFTER_DAYS = 7;
const KEEP_OLD_VERSIONS_DAYS = 7;

/** Denies every request without TLS. */
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

/** What S3 deletes automatically. */
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
            // Even without versioning: a bucket that once had it still has old versions.
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

/**
 * A bucket key saves a call to KMS for each object. Keys provided by clients are blocked: files whose key
 * is lost cannot be read.
 */
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

/** A folder without its trailing slash. */
export function withoutTrailingSlash(folder: string): string {
    return folder.replace(/\/$/, "");
}
