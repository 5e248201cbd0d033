import { PolicyDocument, policyDocument } from "./policyDocument";

/**
 * AWS' own policies that a node needs: to join the cluster, give pods addresses and pull images. The
 * last one lets people in by Session Manager, so that no node needs an SSH key. The same as in
 * Karpenter's CloudFormation template, v1.14.
 */
export const NODE_POLICIES = [
    "AmazonEKSWorkerNodePolicy",
    "AmazonEKS_CNI_Policy",
    "AmazonEC2ContainerRegistryPullOnly",
    "AmazonSSMManagedInstanceCore",
] as const;

export function awsPolicyArn(partition: string, name: string): string {
    return `arn:${partition}:iam::aws:policy/${name}`;
}

/** Lets EC2 instances have the nodes' role. */
export function nodeTrust(partition: string): PolicyDocument {
    return policyDocument({
        Sid: "AllowInstances",
        Effect: "Allow",
        Principal: {
            Service: [partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com"],
        },
        Action: ["sts:AssumeRole"],
    });
}
