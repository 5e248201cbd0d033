import * as pulumi from "@pulumi/pulumi";

/** What autoscalers need to know about an EKS cluster. */
export interface EksConnection {
    /** Name of the cluster in AWS. */
    clusterName: pulumi.Input<string>;
    /**
     * Minor version of Kubernetes.
     * @example "1.35"
     */
    version: pulumi.Input<string>;
    /**
     * AWS region of the cluster.
     * @example "eu-central-1"
     */
    region: pulumi.Input<string>;
    /** AWS account of the cluster, 12 digits. */
    accountId: pulumi.Input<string>;
    /**
     * AWS partition, the second part of ARNs.
     * @example "aws"
     */
    partition: pulumi.Input<string>;
    /** Private subnets for nodes. Their zones are those that nodes can run in. */
    subnets: EksSubnet[];
    /** Security groups of every node, which let it reach the control plane and other nodes. */
    nodeSecurityGroupIds: pulumi.Input<string>[];
    /**
     * Number of nodes that the cluster has without an autoscaler; system pods run there. With two
     * or more, the autoscaler has a standby.
     * @default 2
     */
    systemNodes?: number;
    /**
     * EC2 instance type of those nodes.
     * @default not known
     */
    systemNodeType?: string;
    /**
     * Tags of the nodes and volumes that an autoscaler adds. Its own override them.
     * @default none
     */
    tags?: Record<string, pulumi.Input<string>>;
    /**
     * Whether nodes reach AWS only through endpoints in the VPC. The autoscaler then does not use
     * the other services.
     * @default false
     */
    isolated?: boolean;
    /**
     * OIDC provider for roles by annotation of service accounts (IRSA).
     * @default none: only EKS Pod Identity gives pods a role
     */
    oidcProvider?: EksOidcProvider;
}

/** A subnet for nodes. */
export interface EksSubnet {
    /**
     * Availability zone.
     * @example "eu-central-1a"
     */
    zone: string;
    /** ID of the subnet. */
    id: pulumi.Input<string>;
}

/** IAM's OIDC provider for the service accounts of a cluster. */
export interface EksOidcProvider {
    /** ARN of the provider. */
    arn: pulumi.Input<string>;
    /**
     * Issuer URL without `https://`.
     * @example "oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
     */
    issuer: pulumi.Input<string>;
}
