import { EksClusterArgs, ExistingEksClusterArgs } from "../../cluster/eks/eksClusterArgs";
import { KubeContextClusterArgs } from "../../cluster/kubeContextCluster";
import { ScheduledSparkApplicationArgs, SparkApplicationArgs } from "../../job/args/jobArgs";
import { SparkPlatformArgs } from "../platformArgs";

/** The cluster of a stack. */
export const ClusterChoice = {
    /** An existing cluster, selected by a kube context. */
    Kubernetes: "kubernetes",
    /** A new EKS cluster. */
    Eks: "eks",
    /** An EKS cluster that another tool manages. */
    ExistingEks: "existing-eks",
} as const;
export type ClusterChoice = (typeof ClusterChoice)[keyof typeof ClusterChoice];

/** The cluster of a stack: its kind, and the arguments of the component for it. */
export type ClusterSettings =
    | { kind: typeof ClusterChoice.Kubernetes; args: KubeContextClusterArgs }
    | { kind: typeof ClusterChoice.Eks; args: EksClusterArgs }
    | { kind: typeof ClusterChoice.ExistingEks; args: ExistingEksClusterArgs };

/** A job of the stack file. It runs once, and again when anything in it changes, its script included. */
export type JobSettings = Omit<SparkApplicationArgs, "team"> & {
    /** Name of the team that the job runs for: a key of `teams`. */
    team: string;
};

/** A job of the stack file that runs on a schedule. */
export type ScheduledJobSettings = Omit<ScheduledSparkApplicationArgs, "team"> & {
    /** Name of the team that the job runs for: a key of `teams`. */
    team: string;
};

/** A whole stack as a stack file describes it, without a preset. */
export interface StackArgs extends Omit<SparkPlatformArgs, "cluster"> {
    /** `kind`, and the arguments of that kind of cluster. */
    cluster: object;
    /**
     * Jobs by name. A job runs once; it runs again when anything in it changes, or with another
     * `trigger`.
     * @default none
     * @example { pi: { team: "processing", main: "jobs/pi.py", arguments: ["100"], wait: "completed" } }
     */
    jobs?: Record<string, JobSettings>;
    /**
     * Jobs that run on a schedule, by name. A name cannot be in both `jobs` and `scheduledJobs`.
     * @default none
     * @example { daily: { team: "processing", main: "jobs/pi.py", schedule: "0 2 * * *", timeZone: "Europe/Lisbon" } }
     */
    scheduledJobs?: Record<string, ScheduledJobSettings>;
}

/** A validated stack: the arguments of its cluster, platform and jobs. */
export interface Stack {
    cluster: ClusterSettings;
    platform: Omit<SparkPlatformArgs, "cluster">;
    jobs: Record<string, JobSettings>;
    scheduledJobs: Record<string, ScheduledJobSettings>;
    /** Settings that are allowed, but probably unintended. */
    warnings: string[];
}
