/** The autoscaler that adds and removes nodes. */
export const Autoscaler = {
    /** Karpenter starts instances directly, of the type that fits the pending pods. EKS only. */
    Karpenter: "karpenter",
    /** Cluster Autoscaler resizes managed node groups. EKS only. */
    ClusterAutoscaler: "cluster-autoscaler",
    /** The number of nodes does not change, or something else changes it. */
    None: "none",
} as const;
export type Autoscaler = (typeof Autoscaler)[keyof typeof Autoscaler];
