import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../aws/identity";
import { ClusterFacts } from "../cluster/clusterFacts";
import { LakehouseConnection } from "../lakehouse/lakehouseConnection";
import { NodePoolFacts } from "../nodes/pools/nodePoolFacts";
import { LogFormat } from "../spark/environment";
import { TableFormat } from "../spark/tableFormat";
import { JobDefaultsArgs } from "./jobDefaultsArgs";
import { BucketAccessArgs, PodSecurity, QuotaArgs } from "./teamArgs";

/** Names of a platform's PriorityClasses. */
export interface PriorityClasses {
    /** PriorityClass of drivers. */
    driver: pulumi.Input<string>;
    /** PriorityClass of executors. */
    executor: pulumi.Input<string>;
}

/**
 * What a job needs to know about its team. `SparkPlatform.team()` and `SparkTeam.connection` return
 * one.
 */
export interface TeamConnection {
    /** Name of the team. */
    team: string;
    /** Namespace of the team's jobs. */
    namespace: pulumi.Input<string>;
    /**
     * Whether the jobs' own stack created the namespace. If not, a preview checks whether objects
     * of a job already exist there and belong to someone else.
     * @default false
     */
    createdNamespace?: boolean;
    /** Service account of Spark drivers and executors. */
    serviceAccount: pulumi.Input<string>;
    /**
     * ConfigMap with `log4j2.properties`, mounted into drivers and executors.
     * @default the image's own log configuration
     */
    log4j2ConfigMap?: pulumi.Input<string>;
    /**
     * Log level in `log4j2ConfigMap`. A job with a different `logFormat` starts from it.
     * @default not known, as from older stacks: such a job logs at INFO unless it sets a level
     */
    logLevel?: string;
    /**
     * Log format in `log4j2ConfigMap`. A job with a different one has a file of its own.
     * @default `text`
     */
    logFormat?: LogFormat;
    /**
     * ConfigMap with `metrics.properties`, mounted into drivers and executors.
     * @default Spark's own metrics configuration
     */
    metricsConfigMap?: pulumi.Input<string>;
    /**
     * How the team's pods get their role in AWS.
     * @default none: they have no role
     */
    identity?: AwsIdentity;
    /**
     * Table format of the team's jobs.
     * @default none: Spark's own defaults
     */
    tableFormat?: TableFormat;
    /**
     * Buckets that the team's jobs may use.
     * @default none that the platform knows about
     */
    access?: BucketAccessArgs[];
    /**
     * Object storage and table formats of the platform.
     * @default none
     */
    lakehouse?: LakehouseConnection;
    /**
     * Spark properties of the platform. The team's and a job's own override them.
     * @default {}
     */
    platformConf?: Record<string, string>;
    /**
     * Spark properties of the team. A job's own override them.
     * @default {}
     */
    sparkConf?: Record<string, string>;
    /**
     * Defaults of the team's jobs.
     * @default the platform's image
     */
    jobDefaults?: JobDefaultsArgs;
    /**
     * Labels of the pods of the team's jobs, for other tools. A job's own override them.
     * @default none
     */
    podLabels?: Record<string, string>;
    /**
     * Pod Security Standard of the namespace.
     * @default "restricted"
     */
    podSecurity?: PodSecurity;
    /**
     * Limits of the team. A job that exceeds them on its own is refused.
     * @default no limit; an empty one has the limits that every team has
     */
    quota?: QuotaArgs;
    /**
     * Batch schedulers that the platform's operator supports.
     * @default not known, as with an operator that the platform did not install
     */
    batchSchedulers?: string[];
    /**
     * PriorityClasses of the team's pods.
     * @default the cluster's default priority
     */
    priorityClasses?: PriorityClasses;
    /**
     * Spark image of the platform, with the Spark version that the library supports.
     * @default the public image
     */
    image?: pulumi.Input<string>;
    /**
     * What is known about the cluster's nodes.
     * @default nodes are labelled, zones are not known
     */
    facts?: pulumi.Input<ClusterFacts>;
    /**
     * Node pools of the platform, by name. A job that fits on none of their nodes is refused.
     * @default not known, as without an autoscaler
     */
    nodePools?: Record<string, NodePoolFacts>;
    /**
     * Kubernetes provider of the team's cluster.
     * @default the provider in the job's resource options
     */
    provider?: k8s.Provider;
    /**
     * Kubeconfig of the team's cluster: a secret, with the stack's own credentials if it needs
     * some. Required to wait for a job.
     * @default none
     */
    kubeconfig?: pulumi.Input<string>;
    /**
     * Has a value once jobs can run. The value itself means nothing.
     * @default none
     */
    ready?: pulumi.Input<string>;
}
