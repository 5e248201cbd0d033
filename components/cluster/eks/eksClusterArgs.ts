import * as pulumi from "@pulumi/pulumi";
import { EksSubnet } from "../../aws/eksConnection";
import { KubeClientSettings } from "../kubeClientSettings";
import { NetworkArgs } from "../network/networkArgs";
import { NetworkPolicyMode } from "./networkPolicyMode";

/** From where a cluster's API server can be reached; nodes always reach it inside of the VPC. */
export const EndpointAccess = {
    /** From anywhere, or from `publicAccessCidrs`. */
    Public: "public",
    /** From the VPC, and from what is connected to it. */
    Private: "private",
} as const;
export type EndpointAccess = (typeof EndpointAccess)[keyof typeof EndpointAccess];

/** Nodes for the system's pods, unless somebody says otherwise. */
export const SYSTEM_NODES = { instanceType: "m7i.large", count: 2, volumeSizeGib: 30 };

/** What an instance with burstable CPU (t3, t3a, t4g) does once its credits are used up. */
export const CpuCredits = {
    /** It slows down to its baseline. */
    Standard: "standard",
    /** It goes on, and each hour of a vCPU beyond the baseline has a price. */
    Unlimited: "unlimited",
} as const;
export type CpuCredits = (typeof CpuCredits)[keyof typeof CpuCredits];

/** Logs of the control plane that EKS can write to CloudWatch. */
export const ControlPlaneLog = {
    Api: "api",
    Audit: "audit",
    Authenticator: "authenticator",
    ControllerManager: "controllerManager",
    Scheduler: "scheduler",
} as const;
export type ControlPlaneLog = (typeof ControlPlaneLog)[keyof typeof ControlPlaneLog];

/**
 * Nodes for what has to run before any other node: DNS, the autoscaler, the Spark operator. They
 * are a managed node group of on-demand instances, and go last.
 */
export interface SystemNodesArgs {
    /**
     * EC2 instance type.
     * @default "m7i.large"
     */
    instanceType?: string;
    /**
     * Number of nodes, spread over the zones.
     * @default 2
     */
    count?: number;
    /**
     * Size of each node's root volume (gp3, encrypted), in GiB.
     * @default 30
     */
    volumeSizeGib?: number;
    /**
     * What nodes with burstable CPU do without credits; for instance types t3, t3a and t4g only. With
     * "standard" they start without any, and controllers may be slow.
     * @default what the account has for them: "unlimited", unless that was changed
     */
    cpuCredits?: CpuCredits;
}

/** Credentials with which the stack asks for tokens of a cluster. */
export interface EksCredentials {
    /**
     * Profile of the `aws` command.
     * @default the credentials of the AWS provider, as far as they can be read
     * @example "data-platform"
     */
    profile?: pulumi.Input<string>;
    /**
     * ARN of the role that these credentials assume.
     * @default none with a profile; else the role of `aws:assumeRoles`
     * @example "arn:aws:iam::111122223333:role/deploy"
     */
    roleArn?: pulumi.Input<string>;
}

export interface EksClusterArgs {
    /**
     * Name of the cluster in AWS: letters, digits, "-" and "_", at most 100. EKS cannot change it.
     * @default the stack's name, after "spark-"
     */
    clusterName?: string;
    /**
     * AWS region.
     * @default that of the AWS provider: the configuration `aws:region`, or the environment's
     * @example "eu-central-1"
     */
    region?: string;
    /**
     * Minor version of Kubernetes. Another one upgrades the control plane, then the system nodes, by
     * one minor version at a time.
     * @default what the cluster was created with; a new one gets "1.35"
     * @example "1.36"
     */
    version?: string;
    /**
     * VPC and subnets.
     * @default a new VPC in three zones of the region, with one NAT gateway
     */
    network?: NetworkArgs;
    systemNodes?: SystemNodesArgs;
    /** @default public */
    endpointAccess?: EndpointAccess;
    /**
     * Ranges of addresses from which a public API server can be reached.
     * @default all; a token is needed anyway
     * @example ["54.240.193.128/26"]
     */
    publicAccessCidrs?: pulumi.Input<string>[];
    /**
     * ARNs of IAM roles and users that administer the cluster, beside the identity that makes it.
     * An ARN that is an Output is told apart by its place in the list: add others after it.
     * @default none, with a warning; `[]` says that this is meant
     */
    adminRoles?: pulumi.Input<string>[];
    /**
     * Logs of the control plane that go to CloudWatch, which takes a fee by size.
     * @default none
     */
    logs?: ControlPlaneLog[];
    /**
     * How long CloudWatch keeps those logs, in days: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365
     * and more. They are deleted with the cluster.
     * @default 90
     * @example 365
     */
    logRetentionDays?: number;
    /**
     * ARN of an own KMS key that encrypts Secrets. It can be added later; EKS cannot change or remove it.
     * @default EKS encrypts all of its data with a key of its own
     */
    secretsKeyArn?: pulumi.Input<string>;
    /**
     * Whether IAM gets an OIDC provider for service accounts, which roles by annotation (IRSA) need.
     * @default false: roles come by EKS Pod Identity
     */
    oidcProvider?: boolean;
    /**
     * Versions of EKS' add-ons, by their name.
     * @default what EKS takes for the cluster's version of Kubernetes
     * @example { "vpc-cni": "v1.21.1-eksbuild.1" }
     */
    addonVersions?: Record<string, string>;
    /**
     * Whether a new pod starts open or closed, until its network policies are on its node. With "strict"
     * every pod off its node's network needs a policy in its namespace; those of the platform have one.
     * @default standard
     */
    networkPolicyMode?: NetworkPolicyMode;
    /**
     * Whether AWS refuses to delete the cluster until this is false again.
     * @default false
     */
    deletionProtection?: boolean;
    /**
     * Tags of what is made for the cluster in AWS, and of all of its nodes, e.g. for cost reports.
     * The stack's configuration `aws:defaultTags` covers everything else, but no node that Karpenter
     * adds.
     * @example { "cost-centre": "4711" }
     */
    tags?: Record<string, pulumi.Input<string>>;
    /**
     * Credentials that get the stack into the cluster, where those of the AWS provider cannot be
     * read, as the roles of an explicit provider.
     * @default the AWS provider's
     * @example { roleArn: "arn:aws:iam::111122223333:role/deploy" }
     */
    credentials?: EksCredentials;
    /** How fast the stack may ask the API server. */
    kubeClientSettings?: KubeClientSettings;
}

/** A cluster that another tool has made. */
export interface ExistingEksClusterArgs {
    /** Name of the cluster in AWS. */
    clusterName: pulumi.Input<string>;
    /**
     * AWS region of the cluster.
     * @default that of the AWS provider: the configuration `aws:region`, or the environment's
     */
    region?: string;
    /** Subnets for nodes, one or more in each zone that jobs may use. */
    subnets: EksSubnet[];
    /**
     * ARN of IAM's OIDC provider for the cluster, which roles by annotation (IRSA) need.
     * @default none: roles come by EKS Pod Identity, which needs the add-on `eks-pod-identity-agent`
     */
    oidcProviderArn?: pulumi.Input<string>;
    /**
     * Credentials that get the stack into the cluster, where those of the AWS provider cannot be
     * read, as the roles of an explicit provider.
     * @default the AWS provider's
     * @example { roleArn: "arn:aws:iam::111122223333:role/deploy" }
     */
    credentials?: EksCredentials;
    /** How fast the stack may ask the API server. */
    kubeClientSettings?: KubeClientSettings;
}
