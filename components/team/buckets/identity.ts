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

/** Classes of the AWS SDK for Java 2, which S3A instantiates with their `create` method. */
const SDK = "software.amazon.awssdk.auth.credentials";

/** How the team's pods get their AWS role; `undefined` if they have none. */
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

/** Whether the S3A of a Spark version supports EKS Pod Identity. */
export function supportsPodIdentity(sparkVersion: string): boolean {
    return isAtLeast(sparkVersion, firstSparkWithPodIdentity);
}

/**
 * Where S3A takes its credentials from. By default, S3A looks for keys in the properties and the
 * environment first, and never uses the account's own token. Its own `IAMInstanceCredentialsProvider`
 * does not work: once a request to the Pod Identity agent has failed, it only asks the node for
 * credentials, which pods cannot reach (apache/hadoop, `IAMInstanceCredentialsProvider.getCredentials`).
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
 * The class that asks the Pod Identity agent, and asks again after a failure. The older SDK cannot
 * instantiate the dedicated class by name; its default chain looks for keys in the environment first.
 */
function containerProvider(sparkVersion: string): string {
    return isAtLeast(sparkVersion, firstSparkWithContainerProvider)
        ? "ContainerCredentialsProvider"
        : "DefaultCredentialsProvider";
}

/** Access to a bucket, without Outputs. */
export type ResolvedBucketAccess = pulumi.Unwrap<BucketAccessArgs>;

/**
 * What a team may do with buckets, in the form that policies need.
 *
 * @param bucketKeys KMS keys of the stack's own buckets; a team that names another key gets both, since
 * files stay encrypted with the key that they were written with
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
