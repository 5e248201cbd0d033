/** The autoscaler that adds and removes nodes. */
export const Autoscaler = {
    Karpenter: "karpenter",
    ClusterAutoscaler: "cluster-autoscaler",
    None: "none",
} as const;
export type Autoscaler = (typeof Autoscaler)[keyof typeof Autoscaler];
