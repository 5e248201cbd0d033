/** How pods get their role in AWS. */
export const AwsIdentity = {
    /** By an association with their service account; needs the add-on `eks-pod-identity-agent`. */
    PodIdentity: "pod-identity",
    /** By an annotation of their service account (IRSA); needs IAM's OIDC provider of the cluster. */
    Irsa: "irsa",
} as const;
export type AwsIdentity = (typeof AwsIdentity)[keyof typeof AwsIdentity];
