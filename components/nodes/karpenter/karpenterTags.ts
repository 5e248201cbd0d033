import { AwsCluster } from "../../aws/awsCluster";

type Tags = Record<string, string>;

/** Tag of everything that Karpenter creates for a cluster; its value is `owned`. */
const clusterTag = (clusterName: string) => `kubernetes.io/cluster/${clusterName}`;

/**
 * Tag of instances to which the EBS driver may attach volumes; its value is the cluster's name. Nodes of
 * managed node groups have a different tag, `eks:cluster-name`, and Karpenter's nodes have neither by
 * default (AWS Managed Policy Reference, AmazonEBSCSIDriverEKSClusterScopedPolicy).
 */
export const EBS_DRIVER_TAG = "ebs.csi.aws.com/cluster-name";

const NODE_POOL_TAG = "karpenter.sh/nodepool";
const NODE_CLASS_TAG = "karpenter.k8s.aws/ec2nodeclass";
const REGION_TAG = "topology.kubernetes.io/region";

/** Conditions on the tags of resources that an action creates. */
export const requested = {
    cluster: ({ clusterName }: AwsCluster): Tags => ({
        [`aws:RequestTag/${clusterTag(clusterName)}`]: "owned",
        "aws:RequestTag/eks:eks-cluster-name": clusterName,
    }),
    region: ({ region }: AwsCluster): Tags => ({ [`aws:RequestTag/${REGION_TAG}`]: region }),
    anyNodePool: { [`aws:RequestTag/${NODE_POOL_TAG}`]: "*" },
    anyNodeClass: { [`aws:RequestTag/${NODE_CLASS_TAG}`]: "*" },
};

/** Conditions on the tags of existing resources that an action uses. */
export const owned = {
    cluster: ({ clusterName }: AwsCluster): Tags => ({
        [`aws:ResourceTag/${clusterTag(clusterName)}`]: "owned",
    }),
    region: ({ region }: AwsCluster): Tags => ({ [`aws:ResourceTag/${REGION_TAG}`]: region }),
    anyNodePool: { [`aws:ResourceTag/${NODE_POOL_TAG}`]: "*" },
    anyNodeClass: { [`aws:ResourceTag/${NODE_CLASS_TAG}`]: "*" },
};
