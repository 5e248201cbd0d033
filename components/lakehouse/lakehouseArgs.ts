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
    /**
     * Databases that the stack creates in Glue, by name. Teams use them, and others that exist,
     * by their `databases`.
     * @default none
     * @example { sales: {} }
     */
    databases?: Record<string, CatalogDatabaseArgs>;
}

/** A database in Glue's catalog. */
export interface CatalogDatabaseArgs {
    /**
     * Folder of its tables.
     * @default the database's name, below the catalog's `warehouse`
     * @example "s3a://acme-sales/tables"
     */
    location?: string;
    /**
     * Whether Pulumi refuses to delete the database. Glue forgets the tables of a deleted one.
     * @default true in environment "prod"
     */
    protect?: boolean;
}

/** A bucket of the lakehouse. All but `abortUploadsAfterDays` is for buckets in S3. */
export interface LakehouseBucketArgs {
    /**
     * ARN of the KMS key that the bucket encrypts with, in the bucket's region. Teams with `access`
     * to the bucket may use it.
     * @default S3's own keys
     */
    kmsKeyArn?: pulumi.Input<string>;
    /**
     * Days after which uploads that nobody completed are aborted: what killed jobs leave is invisible
     * and costs as much as files. Must be longer than any job runs, since jobs complete their uploads
     * at their end.
     * @default 7
     */
    abortUploadsAfterDays?: number;
    /**
     * Days after which files are deleted, by folder: for event logs and the like, never for tables.
     * @default none are deleted
     * @example { "spark-events": 30 }
     */
    expireAfterDays?: Record<string, number>;
    /**
     * Whether S3 keeps deleted and overwritten files for `keepOldVersionsDays`.
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
     * @default none
     */
    tags?: Record<string, pulumi.Input<string>>;
    /**
     * Whether Pulumi refuses to delete the bucket.
     * @default true in environment "prod"
     */
    protect?: boolean;
    /**
     * Whether a deleted bucket takes its files along. Otherwise S3 refuses to delete one that has any.
     * @default false
     */
    forceDestroy?: boolean;
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

/** Formats that an image of the lakehouse holds where nothing else is said. */
export const IMAGE_FORMATS: readonly TableFormat[] = [TableFormat.Delta, TableFormat.Iceberg];

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
