import * as pulumi from "@pulumi/pulumi";

/**
 * Annotations and labels on the service account of a team's drivers and executors, for other tools.
 */
export interface ServiceAccountArgs {
    /**
     * Annotations, e.g. an identity in GKE or AKS. With Azure's client ID the pods of jobs get the
     * label that Azure's webhook requires (`azure.workload.identity/use: "true"`).
     * @default {}
     * @example { "iam.gke.io/gcp-service-account": "sales@example.iam.gserviceaccount.com" }
     */
    annotations?: Record<string, pulumi.Input<string>>;
    /**
     * Labels.
     * @default {}
     */
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
