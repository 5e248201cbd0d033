import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../aws/identity";
import { LogFormat, LogLevel } from "../spark/environment";
import { TableFormat } from "../spark/tableFormat";
import { JobDefaultsArgs } from "./jobDefaultsArgs";
import { ServiceAccountArgs } from "./serviceAccountArgs";

/** Pod Security Standard that a team's namespace enforces. */
export const PodSecurity = {
    /** Kubernetes' strictest standard. The library's jobs comply with it. */
    Restricted: "restricted",
    /** Prevents known privilege escalations. */
    Baseline: "baseline",
    /** No restrictions. Volumes with `hostPath` need it. */
    Privileged: "privileged",
} as const;
export type PodSecurity = (typeof PodSecurity)[keyof typeof PodSecurity];

/**
 * Limits of a team: what all of its pods may request together, and how many objects it may have.
 */
export interface QuotaArgs {
    /**
     * CPU that all pods may request together, as a Kubernetes quantity such as "64".
     * @default no limit
     */
    cpu?: string;
    /**
     * Memory that all pods may request and use together, as a Kubernetes quantity such as "256Gi".
     * @default no limit
     */
    memory?: string;
    /**
     * Number of drivers that run at once. Prevents drivers from filling the quota before any
     * executor runs. Counts pods with the platform's PriorityClass for drivers, which the library's
     * jobs have.
     * @default no limit
     */
    drivers?: number;
    /**
     * Storage that all volume claims may request together, as a Kubernetes quantity such as
     * "500Gi".
     * @default "20Ti": 200 executors with 100Gi each
     */
    storage?: string;
    /**
     * Number of volume claims that may exist at once. Spark creates one for each executor and
     * volume with `claimPerExecutor`.
     * @default 500
     */
    volumeClaims?: number;
    /**
     * Number of SparkApplications that may exist at once. Finished ones count until they are
     * deleted: by `timeToLive`, a schedule's `history`, or a person. ConfigMaps and Services are
     * limited to what that many applications need.
     * @default 500, with 2000 ConfigMaps and 1100 Services
     */
    applications?: number;
    /**
     * Number of pods that may exist at once. Finished drivers count until their application is
     * deleted.
     * @default 5000
     */
    pods?: number;
    /**
     * Disk of their nodes that all pods may request together (`requests.ephemeral-storage`), as a
     * Kubernetes quantity such as "500Gi". A container without a request then requests 1Gi. Usage
     * is not limited, since that would evict executors that shuffle.
     * @default no limit
     */
    ephemeralStorage?: string;
}

/** Kinds of identity in Kubernetes. */
export const SubmitterKind = {
    /** A service account, e.g. of Airflow's workers. */
    ServiceAccount: "service-account",
    /**
     * A group of people, by the name that the API server uses, including the prefix that it adds.
     */
    Group: "group",
    /** One person, by the name that the API server uses, including the prefix that it adds. */
    User: "user",
} as const;
export type SubmitterKind = (typeof SubmitterKind)[keyof typeof SubmitterKind];

/** How an identity submits jobs. */
export const SubmitterMode = {
    /**
     * As SparkApplications. Permissions: SparkApplications, and the pods, logs and events to follow
     * them.
     */
    Operator: "operator",
    /**
     * With spark-submit. Permissions: those of `operator`, and the pods, Services, ConfigMaps and
     * claims that spark-submit creates.
     */
    SparkSubmit: "spark-submit",
} as const;
export type SubmitterMode = (typeof SubmitterMode)[keyof typeof SubmitterMode];

/** An identity that may submit jobs for a team: a person, a CI system, an orchestrator. */
export interface SubmitterArgs {
    /**
     * Name of the service account, group or user.
     * @throws if the team's jobs run as that account, or the name begins with `system:`
     */
    name: string;
    /**
     * Kind of identity.
     * @default "service-account"
     */
    kind?: SubmitterKind;
    /**
     * Namespace of an existing service account, e.g. that of Airflow's workers.
     * @throws for a group or user
     * @default none: the service account is created in the team's namespace
     */
    namespace?: string;
    /**
     * How it submits jobs, which decides its permissions.
     * @default "operator"
     */
    mode?: SubmitterMode;
    /**
     * Adds what Airflow's `KubernetesPodOperator` and `SparkKubernetesOperator` need: they label
     * the pods that they have seen.
     * @default false
     */
    orchestrator?: boolean;
}

/** What a team's jobs may do. */
export const BucketMode = {
    /** Read only. */
    Read: "read",
    /** Read, write and delete. For a database: create, change and drop tables. */
    ReadWrite: "read-write",
} as const;
export type BucketMode = (typeof BucketMode)[keyof typeof BucketMode];

