import assert from "node:assert/strict";
import {
    eksIntegrationPolicy,
    iamIntegrationPolicy,
    interruptionPolicy,
    resourceDiscoveryPolicy,
    zonalShiftPolicy,
} from "../../../../components/nodes/karpenter/karpenterPolicies";
import { analytics, nodeRoleArn, queueArn } from "../../../../testkit/policyDocuments";

const PROFILES = "arn:aws:iam::111122223333:instance-profile/*";

describe("what else Karpenter may do", () => {
    it("is to pass the node role to instances, and to manage its own profiles", () => {
        assert.deepStrictEqual(iamIntegrationPolicy(analytics, nodeRoleArn(analytics)), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowPassingInstanceRole",
                    Effect: "Allow",
                    Action: ["iam:PassRole"],
                    Resource: ["arn:aws:iam::111122223333:role/karpenter-node-0a1b2c3"],
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
                    Resource: [PROFILES],
                    Condition: {
                        StringEquals: {
                            "aws:RequestTag/kubernetes.io/cluster/analytics": "owned",
                            "aws:RequestTag/eks:eks-cluster-name": "analytics",
                            "aws:RequestTag/topology.kubernetes.io/region": "eu-central-1",
                        },
                        StringLike: { "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass": "*" },
                    },
                },
                {
                    Sid: "AllowScopedInstanceProfileTagActions",
                    Effect: "Allow",
                    Action: ["iam:TagInstanceProfile"],
                    Resource: [PROFILES],
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/kubernetes.io/cluster/analytics": "owned",
                            "aws:ResourceTag/topology.kubernetes.io/region": "eu-central-1",
                            "aws:RequestTag/kubernetes.io/cluster/analytics": "owned",
                            "aws:RequestTag/eks:eks-cluster-name": "analytics",
                            "aws:RequestTag/topology.kubernetes.io/region": "eu-central-1",
                        },
                        StringLike: {
                            "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass": "*",
                            "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass": "*",
                        },
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
                    Resource: [PROFILES],
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/kubernetes.io/cluster/analytics": "owned",
                            "aws:ResourceTag/topology.kubernetes.io/region": "eu-central-1",
                        },
                        StringLike: { "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass": "*" },
                    },
                },
            ],
        });
    });

    it("is to find its cluster", () => {
        assert.deepStrictEqual(eksIntegrationPolicy(analytics), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowAPIServerEndpointDiscovery",
                    Effect: "Allow",
                    Action: ["eks:DescribeCluster"],
                    Resource: ["arn:aws:eks:eu-central-1:111122223333:cluster/analytics"],
                },
            ],
        });
    });

    it("is to read and delete messages of its queue", () => {
        assert.deepStrictEqual(interruptionPolicy(queueArn(analytics)), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowInterruptionQueueActions",
                    Effect: "Allow",
                    Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
                    Resource: [
                        "arn:aws:sqs:eu-central-1:111122223333:karpenter-interruption-0a1b2c3",
                    ],
                },
            ],
        });
    });

    it("is to see the zonal shifts of its cluster", () => {
        assert.deepStrictEqual(zonalShiftPolicy(analytics), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowZonalShiftStatusReadOnly",
                    Effect: "Allow",
                    Action: ["arc-zonal-shift:GetManagedResource"],
                    Resource: ["*"],
                    Condition: {
                        StringEquals: {
                            "arc-zonal-shift:ResourceIdentifier":
                                "arn:aws:eks:eu-central-1:111122223333:cluster/analytics",
                        },
                    },
                },
            ],
        });
    });

    it("is to read what can be launched", () => {
        assert.deepStrictEqual(resourceDiscoveryPolicy(analytics), {
            Version: "2012-10-17",
            Statement: [
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
                    Condition: { StringEquals: { "aws:RequestedRegion": "eu-central-1" } },
                },
                {
                    Sid: "AllowSSMReadActions",
                    Effect: "Allow",
                    Action: ["ssm:GetParameter"],
                    Resource: ["arn:aws:ssm:eu-central-1::parameter/aws/service/*"],
                },
                {
                    Sid: "AllowPricingReadActions",
                    Effect: "Allow",
                    Action: ["pricing:GetProducts"],
                    Resource: ["*"],
                },
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
                    Resource: [PROFILES],
                },
            ],
        });
    });
});
