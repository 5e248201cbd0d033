import assert from "node:assert/strict";
import { awsPolicyArn, NODE_POLICIES, nodeTrust } from "../../../components/aws/nodeRole";
import { irsaTrust, podIdentityTrust } from "../../../components/aws/trust";
import { analytics, karpenterAccount, oidcProvider } from "../../../testkit/policyDocuments";

describe("who may assume a role", () => {
    it("with Pod Identity: one service account of one cluster", () => {
        assert.deepStrictEqual(podIdentityTrust(analytics, karpenterAccount), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowPodIdentity",
                    Effect: "Allow",
                    Principal: { Service: ["pods.eks.amazonaws.com"] },
                    Action: ["sts:AssumeRole", "sts:TagSession"],
                    Condition: {
                        StringEquals: {
                            "aws:RequestTag/eks-cluster-arn":
                                "arn:aws:eks:eu-central-1:111122223333:cluster/analytics",
                            "aws:RequestTag/kubernetes-namespace": "kube-system",
                            "aws:RequestTag/kubernetes-service-account": "karpenter",
                        },
                    },
                },
            ],
        });
    });

    it("with IRSA: one service account, whose token is for AWS", () => {
        assert.deepStrictEqual(irsaTrust(oidcProvider, karpenterAccount), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowServiceAccount",
                    Effect: "Allow",
                    Principal: {
                        Federated: [
                            "arn:aws:iam::111122223333:oidc-provider/" +
                                "oidc.eks.eu-central-1.amazonaws.com/id/0F",
                        ],
                    },
                    Action: ["sts:AssumeRoleWithWebIdentity"],
                    Condition: {
                        StringEquals: {
                            "oidc.eks.eu-central-1.amazonaws.com/id/0F:aud": "sts.amazonaws.com",
                            "oidc.eks.eu-central-1.amazonaws.com/id/0F:sub":
                                "system:serviceaccount:kube-system:karpenter",
                        },
                    },
                },
            ],
        });
    });

    it("of nodes: EC2 instances, whose service has another name in China", () => {
        const services = ["aws", "aws-us-gov", "aws-cn"].map(nodeTrust);
        assert.deepStrictEqual(
            services,
            ["ec2.amazonaws.com", "ec2.amazonaws.com", "ec2.amazonaws.com.cn"].map((service) => ({
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "AllowInstances",
                        Effect: "Allow",
                        Principal: { Service: [service] },
                        Action: ["sts:AssumeRole"],
                    },
                ],
            })),
        );
    });
});

describe("what nodes may do", () => {
    it("is what the AWS managed policies allow", () => {
        assert.deepStrictEqual(
            NODE_POLICIES.map((name) => awsPolicyArn("aws-cn", name)),
            [
                "arn:aws-cn:iam::aws:policy/AmazonEKSWorkerNodePolicy",
                "arn:aws-cn:iam::aws:policy/AmazonEKS_CNI_Policy",
                "arn:aws-cn:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
                "arn:aws-cn:iam::aws:policy/AmazonSSMManagedInstanceCore",
            ],
        );
    });
});