/** A bucket in S3, or a folder of it, that a team's jobs may use. */
export interface BucketAccessArgs {
    /** Name of the bucket, without `s3a://`. */
    bucket: pulumi.Input<string>;
    /**
     * Folder, without a leading or trailing slash.
     * @default the whole bucket
     * @example "sales/raw"
     */
    prefix?: pulumi.Input<string>;
    /**
     * What the jobs may do with it.
     * @default "read"
     */
    mode?: BucketMode;
    /**
     * ARN of the KMS key that encrypts the bucket.
     * @default none: the bucket uses S3's own keys, or AWS' own key for S3
     */
    kmsKeyArn?: pulumi.Input<string>;
}

/** A database of AWS' Glue Data Catalog that a team's jobs may use. */
export interface DatabaseAccessArgs {
    /**
     * Name of the database, one of the stack or an existing one: `sales` in `lake.sales.orders`.
     */
    name: pulumi.Input<string>;
    /**
     * What the jobs may do with its tables.
     * @default "read"
     */
    mode?: BucketMode;
}

/**
 * Settings of a team. A team is a namespace; the key in `teams` is the name of both: a DNS label,
 * but not `default`, `kube-*` or the operator's namespace.
 */
export interface SparkTeamArgs {
    /**
     * Creates the namespace. With `false` it must already exist, and it is kept when the platform
     * is destroyed.
     * @default true
     */
    createNamespace?: boolean;
    /**
     * Labels of the namespace, if it is created.
     * @default {}
     * @example { "cost-centre": "4711" }
     */
    labels?: Record<string, string>;
    /**
     * Limits of what the team's pods may request together, and of its number of objects.
     * @default no limits of CPU, memory and drivers; generous limits of everything else
     * @example { cpu: "64", memory: "256Gi", drivers: 10 }
     */
    quota?: QuotaArgs;
    /**
     * Buckets that the team's jobs may use: on EKS with a role of the team, on the lakehouse's
     * object store with a key of the team.
     * @default none, and no role
     * @example [{ bucket: "example-lake", prefix: "sales", mode: "read-write" }]
     */
    access?: BucketAccessArgs[];
    /**
     * Databases that the team's jobs may use, if the lakehouse's catalog is AWS Glue.
     * @throws if `access` does not cover the folder of a database's tables
     * @default none
     * @example [{ name: "sales", mode: "read-write" }]
     */
    databases?: DatabaseAccessArgs[];
    /**
     * Table format of the team's jobs; a job's own overrides it.
     * @default none: Spark's own defaults
     */
    tableFormat?: TableFormat;
    /**
     * How the team's pods get the role for `access`.
     * @default "pod-identity"; "irsa" with a `sparkVersion` before 4.0, which supports nothing else
     */
    identity?: AwsIdentity;
    /**
     * Identities that may submit jobs for this team, besides the platform's own jobs.
     * @default none
     * @example [{ name: "data-engineers", kind: "group" }]
     */
    submitters?: SubmitterArgs[];
    /**
     * Pod Security Standard that the namespace enforces. The library's jobs comply with
     * `restricted`; volumes with `hostPath` need `privileged`. With `createNamespace: false`
     * nothing is set: state what the namespace already enforces.
     * @default "restricted"
     */
    podSecurity?: PodSecurity;
    /**
     * Newest Spark version of the team's submitters. spark-submit 4.2 and newer creates a network
     * policy for each job, and submitters with mode `spark-submit` get the permission to do so.
     * @default that of the platform's image
     */
    sparkVersion?: string;
    /**
     * Log level of the team's jobs; a job's own overrides it.
     * @default that of the environment: INFO in dev, WARN in staging, ERROR in prod
     */
    logLevel?: LogLevel;
    /**
     * Log format of the team's jobs; a job's own overrides it.
     * @default `text`
     */
    logFormat?: LogFormat;
    /**
     * Spark properties of all jobs of the team. They override the platform's; a job's own override
     * them.
     * @default {}
     * @example { "spark.sql.shuffle.partitions": "64" }
     */
    sparkConf?: Record<string, string>;
    /**
     * Annotations and labels of the service account of drivers and executors, e.g. for an identity
     * in GKE or AKS.
     * @default none
     */
    serviceAccount?: ServiceAccountArgs;
    /**
     * Defaults of the team's jobs. They apply to jobs of this library only, not to those of
     * submitters.
     * @default none
     * @example { image: "registry.example.com/sales/spark:4.1.2", sparkVersion: "4.1.2" }
     */
    jobDefaults?: JobDefaultsArgs;
}
