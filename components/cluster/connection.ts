import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../aws/eksConnection";

/** Where a cluster runs. */
export const ClusterKind = { Kubernetes: "kubernetes", Eks: "eks" } as const;
export type ClusterKind = (typeof ClusterKind)[keyof typeof ClusterKind];

/** What the platform needs to know of a cluster. */
export interface ClusterConnection {
    kind: ClusterKind;
    /** Name for people, e.g. the kube context. */
    name: pulumi.Input<string>;
    /** Provider that every Kubernetes resource of the platform uses. */
    provider: k8s.Provider;
    /**
     * Zones that jobs may use.
     * @default the zones found on the cluster's nodes; with an autoscaler those of its subnets
     */
    zones?: string[];
    /**
     * Contents of a kubeconfig whose current context is this cluster; treated as a secret.
     * Without it nothing is looked up or waited for.
     */
    kubeconfig?: pulumi.Input<string>;
    /**
     * The same with credentials of the stack, which are for nobody else; a secret.
     * @default `kubeconfig`
     */
    stackKubeconfig?: pulumi.Input<string>;
    /** Of an EKS cluster only: what its autoscalers need. */
    eks?: EksConnection;
}

/** Labels that tell nodes apart, the same under any autoscaler. */
export const NODE_LABELS = {
    role: "spark-platform.dev/role",
    capacity: "spark-platform.dev/capacity",
    pool: "spark-platform.dev/pool",
    zone: "topology.kubernetes.io/zone",
} as const;

/**
 * Taints with the effect `NoSchedule` that nodes may carry: `role=driver` and `role=executor` keep
 * other pods off, `capacity=spot` those that must not lose their node. Pods of a job tolerate what
 * their role allows.
 */
export const NODE_TAINTS = {
    role: NODE_LABELS.role,
    capacity: NODE_LABELS.capacity,
} as const;
