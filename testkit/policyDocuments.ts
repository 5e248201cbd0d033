import { AwsCluster } from "../components/aws/awsCluster";
import { nodeTrust } from "../components/aws/nodeRole";
import { PolicyDocument } from "../components/aws/policyDocument";
import { irsaTrust, podIdentityTrust } from "../components/aws/trust";
import { tlsOnlyPolicy } from "../components/lakehouse/bucketConfiguration";
import { gluePolicy } from "../components/lakehouse/gluePolicy";
import { clusterAutoscalerPolicy } from "../components/nodes/clusterAutoscaler/clusterAutoscalerPolicy";
import { interruptionQueuePolicy } from "../components/nodes/karpenter/interruptionPolicy";
import { nodeLifecyclePolicy } from "../components/nodes/karpenter/karpenterNodeLifecycle";
import {
    eksIntegrationPolicy,
    iamIntegrationPolicy,
    interruptionPolicy,
    resourceDiscoveryPolicy,
    zonalShiftPolicy,
} from "../components/nodes/karpenter/karpenterPolicies";
import { BucketGrant, bucketPolicy } from "../components/team/buckets/bucketPolicy";

export const analytics: AwsCluster = {
    partition: "aws",
    region: "eu-central-1",
    accountId: "111122223333",
    clusterName: "analytics",
};

export const karpenterAccount = { namespace: "kube-system", name: "karpenter" };

export const oidcProvider = {
    arn: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0F",
    issuer: "oidc.eks.eu-central-1.amazonaws.com/id/0F",
};

export function queueArn({ partition, region, accountId }: AwsCluster): string {
    return `arn:${partition}:sqs:${region}:${accountId}:karpenter-interruption-0a1b2c3`;
}

export function nodeRoleArn({ partition, accountId }: AwsCluster): string {
    return `arn:${partition}:iam::${accountId}:role/karpenter-node-0a1b2c3`;
}

function teamBuckets({ partition, region, accountId }: AwsCluster): BucketGrant[] {
    const kmsKeyArn = `arn:${partition}:kms:${region}:${accountId}:key/1234abcd`;
    return [
        { bucket: "lake", prefix: "raw", write: false },
        { bucket: "lake", prefix: "sales", write: true, kmsKeyArn },
        { bucket: "own", prefix: "", write: true },
    ];
}

/** Policies of the autoscalers and of a team's jobs. */
export function controllerPolicies(cluster: AwsCluster): Record<string, PolicyDocument> {
    return {
        "Karpenter: node-lifecycle": nodeLifecyclePolicy(cluster),
        "Karpenter: iam-integration": iamIntegrationPolicy(cluster, nodeRoleArn(cluster)),
        "Karpenter: eks-integration": eksIntegrationPolicy(cluster),
        "Karpenter: interruption": interruptionPolicy(queueArn(cluster)),
        "Karpenter: zonal-shift": zonalShiftPolicy(cluster),
        "Karpenter: resource-discovery": resourceDiscoveryPolicy(cluster),
        "Cluster Autoscaler: node-groups": clusterAutoscalerPolicy(cluster),
        "Team: buckets": bucketPolicy(cluster.partition, teamBuckets(cluster)),
        "Team: databases": gluePolicy(cluster, [
            { name: "raw", write: false },
            { name: "sales", write: true },
        ]),
    };
}

/** Resource policies of queues and buckets. */
export function resourcePolicies(cluster: AwsCluster): Record<string, PolicyDocument> {
    return {
        "Karpenter: queue": interruptionQueuePolicy(cluster, queueArn(cluster)),
        "Lakehouse: bucket": tlsOnlyPolicy(`arn:${cluster.partition}:s3:::acme-lake`),
    };
}

/** Trust policies of roles. */
export function trustPolicies(cluster: AwsCluster): Record<string, PolicyDocument> {
    return {
        "trust: nodes": nodeTrust(cluster.partition),
        "trust: pod-identity": podIdentityTrust(cluster, karpenterAccount),
        "trust: irsa": irsaTrust(oidcProvider, karpenterAccount),
    };
}
