import { AwsCluster } from "../../aws/awsCluster";
import { PolicyDocument, policyDocument } from "../../aws/policyDocument";

/**
 * Cluster Autoscaler's permissions: the documented actions for all features, since it reads instance
 * types from EC2 (kubernetes/autoscaler 1.36.1, cluster-autoscaler/cloudprovider/aws/README.md). The
 * documentation allows each on all resources; here each is as narrow as AWS permits.
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
            // EKS sets both tags on the Auto Scaling groups of its managed node groups.
            Condition: {
                StringEquals: {
                    "aws:ResourceTag/k8s.io/cluster-autoscaler/enabled": "true",
                    [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned",
                },
            },
        },
    );
}
