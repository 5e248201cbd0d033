/** What to do instead, by a key that only a cluster created by the stack takes. */
export const KEYS_OF_NEW_CLUSTERS: ReadonlyMap<string, string> = new Map([
    [
        "networkPolicyMode",
        "it is for an EKS cluster that the stack creates. Set the mode where this cluster's network " +
            'plugin is configured (the add-on vpc-cni: {"env":{"NETWORK_POLICY_ENFORCING_MODE":"strict"}})',
    ],
]);
