import * as pulumi from "@pulumi/pulumi";

/** What autoscalers need to know of an EKS cluster. */
export interface EksConnection {
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
     * Group of regions that ARNs begin with.
     * @example "aws"
     */
    partition: pulumi.Input<string>;
    /** Subnets for nodes, without public addresses; their zones are those that nodes can be in. */
    subnets: EksSubnet[];
    /** Security groups of every node, which let it reach the control plane and other nodes. */
    nodeSecurityGroupIds: pulumi.Input<string>[];
    /**
     * Nodes that the cluster has without an autoscaler, where the system's pods run. With two or
     * more, the autoscaler has a standby.
     * @default 2
     */
    systemNodes?: number;
    /**
     * EC2 instance type of those nodes.
     * @default not known
     */
    systemNodeType?: string;
    /**
     * Tags of the nodes and volumes that an autoscaler adds, below its own.
     * @default none
     */
    tags?: Record<string, pulumi.Input<string>>;
    /**
     * Whether nodes reach AWS by endpoints in the VPC only: the autoscaler does without the rest.
     * @default false
     */
    isolated?: boolean;
    /**
     * For roles that belong to service accounts by annotation (IRSA).
     * @default none: such roles come by EKS Pod Identity only
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
    id: pulumi.Input<string>;
}

/** IAM's OIDC provider for the service accounts of a cluster. */
export interface EksOidcProvider {
    arn: pulumi.Input<string>;
    /**
     * Issuer without `https://`.
     * @example "oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
     */
    issuer: pulumi.Input<string>;
}
