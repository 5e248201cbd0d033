import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { asJson } from "../aws/awsCluster";
import { checkedArgs } from "../validation/outputs";
import { encryptionRule, lifecycleRules, tlsOnlyPolicy } from "./bucketConfiguration";
import { LakehouseBucketOptions } from "./bucketOptions";
import { isProtected, lakehouseBucketCheck } from "./bucketProblems";

/**
 * A bucket in S3 for tables and files: encrypted, not public, TLS only, cleaned of what killed jobs
 * leave behind, and in production protected from deletion.
 *
 * @example
 * const lake = new LakehouseBucket("lake", { bucketName: "acme-lake" });
 * const access = [{ bucket: lake.bucketName, prefix: "sales", mode: BucketMode.ReadWrite }];
 * new SparkPlatform("spark", { cluster, teams: { processing: { access } } });
 */
export class LakehouseBucket extends pulumi.ComponentResource {
    /** Name of the bucket, once all of its configuration is in place. */
    public readonly bucketName: pulumi.Output<string>;
    /** ARN of the bucket. */
    public readonly arn: pulumi.Output<string>;
    /** ARN of the KMS key that encrypts the bucket, for `access`; nothing with S3's own keys. */
    public readonly kmsKeyArn?: pulumi.Output<string>;

    constructor(
        name: string,
        args: LakehouseBucketOptions,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        const needsRegion = [opts?.parent, opts?.provider, opts?.providers].every(
            (one) => one === undefined,
        );
        args = checkedArgs(`LakehouseBucket "${name}"`, args, lakehouseBucketCheck(needsRegion));
        super("spark-platform:index:LakehouseBucket", name, {}, opts);
        const { bucketName, region, environment, tags, kmsKeyArn, forceDestroy = false } = args;
        if (forceDestroy) {
            void pulumi.log.warn(
                "forceDestroy: removing the bucket or destroying the stack deletes all of its files",
                this,
            );
        }
        // Not false: `undefined` leaves the decision to the parent.
        const protect = isProtected(args.protect, environment) || undefined;
        const child = { parent: this, protect };
        const bucket = new aws.s3.Bucket(
            name,
            { bucket: bucketName, forceDestroy, tags: tags && { ...tags }, region },
            child,
        );
        const configuration = configure(name, bucket, args, child);
        this.bucketName = pulumi
            .all([bucket.bucket, pulumi.all(configuration.map(({ urn }) => urn))])
            .apply(([known]) => known);
        this.arn = bucket.arn;
        this.kmsKeyArn = kmsKeyArn === undefined ? undefined : pulumi.output(kmsKeyArn);
        this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
    }
}

/**
 * Registers a bucket's configuration. If the bucket is deleted, too, its configuration is not deleted
 * on its own: S3 may refuse to delete the bucket, which would then be left without it.
 */
function configure(
    name: string,
    bucket: aws.s3.Bucket,
    { region, kmsKeyArn, versioning, ...lifecycle }: LakehouseBucketOptions,
    options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const child = { ...options, deletedWith: bucket };
    const common = { bucket: bucket.bucket, region };
    const closed = new aws.s3.BucketPublicAccessBlock(
        name,
        {
            ...common,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        },
        child,
    );
    return [
        closed,
        new aws.s3.BucketOwnershipControls(
            name,
            { ...common, rule: { objectOwnership: "BucketOwnerEnforced" } },
            child,
        ),
        new aws.s3.BucketServerSideEncryptionConfiguration(
            name,
            { ...common, rules: [encryptionRule(kmsKeyArn)] },
            child,
        ),
        new aws.s3.BucketPolicy(
            name,
            { ...common, policy: asJson(bucket.arn.apply(tlsOnlyPolicy)) },
            // S3 rejects concurrent changes of a bucket's access settings.
            { ...child, dependsOn: [closed] },
        ),
        new aws.s3.BucketLifecycleConfiguration(
            name,
            { ...common, rules: lifecycleRules(lifecycle) },
            child,
        ),
        ...(versioning === true
            ? [
                  new aws.s3.BucketVersioning(
                      name,
                      { ...common, versioningConfiguration: { status: "Enabled" } },
                      // Not protected: removing `versioning` deletes it, while the bucket stays.
                      { ...child, protect: false },
                  ),
              ]
            : []),
    ];
}
