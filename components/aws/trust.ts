import { AwsCluster, clusterArn, ServiceAccount } from "./awsCluster";
import { PolicyDocument, policyDocument } from "./policyDocument";

/** A cluster's OIDC provider in IAM. */
export interface OidcProvider {
    arn: string;
    /** Issuer without `https://`. */
    issuer: string;
}

/** Lets pods with one service account of one cluster assume a role through EKS Pod Identity. */
export function podIdentityTrust(cluster: AwsCluster, account: ServiceAccount): PolicyDocument {
    return policyDocument({
        Sid: "AllowPodIdentity",
        Effect: "Allow",
        Principal: { Service: ["pods.eks.amazonaws.com"] },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        // Without these, any association in the account could use this role. EKS sets the tags itself.
        Condition: {
            StringEquals: {
                "aws:RequestTag/eks-cluster-arn": clusterArn(cluster),
                "aws:RequestTag/kubernetes-namespace": account.namespace,
                "aws:RequestTag/kubernetes-service-account": account.name,
            },
        },
    });
}

/** Lets pods with one service account of one cluster assume a role with their own token (IRSA). */
export function irsaTrust({ arn, issuer }: OidcProvider, account: ServiceAccount): PolicyDocument {
    return policyDocument({
        Sid: "AllowServiceAccount",
        Effect: "Allow",
        Principal: { Federated: [arn] },
        Action: ["sts:AssumeRoleWithWebIdentity"],
        Condition: {
            StringEquals: {
                [`${issuer}:aud`]: "sts.amazonaws.com",
                [`${issuer}:sub`]: `system:serviceaccount:${account.namespace}:${account.name}`,
            },
        },
    });
}
