import * as pulumi from "@pulumi/pulumi";
import { Environment } from "../spark/environment";
import { LakehouseBucketArgs } from "./lakehouseArgs";

/** Arguments of a `LakehouseBucket`. */
export interface LakehouseBucketOptions extends LakehouseBucketArgs {
    /** Name of the bucket, which nobody else in AWS may have. */
    bucketName: string;
    /**
     * AWS region of the bucket.
     * @default that of the AWS provider
     */
    region?: pulumi.Input<string>;
    /**
     * What the bucket is for: decides whether it is protected.
     * @default "dev"
     */
    environment?: Environment;
}
