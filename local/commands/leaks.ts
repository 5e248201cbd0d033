/** How to find one kind of AWS resource that a cluster may have left behind. */
export interface LeakSearch {
    /** The kind of resource, in the plural. */
    what: string;
    /** Arguments of `aws`; the output is a JSON list of strings. */
    search: (cluster: string) => string[];
    /** Arguments of `aws` that delete one of them. */
    remove: (found: string) => string[];
}

const filter = (name: string, ...values: string[]) => `Name=${name},Values=${values.join(",")}`;

/** The tag that Karpenter, EKS and the EBS driver put on what they create for a cluster. */
const owned = (cluster: string) => filter("tag-key", `kubernetes.io/cluster/${cluster}`);

const ALIVE = ["pending", "running", "stopping", "stopped"];

/**
 * What no state contains: created in AWS by controllers in the cluster, or by EKS itself. In order
 * of removal: earlier entries depend on later ones.
 */
export const LEAK_SEARCHES: readonly LeakSearch[] = [
    {
        what: "instances",
        search: (cluster) => [
            ...["ec2", "describe-instances"],
            ...["--filters", owned(cluster), filter("instance-state-name", ...ALIVE)],
            ...["--query", "Reservations[].Instances[].InstanceId"],
        ],
        remove: (id) => ["ec2", "terminate-instances", "--instance-ids", id],
    },
    {
        what: "load balancers",
        search: (cluster) => [
            ...["resourcegroupstaggingapi", "get-resources"],
            ...["--resource-type-filters", "elasticloadbalancing:loadbalancer"],
            ...["--tag-filters", `Key=kubernetes.io/cluster/${cluster}`],
            ...["--query", "ResourceTagMappingList[].ResourceARN"],
        ],
        remove: (arn) => ["elbv2", "delete-load-balancer", "--load-balancer-arn", arn],
    },
    {
        what: "volumes",
        search: (cluster) => [
            ...["ec2", "describe-volumes", "--filters", owned(cluster)],
            ...["--query", "Volumes[].VolumeId"],
        ],
        remove: (id) => ["ec2", "delete-volume", "--volume-id", id],
    },
    {
        // The VPC CNI tags its own interfaces: README of awslabs/amazon-vpc-cni-k8s, "ENI tags".
        what: "network interfaces",
        search: (cluster) => [
            ...["ec2", "describe-network-interfaces"],
            ...["--filters", filter("tag:cluster.k8s.amazonaws.com/name", cluster)],
            ...["--query", "NetworkInterfaces[].NetworkInterfaceId"],
        ],
        remove: (id) => ["ec2", "delete-network-interface", "--network-interface-id", id],
    },
    {
        what: "launch templates",
        search: (cluster) => [
            ...["ec2", "describe-launch-templates", "--filters", owned(cluster)],
            ...["--query", "LaunchTemplates[].LaunchTemplateId"],
        ],
        remove: (id) => ["ec2", "delete-launch-template", "--launch-template-id", id],
    },
    {
        what: "instance profiles",
        search: (cluster) => [
            ...["resourcegroupstaggingapi", "get-resources"],
            ...["--resource-type-filters", "iam:instance-profile"],
            ...["--tag-filters", `Key=kubernetes.io/cluster/${cluster}`],
            ...["--query", "ResourceTagMappingList[].ResourceARN"],
        ],
        remove: (arn) => [
            ...["iam", "delete-instance-profile"],
            ...["--instance-profile-name", arn.split("/").pop() ?? arn],
        ],
    },
    {
        what: "security groups",
        search: (cluster) => [
            ...["ec2", "describe-security-groups", "--filters", owned(cluster)],
            ...["--query", "SecurityGroups[].GroupId"],
        ],
        remove: (id) => ["ec2", "delete-security-group", "--group-id", id],
    },
    {
        // EKS writes its last log lines after the cluster is deleted, which recreates the group.
        what: "log groups",
        search: (cluster) => [
            ...["logs", "describe-log-groups"],
            ...["--log-group-name-prefix", `/aws/eks/${cluster}/cluster`],
            ...["--query", "logGroups[].logGroupName"],
        ],
        remove: (name) => ["logs", "delete-log-group", "--log-group-name", name],
    },
];
