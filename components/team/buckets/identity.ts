import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../../aws/identity";
import { isAtLeast } from "../../validation/versionOrder";
import { firstSparkWithPodIdentity, versions } from "../../versions";
import { BucketAccessArgs, BucketMode, SparkTeamArgs } from "../teamArgs";
import { BucketGrant } from "./bucketPolicy";

const PROVIDER = "spark.hadoop.fs.s3a.aws.credentials.provider";

/** How the team's pods get their role in AWS; nothing where they have none. */
export function identityOf({
    access = [],
    identity,
    sparkVersion = versions.spark,
}: SparkTeamArgs): AwsIdentity | undefined {
    if (access.length === 0) {
        return undefined;
    }
    const best = knowsPodIdentity(sparkVersion) ? AwsIdentity.PodIdentity : AwsIdentity.Irsa;
    return identity ?? best;
}

/** Whether S3A of a Spark version can get credentials by EKS Pod Identity. */
export function knowsPodIdentity(sparkVersion: string): boolean {
    return isAtLeast(sparkVersion, firstSparkWithPodIdentity);
}

/**
 * Where S3A takes its credentials from. Without it S3A looks for keys in the properties and the
 * environment first, and does not look for the account's own token at all.
 */
export function identityConf(
    identity: AwsIdentity | undefined,
    sparkVersion: string = versions.spark,
): Record<string, string> {
    switch (identity) {
        case undefined:
            return {};
        case AwsIdentity.PodIdentity:
            return { [PROVIDER]: "org.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider" };
        case AwsIdentity.Irsa:
            return {
                [PROVIDER]: knowsPodIdentity(sparkVersion)
                    ? "software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider"
                    : "com.amazonaws.auth.WebIdentityTokenCredentialsProvider",
            };
    }
}

/** Access to a bucket, once all of it is known. */
export type KnownBucketAccess = pulumi.Unwrap<BucketAccessArgs>;

/** What a team may do with buckets, as policies take it. */
export function bucketGrants(access: readonly KnownBucketAccess[]): BucketGrant[] {
    return access.map(({ bucket, prefix = "", mode, kmsKeyArn }) => ({
        bucket,
        prefix: prefix.replace(/\/$/, ""),
        write: mode === BucketMode.ReadWrite,
        kmsKeyArn,
    }));
}
