import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { asJson } from "./awsCluster";
import { PolicyDocument, policyDocument } from "./policyDocument";

/**
 * AWS managed policies that a node needs to join the cluster, give pods IP addresses and pull images.
 * The last one allows access through Session Manager, so that no node needs an SSH key. The same as in
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

/** Lets EC2 instances assume the node role. */
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

/** The IAM role of nodes. */
export interface NodeInstanceRole {
    role: aws.iam.Role;
    /** Without them, a node can neither join the cluster nor shut down cleanly. */
    policies: aws.iam.RolePolicyAttachment[];
}

export interface NodeInstanceRoleInput {
    partition: pulumi.Input<string>;
    /** Hooks of the role; its policies wait for them. */
    hooks?: pulumi.ResourceHookBinding;
    tags?: Record<string, pulumi.Input<string>>;
}

/** Registers a node role with its AWS managed policies. */
export function nodeInstanceRole(
    name: string,
    { partition, hooks, tags }: NodeInstanceRoleInput,
    child: pulumi.CustomResourceOptions,
): NodeInstanceRole {
    const known = pulumi.output(partition);
    const role = new aws.iam.Role(
        name,
        { assumeRolePolicy: asJson(known.apply(nodeTrust)), ...(tags && { tags }) },
        { ...child, hooks },
    );
    const policies = NODE_POLICIES.map(
        (policy) =>
            new aws.iam.RolePolicyAttachment(
                `${name}-${policy}`,
                {
                    role: role.name,
                    policyArn: known.apply((partition) => awsPolicyArn(partition, policy)),
                },
                child,
            ),
    );
    return { role, policies };
}
