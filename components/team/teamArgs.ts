import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../aws/identity";
import { LogFormat, LogLevel } from "../spark/environment";
import { TableFormat } from "../spark/tableFormat";
import { JobDefaultsArgs } from "./jobDefaultsArgs";
import { ServiceAccountArgs } from "./serviceAccountArgs";

/** Pod Security Standard that a team's namespace enforces. */
export const PodSecurity = {
    Restricted: "restricted",
    Baseline: "baseline",
    Privileged: "privileged",
} as const;
export type PodSecurity = (typeof PodSecurity)[keyof typeof PodSecurity];

/** What all pods of a team may ask for together, and how many objects it may have. */
export interface QuotaArgs {
    /**
     * CPU that all pods may request, as a Kubernetes quantity, e.g. "64".
     * @default no limit
     */
    cpu?: string;
    /**
     * Memory that all pods may request and use, as a Kubernetes quantity, e.g. "256Gi".
     * @default no limit
     */
    memory?: string;
    /**
     * Drivers that run at once. Keeps drivers from filling the quota before any executor runs.
     * Counts pods with the platform's PriorityClass for drivers, which the library's jobs have.
     * @default no limit
     */
    drivers?: number;
    /**
     * Storage that all volume claims may request, as a Kubernetes quantity, e.g. "500Gi".
     * @default "20Ti": 200 executors with 100Gi each
     */
    storage?: string;
    /**
     * Volume claims that may exist at once. Spark makes one for each executor and volume with
     * `claimPerExecutor`.
     * @default 500
     */
    volumeClaims?: number;
    /**
     * SparkApplications that may exist at once. Finished ones count until they are deleted: by
     * `timeToLive`, a schedule's `history` or somebody. Limits ConfigMaps and Services, too, at what
     * so many applications need.
     * @default 500, with 2000 ConfigMaps and 1100 Services
     */
    applications?: number;
    /**
     * Pods that may exist at once. Drivers that ended count until their application is deleted.
     * @default 5000
     */
    pods?: number;
    /**
     * Disk of their nodes that all pods may request (`requests.ephemeral-storage`), as a Kubernetes
     * quantity, e.g. "500Gi". A container that states nothing then requests 1Gi; what it may use is
     * not limited, since that would evict executors that shuffle.
     * @default no limit
     */
    ephemeralStorage?: string;
}

/** Kinds of identity that Kubernetes knows. */
export const SubmitterKind = {
    ServiceAccount: "service-account",
    Group: "group",
    User: "user",
} as const;
export type SubmitterKind = (typeof SubmitterKind)[keyof typeof SubmitterKind];

/** How an identity submits jobs. */
export const SubmitterMode = { Operator: "operator", SparkSubmit: "spark-submit" } as const;
export type SubmitterMode = (typeof SubmitterMode)[keyof typeof SubmitterMode];

/** An identity that may submit jobs to a team: a person, a CI system, an orchestrator. */
export interface SubmitterArgs {
    /** Name of the service account, group or user. */
    name: string;
    /** @default service-account */
    kind?: SubmitterKind;
    /**
     * Namespace of an existing service account, e.g. that of Airflow's workers.
     * @default the service account is created in the team's namespace
     */
    namespace?: string;
    /**
     * `operator`: SparkApplications, and the pods, logs and events to follow them with.
     * `spark-submit`: also the pods, services and ConfigMaps that spark-submit makes.
     * @default operator
     */
    mode?: SubmitterMode;
    /**
     * Also what Airflow's Kubernetes operators need: they label the pods that they have looked at.
     * @default false
     */
    orchestrator?: boolean;
}

/** What a team's jobs may do with a bucket. */
export const BucketMode = { Read: "read", ReadWrite: "read-write" } as const;
export type BucketMode = (typeof BucketMode)[keyof typeof BucketMode];

