/** What a new pod reaches, and what reaches it, until its network policies are on its node. */
export const NetworkPolicyMode = {
    /** Everything. */
    Standard: "standard",
    /** Nothing, and nothing later on either where no policy selects the pod. */
    Strict: "strict",
} as const;
export type NetworkPolicyMode = (typeof NetworkPolicyMode)[keyof typeof NetworkPolicyMode];
