import * as pulumi from "@pulumi/pulumi";
import { TableFormat } from "../spark/tableFormat";

/** Where the names of Iceberg tables are kept. */
export const CatalogKind = {
    /** AWS' Glue Data Catalog; needs an EKS cluster. */
    Glue: "glue",
    /** Files beside the tables. Safe as long as one driver at a time writes to a table. */
    Hadoop: "hadoop",
} as const;
export type CatalogKind = (typeof CatalogKind)[keyof typeof CatalogKind];

/** The catalog of Iceberg tables. */
export interface CatalogArgs {
    kind: CatalogKind;
    /**
     * Name of the catalog in SQL: `SELECT * FROM lake.sales.orders`.
     * @default "lake"
     */
    name?: string;
    /**
     * Folder that tables are kept below.
     * @example "s3a://acme-lake/warehouse"
     */
    warehouse: string;
}

/** A bucket of the lakehouse. */
export interface LakehouseBucketArgs {
    /**
     * ARN of the KMS key that the bucket encrypts with, on EKS.
     * @default S3's own keys
     */
    kmsKeyArn?: pulumi.Input<string>;
}

/** An S3 server in the cluster, for clusters outside AWS. */
export interface ObjectStoreArgs {
    /**
     * Size of the volume that it keeps all buckets on, as a Kubernetes quantity.
     * @default "10Gi"
     */
    storage?: string;
    /**
     * Storage class of that volume.
     * @default the cluster's default
     */
    storageClass?: string;
}

/** An image that the stack builds, and keeps in ECR. */
export interface ImageBuildArgs {
    /**
     * Name of the repository in ECR, which the stack creates.
     * @default the stack's and project's names
     */
    repository?: string;
    /**
     * A repository like Maven Central that its jars come from. Everyone who may read the image can read it.
     * @example "https://maven.example.com/central"
     * @default Maven Central
     */
    mirror?: string;
}

/** Object storage and table formats of a platform. */
export interface LakehouseArgs {
    /**
     * Image with connector, committers and table formats, as `make image` builds it: jobs with a
     * `tableFormat` run in it unless they name their own. In the Spark version that the library supports.
     */
    image?: pulumi.Input<string>;
    /**
     * Table formats that the image holds.
     * @default delta and iceberg
     */
    imageFormats?: TableFormat[];
    /** Builds that image as part of the stack. Needs an EKS cluster and the package @pulumi/docker-build. */
    imageBuild?: ImageBuildArgs;
    /** An S3 server in the cluster. For clusters outside AWS. */
    objectStore?: ObjectStoreArgs;
    /**
     * Buckets by name: in S3 on EKS, elsewhere on the object store.
     * @example { "acme-lake": {} }
     */
    buckets?: Record<string, LakehouseBucketArgs>;
    /**
     * Catalog of Iceberg tables, which jobs with `tableFormat: iceberg` need.
     * @default none
     */
    catalog?: CatalogArgs;
}
