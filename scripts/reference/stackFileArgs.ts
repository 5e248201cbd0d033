import {
    EksClusterArgs,
    ExistingEksClusterArgs,
    KubeContextClusterArgs,
    Preset,
    StackArgs,
} from "../../components";

/** `kind: kubernetes`: a cluster that a kube context names. */
interface KubernetesCluster extends KubeContextClusterArgs {
    /** @default "kubernetes" */
    kind?: "kubernetes";
    /** Name of the kube context. Required here: the current context may be anybody's cluster. */
    context: string;
}

/** `kind: eks`: creates a cluster on EKS. */
interface EksStackCluster extends EksClusterArgs {
    kind: "eks";
}

/** `kind: existing-eks`: uses a cluster on EKS that another tool manages. */
interface ExistingEksStackCluster extends ExistingEksClusterArgs {
    kind: "existing-eks";
}

/** Every key of a stack file, with what `StackArgs` leaves to the file: the cluster and the preset. */
export interface StackFileArgs extends Omit<StackArgs, "cluster"> {
    /** The cluster that the platform runs on. */
    cluster: KubernetesCluster | EksStackCluster | ExistingEksStackCluster;
    /**
     * Values for a cluster and its platform, below those of the stack file. EKS only.
     * @default none
     */
    preset?: Preset;
}
