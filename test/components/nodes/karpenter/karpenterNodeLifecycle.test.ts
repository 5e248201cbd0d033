import assert from "node:assert/strict";
import { nodeLifecyclePolicy } from "../../../../components/nodes/karpenter/karpenterNodeLifecycle";
import { analytics } from "../../../../testkit/policyDocuments";

const CREATED = [
    "arn:aws:ec2:eu-central-1:*:fleet/*",
    "arn:aws:ec2:eu-central-1:*:instance/*",
    "arn:aws:ec2:eu-central-1:*:volume/*",
    "arn:aws:ec2:eu-central-1:*:network-interface/*",
    "arn:aws:ec2:eu-central-1:*:launch-template/*",
    "arn:aws:ec2:eu-central-1:*:spot-instances-request/*",
];

describe("how Karpenter may launch and terminate instances", () => {
    it("is with the tags of its cluster and of a node pool", () => {
        assert.deepStrictEqual(nodeLifecyclePolicy(analytics), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowScopedEC2InstanceAccessActions",
                    Effect: "Allow",
                    Action: ["ec2:RunInstances", "ec2:CreateFleet"],
                    Resource: [
                        "arn:aws:ec2:eu-central-1::image/*",
                        "arn:aws:ec2:eu-central-1::snapshot/*",
                        "arn:aws:ec2:eu-central-1:*:security-group/*",
                        "arn:aws:ec2:eu-central-1:*:subnet/*",
                        "arn:aws:ec2:eu-central-1:*:capacity-reservation/*",
                        "arn:aws:ec2:eu-central-1:*:placement-group/*",
                    ],
                },
                {
                    Sid: "AllowScopedEC2LaunchTemplateAccessActions",
                    Effect: "Allow",
                    Action: ["ec2:RunInstances", "ec2:CreateFleet"],
                    Resource: ["arn:aws:ec2:eu-central-1:*:launch-template/*"],
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/kubernetes.io/cluster/analytics": "owned",
                        },
                        StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
                    },
                },
                {
                    Sid: "AllowScopedEC2InstanceActionsWithTags",
                    Effect: "Allow",
                    Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
                    Resource: CREATED,
                    Condition: {
                        StringEquals: {
                            "aws:RequestTag/kubernetes.io/cluster/analytics": "owned",
                            "aws:RequestTag/eks:eks-cluster-name": "analytics",
                        },
                        StringLike: { "aws:RequestTag/karpenter.sh/nodepool": "*" },
                    },
                },
                {
                    Sid: "AllowScopedResourceCreationTagging",
                    Effect: "Allow",
                    Action: ["ec2:CreateTags"],
                    Resource: CREATED,
                    Condition: {
                        StringEquals: {
                            "aws:RequestTag/kubernetes.io/cluster/analytics": "owned",
                            "aws:RequestTag/eks:eks-cluster-name": "analytics",
                            "ec2:CreateAction": [
                                "RunInstances",
                                "CreateFleet",
                                "CreateLaunchTemplate",
                            ],
                        },
                        StringLike: { "aws:RequestTag/karpenter.sh/nodepool": "*" },
                    },
                },
                {
                    Sid: "AllowScopedResourceTagging",
                    Effect: "Allow",
                    Action: ["ec2:CreateTags"],
                    Resource: ["arn:aws:ec2:eu-central-1:*:instance/*"],
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/kubernetes.io/cluster/analytics": "owned",
                        },
                        StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
                        StringEqualsIfExists: {
                            "aws:RequestTag/eks:eks-cluster-name": "analytics",
                        },
                        "ForAllValues:StringEquals": {
                            "aws:TagKeys": [
                                "eks:eks-cluster-name",
                                "karpenter.sh/nodeclaim",
                                "Name",
                            ],
                        },
                    },
                },
                {
                    Sid: "AllowScopedDeletion",
                    Effect: "Allow",
                    Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
                    Resource: [
                        "arn:aws:ec2:eu-central-1:*:instance/*",
                        "arn:aws:ec2:eu-central-1:*:launch-template/*",
                    ],
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/kubernetes.io/cluster/analytics": "owned",
                        },
                        StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
                    },
                },
            ],
        });
    });
});
