/** How pods get their AWS role. */
export const AwsIdentity = {
    /**
     * EKS Pod Identity: an association with their service account. Needs the add-on
     * `eks-pod-identity-agent`.
     */
    PodIdentity: "pod-identity",
    /** An annotation of their service account (IRSA). Needs IAM's OIDC provider of the cluster. */
    Irsa: "irsa",
} as const;
export type AwsIdentity = (typeof AwsIdentity)[keyof typeof AwsIdentity];
