import { AwsCluster } from "../../aws/awsCluster";
import { PolicyDocument, policyDocument } from "../../aws/policyDocument";

/**
 * What Cluster Autoscaler may do: the actions of its documentation for all features, since it asks
 * EC2 for instance types (kubernetes/autoscaler 1.36.1, cluster-autoscaler/cloudprovider/aws/
 * README.md). There every one is for all resources; here each is as narrow as AWS lets it be.
 */
export function clusterAutoscalerPolicy(cluster: AwsCluster): PolicyDocument {
    const { partition, region, accountId, clusterName } = cluster;
    const arn = (service: string, resource: string) =>
        `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
    return policyDocument(
        {
            Sid: "AllowRegionalReadActions",
            Effect: "Allow",
            Action: [
                "autoscaling:DescribeAutoScalingGroups",
                "autoscaling:DescribeAutoScalingInstances",
                "autoscaling:DescribeLaunchConfigurations",
                "autoscaling:DescribeScalingActivities",
                "ec2:DescribeImages",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeLaunchTemplateVersions",
                "ec2:GetInstanceTypesFromInstanceRequirements",
            ],
            Resource: ["*"],
            Condition: { StringEquals: { "aws:RequestedRegion": region } },
        },
        {
            Sid: "AllowNodeGroupReadActions",
            Effect: "Allow",
            Action: ["eks:DescribeNodegroup"],
            Resource: [arn("eks", `nodegroup/${clusterName}/*/*`)],
        },
        {
            Sid: "AllowScalingOfOwnGroups",
            Effect: "Allow",
            Action: [
                "autoscaling:SetDesiredCapacity",
                "autoscaling:TerminateInstanceInAutoScalingGroup",
            ],
            Resource: [arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/*")],
            // EKS gives both tags to the groups of its managed node groups.
            Condition: {
                StringEquals: {
                    "aws:ResourceTag/k8s.io/cluster-autoscaler/enabled": "true",
                    [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned",
                },
            },
        },
    );
}
