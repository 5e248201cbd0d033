import { ClusterConnection } from "../cluster/connection";
import { ClusterAutoscalerSettings } from "../nodes/clusterAutoscaler/clusterAutoscalerArgs";
import { KarpenterSettings } from "../nodes/karpenter/karpenterArgs";
import { LakehouseArgs } from "../lakehouse/lakehouseArgs";
import { Autoscaler } from "../nodes/pools/autoscaler";
import { NodePoolArgs } from "../nodes/pools/nodePoolArgs";
import { SparkOperatorArgs } from "../operator/operatorArgs";
import { Environment } from "../spark/environment";
import { SparkTeamArgs } from "../team/teamArgs";

/**
 * Helm charts from other sources than the public ones. Each is a local folder or archive, an
 * `oci://` reference, or the URL of an archive.
 */
export interface ChartArtifacts {
    /**
     * Chart of the Spark operator.
     * @default the operator's public chart repository
     */
    sparkOperator?: string;
    /**
     * Chart of Karpenter, in the version that the library pins.
     * @default Karpenter's public registry
     */
    karpenter?: string;
    /**
     * Chart with Karpenter's CRDs, in the same version.
     * @default Karpenter's public registry
     */
    karpenterCrd?: string;
    /**
     * Chart of Cluster Autoscaler.
     * @default its public chart repository
     */
    clusterAutoscaler?: string;
}

/** Container images from other sources than the public ones. */
export interface ImageArtifacts {
    /**
     * Spark image of jobs without one of their own, with the Spark version that the library
     * supports.
     * @default the public image of Apache Spark
     */
    spark?: string;
    /**
     * Image of the Spark operator.
     * @default the chart's own
     */
    sparkOperator?: string;
    /**
     * Image of Karpenter's controller.
     * @default the chart's own
     */
    karpenter?: string;
    /**
     * Image of the object store's S3 server. It needs a shell.
     * @default the public image of versitygw
     */
    objectStore?: string;
    /**
     * Image of Cluster Autoscaler. Its version must fit the cluster's.
     * @default the public image for the cluster's version of Kubernetes
     */
    clusterAutoscaler?: string;
}

/** Charts and images from mirrors, e.g. for sites without internet access. */
export interface Artifacts {
    /**
     * Helm charts.
     * @default the public charts
     */
    charts?: ChartArtifacts;
    /**
     * Container images.
     * @default the public images
     */
    images?: ImageArtifacts;
}

/** Arguments of a `SparkPlatform`. */
export interface SparkPlatformArgs {
    /** Cluster that the platform is installed on. */
    cluster: ClusterConnection;
    /**
     * Environment. It decides defaults: the log level of jobs (INFO, WARN or ERROR), and in "prod"
     * the protection of buckets and databases.
     * @default "dev"
     */
    environment?: Environment;
    /**
     * What adds and removes nodes. Karpenter and Cluster Autoscaler need an EKS cluster.
     * @default "karpenter" on EKS, "none" elsewhere
     */
    autoscaler?: Autoscaler;
    /**
     * Node pools of the autoscaler, by name. Not with autoscaler "none".
     * @default `driver` (on-demand), `executor-spot`, and `executor-on-demand` if there is no spot
     * capacity; limited by the stack file's `preset`
     * @example {
     *     driver: { role: "driver", capacity: "on-demand" },
     *     executor: { role: "executor", capacity: "spot", families: ["m7g", "r7g"] },
     * }
     */
    nodePools?: Record<string, NodePoolArgs>;
    /**
     * Settings of Karpenter. Only with autoscaler "karpenter".
     * @default {}
     */
    karpenter?: KarpenterSettings;
    /**
     * Settings of Cluster Autoscaler. Only with autoscaler "cluster-autoscaler".
     * @default {}
     */
    clusterAutoscaler?: ClusterAutoscalerSettings;
    /**
     * Teams by name. Each gets a namespace of that name. At least one.
     * @example { processing: {}, reporting: { quota: { cpu: "64" } } }
     */
    teams: Record<string, SparkTeamArgs>;
    /**
     * Spark properties of all jobs of all teams. Those of a team and of a job override them.
     * @default {}
     * @example { "spark.sql.session.timeZone": "UTC" }
     */
    sparkConf?: Record<string, string>;
    /**
     * Object storage and table formats.
     * @default none
     * @example { buckets: { "acme-lake": {} } }
     */
    lakehouse?: LakehouseArgs;
    /**
     * How the Spark operator is installed.
     * @default {}
     */
    operator?: SparkOperatorArgs;
    /**
     * Charts and images from other sources than the public ones.
     * @default none
     * @example { images: { spark: "registry.example.com/spark:4.1.2" } }
     */
    artifacts?: Artifacts;
}
