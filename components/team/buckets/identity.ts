import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../../aws/identity";
import { isAtLeast } from "../../validation/versionOrder";
import {
    firstSparkWithContainerProvider,
    firstSparkWithPodIdentity,
    versions,
} from "../../versions";
import { BucketAccessArgs, BucketMode, SparkTeamArgs } from "../teamArgs";
import { BucketGrant } from "./bucketPolicy";

const PROVIDER = "spark.hadoop.fs.s3a.aws.credentials.provider";

/** Classes of AWS' SDK for Java 2, which S3A makes by their method `create`. */
const SDK = "software.amazon.awssdk.auth.credentials";

/** How the team's pods get their role in AWS; nothing where they have none. */
export function identityOf({
    access = [],
    identity,
    sparkVersion = versions.spark,
}: SparkTeamArgs): AwsIdentity | undefined {
    if (access.length === 0) {
        return undefined;
    }
    const best = supportsPodIdentity(sparkVersion) ? AwsIdentity.PodIdentity : AwsIdentity.Irsa;
    return identity ?? best;
}

/** Whether S3A of a Spark version can get credentials by EKS Pod Identity. */
export function supportsPodIdentity(sparkVersion: string): boolean {
    return isAtLeast(sparkVersion, firstSparkWithPodIdentity);
}

/**
 * Where S3A takes its credentials from. Without it S3A looks for keys in the properties and the
 * environment first, and does not look for the account's own token at all. Its own
 * `IAMInstanceCredentialsProvider` will not do: where one request to the agent of Pod Identity fails,
 * it asks the node for credentials from then on, which pods cannot reach
 * (apache/hadoop, `IAMInstanceCredentialsProvider.getCredentials`).
 */
export function identityConf(
    identity: AwsIdentity | undefined,
    sparkVersion: string = versions.spark,
): Record<string, string> {
    switch (identity) {
        case undefined:
            return {};
        case AwsIdentity.PodIdentity:
            return { [PROVIDER]: `${SDK}.${containerProvider(sparkVersion)}` };
        case AwsIdentity.Irsa:
            return {
                [PROVIDER]: supportsPodIdentity(sparkVersion)
                    ? `${SDK}.WebIdentityTokenFileCredentialsProvider`
                    : "com.amazonaws.auth.WebIdentityTokenCredentialsProvider",
            };
    }
}

/**
 * The class that asks the agent of Pod Identity, again after each failure. The older SDK cannot make
 * the one that knows nothing else by name; its chain looks for keys in the environment first.
 */
function containerProvider(sparkVersion: string): string {
    return isAtLeast(sparkVersion, firstSparkWithContainerProvider)
        ? "ContainerCredentialsProvider"
        : "DefaultCredentialsProvider";
}

/** Access to a bucket, once all of it is known. */
export type ResolvedBucketAccess = pulumi.Unwrap<BucketAccessArgs>;

/**
 * What a team may do with buckets, as policies take it.
 *
 * @param bucketKeys keys of the stack's own buckets; a team that names another one gets both, since
 * files keep the key that they were written with
 */
export function bucketGrants(
    access: readonly ResolvedBucketAccess[],
    bucketKeys: Readonly<Record<string, string>> = {},
): BucketGrant[] {
    return access.flatMap(({ bucket, prefix = "", mode, kmsKeyArn }) => {
        const own = Object.hasOwn(bucketKeys, bucket) ? bucketKeys[bucket] : undefined;
        const grant = {
            bucket,
            prefix: prefix.replace(/\/$/, ""),
            write: mode === BucketMode.ReadWrite,
            kmsKeyArn: kmsKeyArn ?? own,
        };
        const isOther = own !== undefined && kmsKeyArn !== undefined && own !== kmsKeyArn;
        return isOther ? [grant, { ...grant, kmsKeyArn: own }] : [grant];
    });
}
