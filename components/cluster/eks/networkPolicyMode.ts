/** What a new pod can reach, and what can reach it, until its network policies are on its node. */
export const NetworkPolicyMode = {
    /** All traffic. */
    Standard: "standard",
    /** Nothing; and nothing later on either if no policy selects the pod. */
    Strict: "strict",
} as const;
export type NetworkPolicyMode = (typeof NetworkPolicyMode)[keyof typeof NetworkPolicyMode];
