import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../aws/eksConnection";

/** Where a cluster runs. */
export const ClusterKind = {
    /** Any Kubernetes cluster. */
    Kubernetes: "kubernetes",
    /** Amazon EKS. */
    Eks: "eks",
} as const;
export type ClusterKind = (typeof ClusterKind)[keyof typeof ClusterKind];

/** What a platform needs to know about a cluster. The cluster components implement it. */
export interface ClusterConnection {
    /** Kind of cluster. */
    kind: ClusterKind;
    /** Name of the cluster for people, e.g. the kube context. */
    name: pulumi.Input<string>;
    /** Kubernetes provider of every resource in the cluster. */
    provider: k8s.Provider;
    /**
     * Zones that jobs may use.
     * @default the zones found on the cluster's nodes; with an autoscaler those of its subnets
     */
    zones?: string[];
    /**
     * Contents of a kubeconfig whose current context is this cluster; treated as a secret. Without
     * it the platform neither inspects the cluster nor waits for it.
     * @default none
     */
    kubeconfig?: pulumi.Input<string>;
    /**
     * The same with the stack's own credentials, for the stack alone; a secret.
     * @default `kubeconfig`
     */
    stackKubeconfig?: pulumi.Input<string>;
    /**
     * What autoscalers need to know about an EKS cluster.
     * @default none: not an EKS cluster
     */
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
