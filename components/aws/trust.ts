import { AwsCluster, clusterArn, ServiceAccount } from "./awsCluster";
import { PolicyDocument, policyDocument } from "./policyDocument";

/** IAM's OIDC provider of a cluster. */
export interface OidcProvider {
    arn: string;
    /** Issuer without `https://`. */
    issuer: string;
}

/** Lets pods with one service account of one cluster have a role, by EKS Pod Identity. */
export function podIdentityTrust(cluster: AwsCluster, account: ServiceAccount): PolicyDocument {
    return policyDocument({
        Sid: "AllowPodIdentity",
        Effect: "Allow",
        Principal: { Service: ["pods.eks.amazonaws.com"] },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        // Else every association in the account could name this role. EKS sends these tags itself.
        Condition: {
            StringEquals: {
                "aws:RequestTag/eks-cluster-arn": clusterArn(cluster),
                "aws:RequestTag/kubernetes-namespace": account.namespace,
                "aws:RequestTag/kubernetes-service-account": account.name,
            },
        },
    });
}

/** Lets pods with one service account of one cluster have a role, by the account's own token (IRSA). */
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
