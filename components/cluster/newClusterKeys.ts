/** Keys supported only for clusters that the stack creates, and what to do instead. */
export const NEW_CLUSTER_KEYS: ReadonlyMap<string, string> = new Map([
    [
        "networkPolicyMode",
        "it is only for an EKS cluster that the stack creates. Set the mode where this cluster's network " +
            'plugin is configured (add-on vpc-cni: {"env":{"NETWORK_POLICY_ENFORCING_MODE":"strict"}})',
    ],
]);
