/** The resources of a stack on EKS: type and logical name of each, part by part. */

const NODE_POLICIES = [
    "AmazonEC2ContainerRegistryPullOnly",
    "AmazonEKSWorkerNodePolicy",
    "AmazonEKS_CNI_Policy",
    "AmazonSSMManagedInstanceCore",
];

/** The platform, its operator, and one team with one job, for any cluster. */
export const PLATFORM = [
    "kubernetes cluster-provider",
    "SparkPlatform spark",
    ...["driver", "executor"].map((role) => `PriorityClass spark-${role}`),
    ...[
        "pods",
        "scheduledsparkapplications",
        "services",
        "sparkapplications",
        "sparkconnects",
    ].flatMap((kind) =>
        ["", "Binding"].map((part) => `ValidatingAdmissionPolicy${part} spark-admission-${kind}`),
    ),
    "SparkOperator spark-operator",
    "Namespace spark-operator-namespace",
    ...["default-deny-ingress", "metrics", "webhook"].map(
        (policy) => `NetworkPolicy spark-operator-${policy}`,
    ),
    ...["Role", "RoleBinding"].map((kind) => `${kind} spark-operator-team-processing`),
    "Release spark-operator-crds",
    "Release spark-operator",
    "SparkTeam spark-processing",
    "Namespace spark-processing",
    "ServiceAccount spark-processing",
    "Role spark-processing-driver",
    "RoleBinding spark-processing-driver",
    ...["default-deny-ingress", "spark-metrics", "spark-submitted"].map(
        (policy) => `NetworkPolicy spark-processing-${policy}`,
    ),
    ...["objects", "system-priorities"].map((quota) => `ResourceQuota spark-processing-${quota}`),
    ...["log4j2", "metrics", "spark-defaults"].map(
        (content) => `ConfigMap spark-processing-${content}`,
    ),
    // The component, and the object of the same name.
    "SparkApplication pi",
    "SparkApplication pi",
    "ConfigMap pi-main",
    "NetworkPolicy pi-pods",
];

/** The controllers' objects in the operator's namespace, by its scope. */
export const CONTROLLERS = {
    platform: ["Role spark-operator-lock", "RoleBinding spark-operator-lock"],
    team: [
        "Release spark-operator-team-processing",
        ...["Lease", "Role", "RoleBinding"].map((kind) => `${kind} spark-operator-lock-processing`),
    ],
};

export const EXISTING_CLUSTER = ["ExistingEksCluster cluster"];

/** A control plane and its system workloads; @pulumi/eks creates everything below the first. */
export const NEW_CLUSTER = [
    "Cluster cluster-eks",
    "EksCluster cluster",
    // Settings that it keeps from its creation.
    "Stash cluster-control-plane",
    "Stash cluster-creator",
    "Stash cluster-secrets-encrypted",
    "Network cluster-network",
    ...["aws-ebs-csi-driver", "coredns", "eks-pod-identity-agent", "kube-proxy", "vpc-cni"].map(
        (addon) => `Addon cluster-${addon}`,
    ),
    "Role cluster-aws-ebs-csi-driver",
    "RolePolicyAttachment cluster-aws-ebs-csi-driver",
    "NodeGroup cluster-system-nodes",
    "LaunchTemplate cluster-system-nodes",
    "Role cluster-system-nodes",
    ...NODE_POLICIES.map((policy) => `RolePolicyAttachment cluster-system-nodes-${policy}`),
    "StorageClass cluster-gp3",
];

/** For a cluster that keeps the logs of its control plane. */
export const CONTROL_PLANE_LOGS = ["LogGroup cluster-control-plane-logs"];

/** @param gateways zones with a NAT gateway */
export function newNetwork(zones: readonly string[], gateways: readonly string[]): string[] {
    const ofTables = [...zones.map((zone) => `private-${zone}`), "public"];
    const ofSubnets = ["private", "public"].flatMap((kind) =>
        zones.map((zone) => `${kind}-${zone}`),
    );
    return [
        "Vpc cluster-network",
        "InternetGateway cluster-network",
        "DefaultSecurityGroup cluster-network",
        "VpcEndpoint cluster-network-s3",
        ...ofTables.flatMap((table) => [
            `RouteTable cluster-network-${table}`,
            `Route cluster-network-${table}`,
        ]),
        ...ofSubnets.flatMap((subnet) => [
            `Subnet cluster-network-${subnet}`,
            `RouteTableAssociation cluster-network-${subnet}`,
        ]),
        ...gateways.flatMap((zone) => [
            `NatGateway cluster-network-${zone}`,
            `Eip cluster-network-nat-${zone}`,
        ]),
    ];
}

const KARPENTER_PERMISSIONS = [
    "eks-integration",
    "iam-integration",
    "interruption",
    "node-lifecycle",
    "resource-discovery",
    "zonal-shift",
];
const EVENTS = [
    "capacity-reservation-interruption",
    "instance-state-change",
    "rebalance",
    "scheduled-change",
    "spot-interruption",
];

export const KARPENTER = [
    "Karpenter spark-karpenter",
    "Release spark-karpenter-crds",
    "Release spark-karpenter",
    "Role spark-karpenter-controller",
    "PodIdentityAssociation spark-karpenter-controller",
    ...KARPENTER_PERMISSIONS.flatMap((permission) => [
        `Policy spark-karpenter-${permission}`,
        `RolePolicyAttachment spark-karpenter-${permission}`,
    ]),
    "Role spark-karpenter-node",
    ...NODE_POLICIES.map((policy) => `RolePolicyAttachment spark-karpenter-node-${policy}`),
    "AccessEntry spark-karpenter-node",
    "InstanceProfile spark-karpenter-node",
    "Queue spark-karpenter-interruption",
    "QueuePolicy spark-karpenter-interruption",
    ...EVENTS.flatMap((event) => [
        `EventRule spark-karpenter-${event}`,
        `EventTarget spark-karpenter-${event}`,
    ]),
    ...["driver", "executor-on-demand", "executor-spot"].flatMap((pool) => [
        `NodePool spark-karpenter-${pool}`,
        `EC2NodeClass spark-karpenter-${pool}-class`,
    ]),
];

/** CPUs and GiB of the nodes in each pool's groups. */
const GROUPS = {
    driver: ["4x16", "16x64"],
    "executor-on-demand": ["8x32", "16x128"],
    "executor-spot": ["8x32", "16x128"],
};

export function clusterAutoscaler(zones: readonly string[]): string[] {
    const controller = "spark-cluster-autoscaler";
    return [
        `ClusterAutoscaler ${controller}`,
        `Release ${controller}`,
        `Role ${controller}-controller`,
        `PodIdentityAssociation ${controller}-controller`,
        `Policy ${controller}-node-groups`,
        `RolePolicyAttachment ${controller}-node-groups`,
        `Role ${controller}-node`,
        ...NODE_POLICIES.map((policy) => `RolePolicyAttachment ${controller}-node-${policy}`),
        ...Object.entries(GROUPS).flatMap(([pool, shapes]) => [
            `LaunchTemplate ${controller}-${pool}`,
            ...zones.flatMap((zone) =>
                // Its name ends with a hash of what EKS cannot change in a group.
                shapes.map((shape) => `NodeGroup ${controller}-${pool}-${zone}-${shape}-<hash>`),
            ),
        ]),
    ];
}
