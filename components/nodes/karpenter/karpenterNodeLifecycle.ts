import { AwsCluster } from "../../aws/awsCluster";
import { PolicyDocument, policyDocument } from "../../aws/policyDocument";
import { owned, requested } from "./karpenterTags";

/** Permissions to launch, tag and terminate instances, limited to those tagged with the cluster and a node pool. */
export function nodeLifecyclePolicy(cluster: AwsCluster): PolicyDocument {
    const { clusterName } = cluster;
    // ARNs of AMIs and snapshots contain no account; a subnet may be shared by another account.
    const shared = ec2Arns(cluster, "", ["image", "snapshot"]);
    const used = ["security-group", "subnet", "capacity-reservation", "placement-group"];
    const made = ["fleet", "instance", "volume", "network-interface", "launch-template"];
    const created = ec2Arns(cluster, "*", [...made, "spot-instances-request"]);
    const launched = {
        StringEquals: requested.cluster(cluster),
        StringLike: requested.anyNodePool,
    };
    const own = { StringEquals: owned.cluster(cluster), StringLike: owned.anyNodePool };
    return policyDocument(
        {
            Sid: "AllowScopedEC2InstanceAccessActions",
            Effect: "Allow",
            Action: ["ec2:RunInstances", "ec2:CreateFleet"],
            Resource: [...shared, ...ec2Arns(cluster, "*", used)],
        },
        {
            Sid: "AllowScopedEC2LaunchTemplateAccessActions",
            Effect: "Allow",
            Action: ["ec2:RunInstances", "ec2:CreateFleet"],
            Resource: ec2Arns(cluster, "*", ["launch-template"]),
            Condition: own,
        },
        {
            Sid: "AllowScopedEC2InstanceActionsWithTags",
            Effect: "Allow",
            Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
            Resource: created,
            Condition: launched,
        },
        {
            Sid: "AllowScopedResourceCreationTagging",
            Effect: "Allow",
            Action: ["ec2:CreateTags"],
            Resource: created,
            Condition: {
                ...launched,
                StringEquals: {
                    ...launched.StringEquals,
                    "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
                },
            },
        },
        {
            Sid: "AllowScopedResourceTagging",
            Effect: "Allow",
            Action: ["ec2:CreateTags"],
            Resource: ec2Arns(cluster, "*", ["instance"]),
            Condition: {
                ...own,
                StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": clusterName },
                "ForAllValues:StringEquals": {
                    "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"],
                },
            },
        },
        {
            Sid: "AllowScopedDeletion",
            Effect: "Allow",
            Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
            Resource: ec2Arns(cluster, "*", ["instance", "launch-template"]),
            Condition: own,
        },
    );
}

function ec2Arns({ partition, region }: AwsCluster, account: string, kinds: string[]): string[] {
    return kinds.map((kind) => `arn:${partition}:ec2:${region}:${account}:${kind}/*`);
}
