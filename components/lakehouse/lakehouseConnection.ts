import * as pulumi from "@pulumi/pulumi";
import { TableFormat } from "../spark/tableFormat";
import { CatalogArgs } from "./lakehouseArgs";

/** What a team's jobs need to reach an object store in the cluster. */
export interface ObjectStoreConnection {
    /**
     * Address of the server.
     * @example "http://object-store.spark-object-store.svc:7070"
     */
    endpoint: string;
    /** Secret in the team's namespace with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` of the team. */
    secret: pulumi.Input<string>;
}

/** What a job needs to know of its platform's lakehouse, and of its team's part in it. */
export interface LakehouseConnection {
    /** Image of jobs with a `tableFormat` that name none. */
    image?: pulumi.Input<string>;
    /**
     * Table formats that the image holds.
     * @default delta and iceberg
     */
    imageFormats?: TableFormat[];
    /** AWS region of the buckets, on EKS. */
    region?: pulumi.Input<string>;
    catalog?: CatalogArgs;
    /**
     * ARNs of the KMS keys that buckets of the stack encrypt with, by the bucket's name.
     * @default none
     */
    bucketKeys?: Record<string, pulumi.Input<string>>;
    /**
     * The S3 server in the cluster.
     * @default none: Amazon S3
     */
    objectStore?: ObjectStoreConnection;
}
