import * as pulumi from "@pulumi/pulumi";
import { TableFormat } from "../spark/tableFormat";
import { CatalogArgs } from "./lakehouseArgs";

/** What a team's jobs need to use an object store in the cluster. */
export interface ObjectStoreConnection {
    /**
     * URL of the server.
     * @example "http://object-store.spark-object-store.svc:7070"
     */
    endpoint: string;
    /**
     * Secret in the team's namespace with the team's `AWS_ACCESS_KEY_ID` and
     * `AWS_SECRET_ACCESS_KEY`.
     */
    secret: pulumi.Input<string>;
}

/** What a job needs to know about its platform's lakehouse, and its team's part of it. */
export interface LakehouseConnection {
    /**
     * Image of jobs with a `tableFormat` and without an image of their own.
     * @default none
     */
    image?: pulumi.Input<string>;
    /**
     * Table formats that the image contains.
     * @default ["delta", "iceberg"]
     */
    imageFormats?: TableFormat[];
    /**
     * AWS region of the buckets, on EKS.
     * @default none
     */
    region?: pulumi.Input<string>;
    /**
     * Catalog of Iceberg tables.
     * @default none
     */
    catalog?: CatalogArgs;
    /**
     * ARNs of the KMS keys of the stack's buckets, by the bucket's name.
     * @default none
     */
    bucketKeys?: Record<string, pulumi.Input<string>>;
    /**
     * The S3 server in the cluster.
     * @default none: Amazon S3
     */
    objectStore?: ObjectStoreConnection;
}
