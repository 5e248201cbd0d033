import * as pulumi from "@pulumi/pulumi";
import { TableFormat } from "../spark/tableFormat";

/** Where the names of Iceberg tables are kept. */
export const CatalogKind = {
    /** AWS' Glue Data Catalog. Needs an EKS cluster. */
    Glue: "glue",
    /** Files beside the tables. Safe as long as only one driver at a time writes to a table. */
    Hadoop: "hadoop",
} as const;
export type CatalogKind = (typeof CatalogKind)[keyof typeof CatalogKind];

/** The catalog of Iceberg tables. */
export interface CatalogArgs {
    /** Where the names of tables are kept. */
    kind: CatalogKind;
    /**
     * Name of the catalog in SQL: `SELECT * FROM lake.sales.orders`.
     * @default "lake"
     */
    name?: string;
    /**
     * Folder of the tables of databases without a `location`. A change applies to new tables.
     * @example "s3a://acme-lake/warehouse"
     */
    warehouse: string;
    /**
     * Databases that the stack creates in Glue, by name: lower-case letters, digits and `_`. Teams
     * use them, and other existing ones, with their `databases`.
     * @default none
     * @example { sales: {} }
     */
    databases?: Record<string, CatalogDatabaseArgs>;
}

/** A database in the Glue catalog. */
export interface CatalogDatabaseArgs {
    /**
     * Folder of its tables. A change applies to new tables.
     * @default the database's name, below the catalog's `warehouse`
     * @example "s3a://acme-sales/tables"
     */
    location?: string;
    /**
     * Makes Pulumi refuse to delete the database. Deleting it removes its tables from Glue.
     * @default true in environment "prod", otherwise false
     */
    protect?: boolean;
}

/**
 * A bucket of the lakehouse. Everything except `abortUploadsAfterDays` applies to buckets in S3
 * only.
 */
export interface LakehouseBucketArgs {
    /**
     * ARN of the KMS key that encrypts new files, in the bucket's region. Teams with `access` to
     * the bucket may use it. Existing files keep their key.
     * @default S3's own keys
     */
    kmsKeyArn?: pulumi.Input<string>;
    /**
     * Days after which incomplete uploads are aborted: killed jobs leave them behind, invisible and
     * charged like files. Must be longer than any job runs, since jobs complete their uploads at
     * their end.
     * @default 7
     */
    abortUploadsAfterDays?: number;
    /**
     * Days after which files are deleted, by folder. For event logs and the like, never for tables.
     * @throws for a folder with tables
     * @default none: no files are deleted
     * @example { "spark-events": 30 }
     */
    expireAfterDays?: Record<string, number>;
    /**
     * Keeps deleted and overwritten files for `keepOldVersionsDays`.
     * @default false: table formats keep what they need, and delete the rest to save its cost
     */
    versioning?: boolean;
    /**
     * Days that old versions are kept.
     * @default 7
     */
    keepOldVersionsDays?: number;
    /**
     * Tags of the bucket.
     * @default {}
     */
    tags?: Record<string, pulumi.Input<string>>;
    /**
     * Makes Pulumi refuse to delete or replace the bucket.
     * @default true in environment "prod", otherwise false
     */
    protect?: boolean;
    /**
     * Deletes the files along with the bucket. Otherwise S3 refuses to delete a bucket that is not
     * empty. Needs an update before the bucket is deleted.
     * @throws for a protected bucket
     * @default false
     */
    forceDestroy?: boolean;
}

/** An S3 server in the cluster, for clusters outside AWS. */
export interface ObjectStoreArgs {
    /**
     * Size of the volume with all buckets, as a Kubernetes quantity.
     * @default "10Gi"
     */
    storage?: string;
    /**
     * StorageClass of that volume.
     * @default the cluster's default
     */
    storageClass?: string;
}

/** Formats that an image of the lakehouse holds where nothing else is said. */
export const IMAGE_FORMATS: readonly TableFormat[] = [TableFormat.Delta, TableFormat.Iceberg];

/** An image that the stack builds and pushes to ECR. */
export interface ImageBuildArgs {
    /**
     * Name of the repository in ECR, which the stack creates.
     * @default the stack's and project's names
     */
    repository?: string;
    /**
     * URL of a repository like Maven Central, for the image's jars. Anyone who can pull the image
     * can read the URL: leave out passwords.
     * @default Maven Central
     * @example "https://maven.example.com/central"
     */
    mirror?: string;
}

/** Object storage and table formats of a platform. */
export interface LakehouseArgs {
    /**
     * Image with connector, committers and table formats, as built by `make image`, with the Spark
     * version that the library supports. Jobs with a `tableFormat` run in it unless they set their
     * own.
     * @default none
     */
    image?: pulumi.Input<string>;
    /**
     * Table formats that the image contains.
     * @default ["delta", "iceberg"]
     */
    imageFormats?: TableFormat[];
    /**
     * Builds that image as part of the stack. Needs an EKS cluster and the package
     * @pulumi/docker-build.
     * @default none
     */
    imageBuild?: ImageBuildArgs;
    /**
     * An S3 server in the cluster. For clusters outside AWS.
     * @default none
     */
    objectStore?: ObjectStoreArgs;
    /**
     * Buckets by name: in S3 on EKS, elsewhere on the object store.
     * @default none
     * @example { "acme-lake": {} }
     */
    buckets?: Record<string, LakehouseBucketArgs>;
    /**
     * Catalog of Iceberg tables. Jobs with `tableFormat: iceberg` need it.
     * @default none
     * @example { kind: "glue", warehouse: "s3a://acme-lake/warehouse" }
     */
    catalog?: CatalogArgs;
}
