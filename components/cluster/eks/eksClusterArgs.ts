import * as pulumi from "@pulumi/pulumi";
import { EksSubnet } from "../../aws/eksConnection";
import { KubeClientSettings } from "../kubeClientSettings";
import { NetworkArgs } from "../network/networkArgs";
import { NetworkPolicyMode } from "./networkPolicyMode";

/** From where a cluster's API server can be reached. Nodes always reach it inside the VPC. */
export const EndpointAccess = {
    /** From anywhere, or from `publicAccessCidrs`. */
    Public: "public",
    /** From the VPC, and from networks connected to it. */
    Private: "private",
} as const;
export type EndpointAccess = (typeof EndpointAccess)[keyof typeof EndpointAccess];

/** Nodes for the system's pods, unless somebody says otherwise. */
export const SYSTEM_NODES = { instanceType: "m7i.large", count: 2, volumeSizeGib: 30 };

/** What an instance with burstable CPU (t3, t3a, t4g) does once its credits are used up. */
export const CpuCredits = {
    /** It slows down to its baseline. */
    Standard: "standard",
    /** It keeps its speed; each vCPU hour beyond the baseline costs extra. */
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
 * Nodes for what must run before any other node: DNS, the autoscaler, the Spark operator. They are
 * a managed node group of on-demand instances, and are deleted last.
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
     * What nodes with burstable CPU do without credits. Only for instance types t3, t3a and t4g.
     * With "standard" they start without any, and controllers may be slow.
     * @default the account's setting: "unlimited", unless it was changed
     */
    cpuCredits?: CpuCredits;
}

/** Credentials with which the stack requests tokens for a cluster. */
export interface EksCredentials {
    /**
     * Profile of the `aws` command.
     * @default the credentials of the AWS provider, as far as they can be read
     * @example "data-platform"
     */
    profile?: pulumi.Input<string>;
    /**
     * ARN of the role that these credentials assume.
     * @default none with a profile; otherwise the role in `aws:assumeRoles`
     * @example "arn:aws:iam::111122223333:role/deploy"
     */
    roleArn?: pulumi.Input<string>;
}

/** Arguments of an `EksCluster`. */
export interface EksClusterArgs {
    /**
     * Name of the cluster in AWS: letters, digits, "-" and "_", at most 100. EKS cannot change it
     * later.
     * @default "spark-" and the stack's name
     */
    clusterName?: string;
    /**
     * AWS region.
     * @throws if it is not that of the AWS provider
     * @default that of the AWS provider: the configuration `aws:region`, or the environment's
     * @example "eu-central-1"
     */
    region?: string;
    /**
     * Minor version of Kubernetes: "1.35" or "1.36" for a new cluster, "1.33" and "1.34" for
     * existing ones. A newer one upgrades the control plane, then the system nodes, by one minor
     * version at a time.
     * @default the version that the cluster was created with; "1.35" for a new one
     * @example "1.36"
     */
    version?: string;
    /**
     * VPC and subnets.
     * @default a new VPC in three zones of the region, with one NAT gateway
     */
    network?: NetworkArgs;
    /**
     * Nodes for DNS, the autoscaler and the Spark operator.
     * @default 2 nodes of type m7i.large, with 30 GiB each
     */
    systemNodes?: SystemNodesArgs;
    /**
     * From where the API server can be reached.
     * @default "public"
     */
    endpointAccess?: EndpointAccess;
    /**
     * CIDR ranges from which a public API server can be reached. `["0.0.0.0/0"]` states that
     * everyone may reach it.
     * @default all, with a warning in environment "prod"; a token is always required
     * @example ["54.240.193.128/26"]
     */
    publicAccessCidrs?: pulumi.Input<string>[];
    /**
     * ARNs of IAM roles and users that can administer the cluster, besides the identity that
     * creates it. An ARN that is an Output is identified by its position in the list: append others
     * after it.
     * @default none, with a warning; `[]` accepts that
     * @example ["arn:aws:iam::111122223333:role/admin"]
     */
    adminRoles?: pulumi.Input<string>[];
    /**
     * Logs of the control plane that go to CloudWatch, which charges by size.
     * @default none
     * @example ["api", "audit", "authenticator"]
     */
    logs?: ControlPlaneLog[];
    /**
     * Days that CloudWatch keeps those logs: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365 and
     * more. They are deleted with the cluster.
     * @default 90
     * @example 365
     */
    logRetentionDays?: number;
    /**
     * ARN of your own KMS key, which encrypts Secrets. It can be added later, but EKS cannot change
     * or remove it.
     * @default EKS encrypts all of its data with a key of its own
     */
    secretsKeyArn?: pulumi.Input<string>;
    /**
     * Creates an OIDC provider in IAM, which roles by annotation of service accounts (IRSA) need.
     * @default false: pods get roles by EKS Pod Identity
     */
    oidcProvider?: boolean;
    /**
     * Versions of EKS add-ons by name.
     * @default the versions that EKS chooses for the cluster's version of Kubernetes
     * @example { "vpc-cni": "v1.21.1-eksbuild.1" }
     */
    addonVersions?: Record<string, string>;
    /**
     * Whether a new pod starts open or closed, until its network policies are on its node. With
     * "strict", every pod that is not on its node's network needs a policy in its namespace; the
     * platform's namespaces have one.
     * @default "standard"
     */
    networkPolicyMode?: NetworkPolicyMode;
    /**
     * Makes AWS refuse to delete the cluster until this is `false` again.
     * @default false
     */
    deletionProtection?: boolean;
    /**
     * Tags of everything that is created for the cluster in AWS, and of all its nodes, e.g. for
     * cost reports. The stack's `aws:defaultTags` cover everything except nodes that Karpenter
     * adds.
     * @default {}
     * @example { "cost-centre": "4711" }
     */
    tags?: Record<string, pulumi.Input<string>>;
    /**
     * Credentials with which the stack accesses the cluster, if those of the AWS provider cannot be
     * read, e.g. the roles of an explicit provider.
     * @default the AWS provider's
     * @example { roleArn: "arn:aws:iam::111122223333:role/deploy" }
     */
    credentials?: EksCredentials;
    /**
     * Rate limits of the stack's requests to the API server.
     * @default { qps: 500, burst: 1000 }
     */
    kubeClientSettings?: KubeClientSettings;
}

/** Arguments of an `ExistingEksCluster`. */
export interface ExistingEksClusterArgs {
    /** Name of the cluster in AWS. */
    clusterName: pulumi.Input<string>;
    /**
     * AWS region of the cluster.
     * @default that of the AWS provider: the configuration `aws:region`, or the environment's
     */
    region?: string;
    /**
     * Subnets for nodes, at least one in each zone that jobs may use.
     * @example [{ zone: "eu-central-1a", id: "subnet-0123456789abcdef0" }]
     */
    subnets: EksSubnet[];
    /**
     * ARN of IAM's OIDC provider for the cluster, which roles by annotation of service accounts
     * (IRSA) need.
     * @default none: pods get roles by EKS Pod Identity, which needs the add-on
     * `eks-pod-identity-agent`
     */
    oidcProviderArn?: pulumi.Input<string>;
    /**
     * Credentials with which the stack accesses the cluster, if those of the AWS provider cannot be
     * read, e.g. the roles of an explicit provider.
     * @default the AWS provider's
     * @example { roleArn: "arn:aws:iam::111122223333:role/deploy" }
     */
    credentials?: EksCredentials;
    /**
     * Rate limits of the stack's requests to the API server.
     * @default { qps: 500, burst: 1000 }
     */
    kubeClientSettings?: KubeClientSettings;
}
