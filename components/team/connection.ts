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

/** Names of the PriorityClasses of a platform. */
export interface PriorityClasses {
    driver: pulumi.Input<string>;
    executor: pulumi.Input<string>;
}

/** What a job needs to know of the team that it runs for. `SparkPlatform.team()` returns one. */
export interface TeamConnection {
    /** Name of the team. */
    team: string;
    /** Namespace that the team's jobs run in. */
    namespace: pulumi.Input<string>;
    /**
     * Whether the stack of the jobs created the namespace. Where it did not, a preview looks whether
     * what a job brings along is somebody else's there.
     * @default false
     */
    createdNamespace?: boolean;
    /** Service account that may run Spark drivers there. */
    serviceAccount: pulumi.Input<string>;
    /**
     * ConfigMap with `log4j2.properties`, mounted into drivers and executors.
     * @default the image's own log configuration
     */
    log4j2ConfigMap?: pulumi.Input<string>;
    /**
     * Log level in `log4j2ConfigMap`. A job with another `logFormat` than the team's starts from it.
     * @default not known, as from older stacks: such a job logs at INFO where it names no level
     */
    logLevel?: string;
    /**
     * Format of the log by `log4j2ConfigMap`; a job with another one brings a file of its own.
     * @default text
     */
    logFormat?: LogFormat;
    /**
     * ConfigMap with `metrics.properties`, mounted into drivers and executors.
     * @default Spark's own metrics configuration
     */
    metricsConfigMap?: pulumi.Input<string>;
    /**
     * How the team's pods get their role in AWS.
     * @default they have none
     */
    identity?: AwsIdentity;
    /**
     * How the team's jobs keep their tables.
     * @default none: Spark's own defaults
     */
    tableFormat?: TableFormat;
    /**
     * Buckets that the team's jobs may use.
     * @default none that the platform knows of
     */
    access?: BucketAccessArgs[];
    /**
     * Object storage and table formats of the platform.
     * @default none
     */
    lakehouse?: LakehouseConnection;
    /** Spark properties of the platform; the team's and a job's own win. */
    platformConf?: Record<string, string>;
    /** Spark properties of the team; a job's own win. */
    sparkConf?: Record<string, string>;
    /**
     * What the team's jobs have that say nothing else.
     * @default the platform's image
     */
    jobDefaults?: JobDefaultsArgs;
    /**
     * Labels of the pods of the team's jobs, by which other tools know them; a job's own win.
     * @default none
     */
    podLabels?: Record<string, string>;
    /**
     * Pod Security level of the namespace.
     * @default restricted
     */
    podSecurity?: PodSecurity;
    /**
     * What all pods of the team may ask for together, and how many objects it may have; a job that
     * alone is more is refused.
     * @default no limit; an empty one has the limits that every team has
     */
    quota?: QuotaArgs;
    /**
     * Batch schedulers that the platform's operator may hand jobs to.
     * @default not known, as with somebody else's operator
     */
    batchSchedulers?: string[];
    /**
     * PriorityClasses of the team's pods.
     * @default the cluster's default priority
     */
    priorityClasses?: PriorityClasses;
    /**
     * Spark image of the platform, in the Spark version that the library supports.
     * @default the public image
     */
    image?: pulumi.Input<string>;
    /**
     * What is known of the cluster's nodes.
     * @default nodes are labelled, zones are not known
     */
    facts?: pulumi.Input<ClusterFacts>;
    /**
     * Node pools of the platform, by name. A job that fits on none of their nodes is refused.
     * @default not known, as without an autoscaler
     */
    nodePools?: Record<string, NodePoolFacts>;
    /**
     * Provider of the team's cluster.
     * @default the provider of the job's resource options
     */
    provider?: k8s.Provider;
    /**
     * Kubeconfig of the team's cluster, a secret with the stack's own credentials where it needs
     * some. Without it a job cannot be waited for.
     */
    kubeconfig?: pulumi.Input<string>;
    /** Has a value once jobs are served; the value itself means nothing. */
    ready?: pulumi.Input<string>;
}
