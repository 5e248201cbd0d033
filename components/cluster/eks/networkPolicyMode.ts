/** The traffic allowed to and from a new pod until its network policies reach its node. */
export const NetworkPolicyMode = {
    /** All traffic. */
    Standard: "standard",
    /** No traffic; none later either, unless a policy selects the pod. */
    Strict: "strict",
} as const;
export type NetworkPolicyMode = (typeof NetworkPolicyMode)[keyof typeof NetworkPolicyMode];
