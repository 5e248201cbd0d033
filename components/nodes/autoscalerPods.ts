import { OWNER } from "../kubernetes/namespaceClaim";

/** What the pods of both autoscalers share. */
export interface AutoscalerPodsInput {
    /** Service account that its AWS role belongs to. */
    serviceAccount: string;
    /**
     * ARN of its role, where it gets that by the service account's annotation (IRSA). Pod Identity
     * needs none: the association names the service account.
     */
    irsaRoleArn?: string;
    /** Nodes that neither autoscaler makes, where its pods run. */
    systemNodes: number;
    /** Whole image reference. */
    image?: string;
    /** Stack that installs it; stands on what its charts make. */
    stack: string;
}

/** Namespace of both: the API server's flow control serves it before other ones. */
export const AUTOSCALER_NAMESPACE = "kube-system";

/** Name of Karpenter's Helm release, and so of its Deployment and its rights. */
export const KARPENTER_NAME = "karpenter";

/** Name of Cluster Autoscaler's Helm release, and of all that it makes. */
export const CLUSTER_AUTOSCALER_NAME = "cluster-autoscaler";

/**
 * How long a node that has to go waits for its pods. Without it a driver that must not be disturbed
 * would keep its node, and a destroy of the stack, waiting for ever.
 */
export const TERMINATION_GRACE_MINUTES = 30;

export interface Resources {
    requests: { cpu: string; memory: string };
    limits: { memory: string };
}

/** One works, the other takes over at once. On a single node it could not help, and would wait. */
export function replicasOn(systemNodes: number): number {
    return systemNodes > 1 ? 2 : 1;
}

/** Tells other stacks whose it is. */
export function ownerAnnotation(stack: string): Record<string, string> {
    return { [OWNER]: stack };
}

export function roleAnnotations(irsaRoleArn?: string): { annotations?: Record<string, string> } {
    return irsaRoleArn === undefined
        ? {}
        : { annotations: { "eks.amazonaws.com/role-arn": irsaRoleArn } };
}

/**
 * Makes pods start again where their role comes by another way: EKS tells a pod at its start where to
 * get credentials, and never again.
 */
export function podAnnotations(irsaRoleArn?: string): {
    podAnnotations?: Record<string, string>;
} {
    return irsaRoleArn === undefined
        ? {}
        : { podAnnotations: { "spark-platform.dev/role-arn": irsaRoleArn } };
}
