import { AwsCluster, clusterArn } from "../../aws/awsCluster";
import { PolicyDocument, policyDocument } from "../../aws/policyDocument";
import { owned, requested } from "./karpenterTags";

// Together with `nodeLifecyclePolicy`, the six policies of Karpenter's CloudFormation template, v1.14.
// A single policy would exceed IAM's size limit for all but the shortest cluster names.

/** Permissions to pass the node role to instances, and to manage the instance profiles Karpenter creates. */
export function iamIntegrationPolicy(cluster: AwsCluster, nodeRoleArn: string): PolicyDocument {
    const profiles = [instanceProfiles(cluster)];
    const request = { ...requested.cluster(cluster), ...requested.region(cluster) };
    const resource = { ...owned.cluster(cluster), ...owned.region(cluster) };
    return policyDocument(
        {
            Sid: "AllowPassingInstanceRole",
            Effect: "Allow",
            Action: ["iam:PassRole"],
            Resource: [nodeRoleArn],
            Condition: {
                StringEquals: {
                    "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"],
                },
            },
        },
        {
            Sid: "AllowScopedInstanceProfileCreationActions",
            Effect: "Allow",
            Action: ["iam:CreateInstanceProfile"],
            Resource: profiles,
            Condition: { StringEquals: request, StringLike: requested.anyNodeClass },
        },
        {
            Sid: "AllowScopedInstanceProfileTagActions",
            Effect: "Allow",
            Action: ["iam:TagInstanceProfile"],
            Resource: profiles,
            Condition: {
                StringEquals: { ...resource, ...request },
                StringLike: { ...owned.anyNodeClass, ...requested.anyNodeClass },
            },
        },
        {
            Sid: "AllowScopedInstanceProfileActions",
            Effect: "Allow",
            Action: [
                "iam:AddRoleToInstanceProfile",
                "iam:RemoveRoleFromInstanceProfile",
                "iam:DeleteInstanceProfile",
            ],
            Resource: profiles,
            Condition: { StringEquals: resource, StringLike: owned.anyNodeClass },
        },
    );
}

/** Permission to look up the cluster's API server. */
export function eksIntegrationPolicy(cluster: AwsCluster): PolicyDocument {
    return policyDocument({
        Sid: "AllowAPIServerEndpointDiscovery",
        Effect: "Allow",
        Action: ["eks:DescribeCluster"],
        Resource: [clusterArn(cluster)],
    });
}

/** Permissions to read interruption notices from their queue. */
export function interruptionPolicy(queueArn: string): PolicyDocument {
    return policyDocument({
        Sid: "AllowInterruptionQueueActions",
        Effect: "Allow",
        Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
        Resource: [queueArn],
    });
}

/** Permission to see which zones the cluster was shifted away from. */
export function zonalShiftPolicy(cluster: AwsCluster): PolicyDocument {
    return policyDocument({
        Sid: "AllowZonalShiftStatusReadOnly",
        Effect: "Allow",
        Action: ["arc-zonal-shift:GetManagedResource"],
        Resource: ["*"],
        Condition: {
            StringEquals: { "arc-zonal-shift:ResourceIdentifier": clusterArn(cluster) },
        },
    });
}

/** Permissions to read which instances can be launched, where, and at what price. */
export function resourceDiscoveryPolicy(cluster: AwsCluster): PolicyDocument {
    const { partition, region } = cluster;
    return policyDocument(
        {
            Sid: "AllowRegionalReadActions",
            Effect: "Allow",
            Action: [
                "ec2:DescribeCapacityReservations",
                "ec2:DescribeImages",
                "ec2:DescribeInstances",
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeInstanceTypeOfferings",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribePlacementGroups",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSpotPriceHistory",
                "ec2:DescribeSubnets",
            ],
            Resource: ["*"],
            Condition: { StringEquals: { "aws:RequestedRegion": region } },
        },
        {
            Sid: "AllowSSMReadActions",
            Effect: "Allow",
            Action: ["ssm:GetParameter"],
            Resource: [`arn:${partition}:ssm:${region}::parameter/aws/service/*`],
        },
        {
            Sid: "AllowPricingReadActions",
            Effect: "Allow",
            Action: ["pricing:GetProducts"],
            Resource: ["*"],
        },
        // A node class lists its profiles on deletion, even if it created none: without these two
        // permissions its finalizer stays, and `pulumi destroy` never finishes.
        {
            Sid: "AllowUnscopedInstanceProfileListAction",
            Effect: "Allow",
            Action: ["iam:ListInstanceProfiles"],
            Resource: ["*"],
        },
        {
            Sid: "AllowInstanceProfileReadActions",
            Effect: "Allow",
            Action: ["iam:GetInstanceProfile"],
            Resource: [instanceProfiles(cluster)],
        },
    );
}

function instanceProfiles({ partition, accountId }: AwsCluster): string {
    return `arn:${partition}:iam::${accountId}:instance-profile/*`;
}