/** A bucket in S3, or a folder of it, that a team's jobs may use. */
export interface BucketAccessArgs {
    /** Name of the bucket, without `s3a://`. */
    bucket: pulumi.Input<string>;
    /**
     * Folder, without slashes at its ends.
     * @default the whole bucket
     * @example "sales/raw"
     */
    prefix?: pulumi.Input<string>;
    /** @default read */
    mode?: BucketMode;
    /**
     * ARN of the KMS key that the bucket encrypts with.
     * @default none: the bucket uses S3's own keys, or AWS' own key for S3
     */
    kmsKeyArn?: pulumi.Input<string>;
}

/** A database of AWS' Glue Data Catalog that a team's jobs may use. */
export interface DatabaseAccessArgs {
    /** Name of the database: what comes after the catalog's in `lake.sales.orders`. */
    name: pulumi.Input<string>;
    /** @default read */
    mode?: BucketMode;
}

/** What a stack says about one team. The key in `teams` is the team's name and its namespace. */
export interface SparkTeamArgs {
    /**
     * Whether the namespace is created. With `false` it must exist already, and it stays when the
     * platform goes.
     * @default true
     */
    createNamespace?: boolean;
    /**
     * Labels for the namespace, where it is created here.
     * @example { "cost-centre": "4711" }
     */
    labels?: Record<string, string>;
    /**
     * What all pods of the team may ask for together, and how many objects it may have.
     * @default no limit of CPU, memory and drivers; generous limits of everything else
     */
    quota?: QuotaArgs;
    /**
     * Buckets that the team's jobs may use: on EKS by a role of its own, on the lakehouse's object
     * store by a key of its own.
     * @default none, and no role
     * @example [{ bucket: "example-lake", prefix: "sales", mode: "read-write" }]
     */
    access?: BucketAccessArgs[];
    /**
     * Databases that the team's jobs may use, where the lakehouse's catalog is AWS' Glue.
     * @default none
     * @example [{ name: "sales", mode: "read-write" }]
     */
    databases?: DatabaseAccessArgs[];
    /**
     * How the team's jobs keep their tables.
     * @default none: Spark's own defaults
     */
    tableFormat?: TableFormat;
    /**
     * How the team's pods get the role for `access`.
     * @default pod-identity, or irsa with a `sparkVersion` before 4.0, which knows nothing else
     */
    identity?: AwsIdentity;
    /**
     * Identities that may submit jobs to this team.
     * @default nobody but the platform's own jobs
     */
    submitters?: SubmitterArgs[];
    /**
     * Pod Security Standard that the namespace enforces. The library's jobs pass `restricted`;
     * volumes of type hostPath need `privileged`. With `createNamespace: false` nothing is set: it
     * says what the namespace enforces already.
     * @default restricted
     */
    podSecurity?: PodSecurity;
    /**
     * Newest Spark version that the team's submitters use. spark-submit of 4.2 and newer makes a
     * network policy for each job, and submitters of mode `spark-submit` get the right to.
     * @default that of the platform's image
     */
    sparkVersion?: string;
    /**
     * Log level of the team's jobs.
     * @default that of the environment: INFO in dev, WARN in staging, ERROR in prod
     */
    logLevel?: LogLevel;
    /**
     * How the log of the team's jobs is written.
     * @default text
     */
    logFormat?: LogFormat;
    /**
     * Spark properties for all jobs of the team.
     * @example { "spark.sql.shuffle.partitions": "64" }
     */
    sparkConf?: Record<string, string>;
    /**
     * Annotations and labels of the service account of drivers and executors, e.g. for an identity in
     * GKE or AKS.
     */
    serviceAccount?: ServiceAccountArgs;
    /**
     * What the team's jobs have that say nothing else; for jobs of the library alone.
     * @example { image: "registry.example.com/sales/spark:4.1.2", sparkVersion: "4.1.2" }
     */
    jobDefaults?: JobDefaultsArgs;
}
