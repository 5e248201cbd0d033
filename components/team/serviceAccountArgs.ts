import * as pulumi from "@pulumi/pulumi";

/** What other tools read on the service account of a team's drivers and executors. */
export interface ServiceAccountArgs {
    /**
     * Annotations: an identity in GKE or AKS. With Azure's client id the pods of jobs get the label
     * that Azure's webhook wants (`azure.workload.identity/use: "true"`).
     * @example { "iam.gke.io/gcp-service-account": "sales@example.iam.gserviceaccount.com" }
     */
    annotations?: Record<string, pulumi.Input<string>>;
    /** Labels. */
    labels?: Record<string, string>;
}

/** Annotation by which IRSA gives the account's pods a role in AWS. */
export const ROLE_ARN = "eks.amazonaws.com/role-arn";

const AZURE_CLIENT = "azure.workload.identity/client-id";

/** Labels that the pods of jobs need for the identity of their service account, where they need any. */
export function podLabels({ annotations = {} }: ServiceAccountArgs = {}):
    Record<string, string> | undefined {
    return AZURE_CLIENT in annotations ? { "azure.workload.identity/use": "true" } : undefined;
}
