import { EksClusterArgs, ExistingEksClusterArgs } from "../../cluster/eks/eksClusterArgs";
import { KubeContextClusterArgs } from "../../cluster/kubeContextCluster";
import { ScheduledSparkApplicationArgs, SparkApplicationArgs } from "../../job/args/jobArgs";
import { SparkPlatformArgs } from "../platformArgs";

/** Which cluster a stack is for. */
export const ClusterChoice = {
    /** One that a kube context names. */
    Kubernetes: "kubernetes",
    /** A new one on EKS. */
    Eks: "eks",
    /** One on EKS that another tool made. */
    ExistingEks: "existing-eks",
} as const;
export type ClusterChoice = (typeof ClusterChoice)[keyof typeof ClusterChoice];

/** The cluster of a stack, and what its stack file says of it. */
export type ClusterSettings =
    | { kind: typeof ClusterChoice.Kubernetes; args: KubeContextClusterArgs }
    | { kind: typeof ClusterChoice.Eks; args: EksClusterArgs }
    | { kind: typeof ClusterChoice.ExistingEks; args: ExistingEksClusterArgs };

/** A job of the stack file: its team is a name there. */
export type JobSettings = Omit<SparkApplicationArgs, "team"> & { team: string };
/** A job of the stack file that runs by a schedule. */
export type ScheduledJobSettings = Omit<ScheduledSparkApplicationArgs, "team"> & { team: string };

/** A whole stack as a stack file describes it, without a preset. */
export interface StackArgs extends Omit<SparkPlatformArgs, "cluster"> {
    /** `kind`, and the arguments of that cluster. */
    cluster: object;
    jobs?: Record<string, JobSettings>;
    scheduledJobs?: Record<string, ScheduledJobSettings>;
}

/** A stack that was checked, split by who needs what. */
export interface Stack {
    cluster: ClusterSettings;
    platform: Omit<SparkPlatformArgs, "cluster">;
    jobs: Record<string, JobSettings>;
    scheduledJobs: Record<string, ScheduledJobSettings>;
    /** What is allowed, and probably not meant. */
    warnings: string[];
}
