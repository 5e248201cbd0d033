import { ClusterConnection } from "./cluster/connection";
import { Environment } from "./environment";
import { SparkOperatorArgs } from "./operator/operatorArgs";
import { SparkTeamArgs } from "./team/teamArgs";

/** What adds and removes nodes. */
export const Autoscaler = {
    Karpenter: "karpenter",
    ClusterAutoscaler: "cluster-autoscaler",
    None: "none",
} as const;
export type Autoscaler = (typeof Autoscaler)[keyof typeof Autoscaler];

/** Helm charts from elsewhere than their public source. */
export interface ChartArtifacts {
    /** The Spark operator's: a local folder or archive, an `oci://` reference, or an address. */
    sparkOperator?: string;
}

/** Container images from elsewhere than their public source. */
export interface ImageArtifacts {
    /** Spark image of jobs that name none; in the Spark version that the library supports. */
    spark?: string;
    /** Image of the Spark operator. */
    sparkOperator?: string;
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
     * What adds and removes nodes.
     * @default "none"
     */
    autoscaler?: Autoscaler;
    /** The teams by name; each gets a namespace of that name. */
    teams: Record<string, SparkTeamArgs>;
    /**
     * Spark properties for all jobs of all teams; a team's and a job's own win.
     * @example { "spark.sql.session.timeZone": "UTC" }
     */
    sparkConf?: Record<string, string>;
    /** How the Spark operator is installed. */
    operator?: SparkOperatorArgs;
    /** Charts and images from elsewhere than their public sources. */
    artifacts?: Artifacts;
}
