import assert from "node:assert/strict";
import { clusterAutoscalerPolicy } from "../../../../components/nodes/clusterAutoscaler/clusterAutoscalerPolicy";
import { analytics } from "../../../../testkit/policyDocuments";

describe("what Cluster Autoscaler may do", () => {
    it("is to read, and to resize the groups that carry the tags of its cluster", () => {
        assert.deepStrictEqual(clusterAutoscalerPolicy(analytics), {
            Version: "2012-10-17",
            Statement: [
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
                    Condition: { StringEquals: { "aws:RequestedRegion": "eu-central-1" } },
                },
                {
                    Sid: "AllowNodeGroupReadActions",
                    Effect: "Allow",
                    Action: ["eks:DescribeNodegroup"],
                    Resource: ["arn:aws:eks:eu-central-1:111122223333:nodegroup/analytics/*/*"],
                },
                {
                    Sid: "AllowScalingOfOwnGroups",
                    Effect: "Allow",
                    Action: [
                        "autoscaling:SetDesiredCapacity",
                        "autoscaling:TerminateInstanceInAutoScalingGroup",
                    ],
                    Resource: [
                        "arn:aws:autoscaling:eu-central-1:111122223333:" +
                            "autoScalingGroup:*:autoScalingGroupName/*",
                    ],
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/k8s.io/cluster-autoscaler/enabled": "true",
                            "aws:ResourceTag/k8s.io/cluster-autoscaler/analytics": "owned",
                        },
                    },
                },
            ],
        });
    });
});
