/** How pods get their AWS role. */
export const AwsIdentity = {
    /** Through an association with their service account; needs the add-on `eks-pod-identity-agent`. */
    PodIdentity: "pod-identity",
    /** Through an annotation on their service account (IRSA); needs the cluster's OIDC provider in IAM. */
    Irsa: "irsa",
} as const;
export type AwsIdentity = (typeof AwsIdentity)[keyof typeof AwsIdentity];
