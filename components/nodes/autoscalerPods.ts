import { OWNER } from "../kubernetes/namespaceClaim";

/** Inputs shared by the pods of both autoscalers. */
export interface AutoscalerPodsInput {
    /** Service account with its AWS role. */
    serviceAccount: string;
    /**
     * ARN of its role, if set through the service account's annotation (IRSA). Not needed for Pod
     * Identity, where the association names the service account.
     */
    irsaRoleArn?: string;
    /** Number of nodes not created by an autoscaler, where its pods run. */
    systemNodes: number;
    /** Whole image reference. */
    image?: string;
    /** Stack that installs it; recorded on the charts' objects. */
    stack: string;
}

/** Namespace of both: the API server's flow control prioritizes it. */
export const AUTOSCALER_NAMESPACE = "kube-system";

/** Name of Karpenter's Helm release, and thus of its Deployment and its RBAC objects. */
export const KARPENTER_NAME = "karpenter";

/** Name of Cluster Autoscaler's Helm release, and of all its objects. */
export const CLUSTER_AUTOSCALER_NAME = "cluster-autoscaler";

/**
 * How long a node that is being removed waits for its pods. Without it, a driver that must not be
 * disrupted would block its node, and a destroy of the stack, forever.
 */
export const TERMINATION_GRACE_MINUTES = 30;

export interface Resources {
    requests: { cpu: string; memory: string };
    limits: { memory: string };
}

/** One active replica and one standby. On a single node, the standby would not help and stay Pending. */
export function replicasOn(systemNodes: number): number {
    return systemNodes > 1 ? 2 : 1;
}

/** Shows other stacks which stack owns an object. */
export function ownerAnnotation(stack: string): Record<string, string> {
    return { [OWNER]: stack };
}

export function roleAnnotations(irsaRoleArn?: string): { annotations?: Record<string, string> } {
    return irsaRoleArn === undefined
        ? {}
        : { annotations: { "eks.amazonaws.com/role-arn": irsaRoleArn } };
}

/**
 * Restarts pods when they get their role in a different way: EKS tells a pod where to get credentials
 * only at startup.
 */
export function podAnnotations(irsaRoleArn?: string): {
    podAnnotations?: Record<string, string>;
} {
    return irsaRoleArn === undefined
        ? {}
        : { podAnnotations: { "spark-platform.dev/role-arn": irsaRoleArn } };
}
