import { PolicyDocument, policyDocument, Statement } from "../../aws/policyDocument";

/** Access to a bucket or one of its folders. */
export interface BucketGrant {
    bucket: string;
    /** Without slashes at its ends; empty for the whole bucket. */
    prefix: string;
    write: boolean;
    kmsKeyArn?: string;
}

/** What S3A needs to write (Hadoop 3.4, "Working with IAM Assumed Roles"), without ACL permissions. */
const WRITE = [
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:ListMultipartUploadParts",
    "s3:PutObject",
];

/**
 * What jobs may do with buckets: the actions that Hadoop's S3A and its committers need, in these folders
 * only.
 *
 * Pending uploads can only be listed for a whole bucket: S3 cannot limit that to a folder. S3A's
 * committers list them to clean up, and continue if they may not.
 */
export function bucketPolicy(partition: string, grants: readonly BucketGrant[]): PolicyDocument {
    const arn = (resource: string) => `arn:${partition}:s3:::${resource}`;
    const writable = grants.filter(({ write }) => write);
    const uploads = unique(writable.filter(isWhole).map(({ bucket }) => arn(bucket)));
    return policyDocument(
        ...listStatements(arn, grants),
        ...statement("AllowGet", ["s3:GetObject"], objects(arn, grants)),
        ...statement("AllowWrite", WRITE, objects(arn, writable)),
        ...statement("AllowListOfUploads", ["s3:ListBucketMultipartUploads"], uploads),
        ...keyStatement("AllowDecrypt", ["kms:Decrypt"], grants),
        ...keyStatement("AllowEncrypt", ["kms:GenerateDataKey"], writable),
    );
}

/** One for all whole buckets, and one per bucket with folders: a condition applies to all buckets of its statement. */
function listStatements(
    arn: (resource: string) => string,
    grants: readonly BucketGrant[],
): Statement[] {
    const whole = unique(grants.filter(isWhole).map(({ bucket }) => bucket));
    const parts = unique(grants.map(({ bucket }) => bucket)).filter(
        (bucket) => !whole.includes(bucket),
    );
    return [
        ...statement("AllowList", ["s3:ListBucket"], whole.map(arn)),
        ...parts.map((bucket, index): Statement => {
            const prefixes = grants.filter((grant) => grant.bucket === bucket);
            return {
                Sid: `AllowListOfFolders${index}`,
                Effect: "Allow",
                Action: ["s3:ListBucket"],
                Resource: [arn(bucket)],
                // For a missing object, S3 checks its key as the prefix: "not found", not "denied".
                Condition: {
                    StringLike: {
                        "s3:prefix": unique(
                            prefixes.flatMap(({ prefix }) => [prefix, `${prefix}/*`]),
                        ),
                    },
                },
            };
        }),
    ];
}

/** The folder's own name, which S3A probes as a file, and everything in it, with its directory marker. */
function objects(arn: (resource: string) => string, grants: readonly BucketGrant[]): string[] {
    return unique(
        grants.flatMap((grant) => {
            const { bucket, prefix } = grant;
            return isWhole(grant)
                ? [arn(`${bucket}/*`)]
                : [arn(`${bucket}/${prefix}`), arn(`${bucket}/${prefix}/*`)];
        }),
    );
}

/** Keys may be used through S3 only, whose service name ends in `.cn` in China. */
function keyStatement(sid: string, actions: string[], grants: readonly BucketGrant[]): Statement[] {
    const keys = unique(grants.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []));
    const Condition = {
        StringLike: { "kms:ViaService": ["s3.*.amazonaws.com", "s3.*.amazonaws.com.cn"] },
    };
    return statement(sid, actions, keys).map((each) => ({ ...each, Condition }));
}

function statement(Sid: string, Action: string[], Resource: string[]): Statement[] {
    return Resource.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource }];
}

function isWhole({ prefix }: BucketGrant): boolean {
    return prefix === "";
}

function unique(values: string[]): string[] {
    return [...new Set(values)];
}
