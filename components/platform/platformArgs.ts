import { ClusterConnection } from "../cluster/connection";
import { ClusterAutoscalerSettings } from "../nodes/clusterAutoscaler/clusterAutoscalerArgs";
import { KarpenterSettings } from "../nodes/karpenter/karpenterArgs";
import { LakehouseArgs } from "../lakehouse/lakehouseArgs";
import { Autoscaler } from "../nodes/pools/autoscaler";
import { NodePoolArgs } from "../nodes/pools/nodePoolArgs";
import { SparkOperatorArgs } from "../operator/operatorArgs";
import { Environment } from "../spark/environment";
import { SparkTeamArgs } from "../team/teamArgs";

/** Helm charts from elsewhere than their public source. */
export interface ChartArtifacts {
    /** The Spark operator's: a local folder or archive, an `oci://` reference, or an address. */
    sparkOperator?: string;
    /** Karpenter's, in the same forms. */
    karpenter?: string;
    /** The one with Karpenter's CRDs, in the same forms and the same version. */
    karpenterCrd?: string;
    /** Cluster Autoscaler's, in the same forms. */
    clusterAutoscaler?: string;
}

/** Container images from elsewhere than their public source. */
export interface ImageArtifacts {
    /** Spark image of jobs that name none; in the Spark version that the library supports. */
    spark?: string;
    /** Image of the Spark operator. */
    sparkOperator?: string;
    /** Image of Karpenter's controller. */
    karpenter?: string;
    /** Image of the object store's S3 server, with a shell. */
    objectStore?: string;
    /** Image of Cluster Autoscaler; its version must go with the cluster's. */
    clusterAutoscaler?: string;
}

/** Mirrors, for sites without internet access. */
export interface Artifacts {
    charts?: ChartArtifacts;
    images?: ImageArtifacts;
}

export interface SparkPlatformArgs {
    /** Cluster that the platform is installed on. */
    cluster: ClusterConnection;
    /**
     * What the platform is for; chooses defaults such as the log level.
     * @default "dev"
     */
    environment?: Environment;
    /**
     * What adds and removes nodes. Karpenter and Cluster Autoscaler need an EKS cluster.
     * @default "karpenter" on EKS, "none" elsewhere
     */
    autoscaler?: Autoscaler;
    /**
     * What nodes the autoscaler may add, by name.
     * @default on-demand nodes for drivers, spot nodes for executors, and on-demand nodes for
     * executors where there is no spot capacity
     * @example {
     *     driver: { role: "driver", capacity: "on-demand" },
     *     executor: { role: "executor", capacity: "spot", families: ["m7g", "r7g"] },
     * }
     */
    nodePools?: Record<string, NodePoolArgs>;
    /** How Karpenter is set up, where it is the autoscaler. */
    karpenter?: KarpenterSettings;
    /** How Cluster Autoscaler is set up, where it is the autoscaler. */
    clusterAutoscaler?: ClusterAutoscalerSettings;
    /** The teams by name; each gets a namespace of that name. */
    teams: Record<string, SparkTeamArgs>;
    /**
     * Spark properties for all jobs of all teams; a team's and a job's own win.
     * @example { "spark.sql.session.timeZone": "UTC" }
     */
    sparkConf?: Record<string, string>;
    /**
     * Object storage and table formats.
     * @default none
     */
    lakehouse?: LakehouseArgs;
    /** How the Spark operator is installed. */
    operator?: SparkOperatorArgs;
    /** Charts and images from elsewhere than their public sources. */
    artifacts?: Artifacts;
}
