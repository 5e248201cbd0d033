import * as pulumi from "@pulumi/pulumi";
import { Environment } from "../spark/environment";
import { LakehouseBucketArgs } from "./lakehouseArgs";

/** Arguments of a `LakehouseBucket`. */
export interface LakehouseBucketOptions extends LakehouseBucketArgs {
    /** Name of the bucket, unique in all of AWS. Another name is another bucket. */
    bucketName: string;
    /**
     * AWS region of the bucket. Another region is another bucket.
     * @default that of the AWS provider
     */
    region?: pulumi.Input<string>;
    /**
     * Environment of the bucket. "prod" protects it.
     * @default "dev"
     */
    environment?: Environment;
}
