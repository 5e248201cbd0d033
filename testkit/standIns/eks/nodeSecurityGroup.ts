import * as aws from "@pulumi/aws";
import type { ClusterArgs } from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";

export interface NodeSecurityGroupArgs extends Pick<
    ClusterArgs,
    "vpcId" | "tags" | "nodeSecurityGroupTags"
> {
    cluster: aws.eks.Cluster;
    clusterGroup: pulumi.Input<aws.ec2.SecurityGroup>;
}

export interface NodeSecurityGroup {
    group: aws.ec2.SecurityGroup;
    /** Lets pods reach the API server. */
    clusterIngress: aws.ec2.SecurityGroupRule;
}

const ANY = { fromPort: 0, toPort: 0, protocol: "-1" };
const HTTPS = { fromPort: 443, toPort: 443, protocol: "tcp" };

/** The security group of nodes, with the rules between it and the cluster's. */
export function nodeSecurityGroup(
    name: string,
    { cluster, clusterGroup, vpcId, tags, nodeSecurityGroupTags }: NodeSecurityGroupArgs,
    child: pulumi.CustomResourceOptions,
): NodeSecurityGroup {
    const group = new aws.ec2.SecurityGroup(
        `${name}-nodeSecurityGroup`,
        {
            vpcId,
            revokeRulesOnDelete: true,
            tags: pulumi
                .all([tags, nodeSecurityGroupTags, cluster.name])
                .apply(([all, own, clusterName]) => ({
                    Name: `${name}-nodeSecurityGroup`,
                    [`kubernetes.io/cluster/${clusterName}`]: "owned",
                    ...own,
                    ...all,
                })),
        },
        child,
    );
    const [nodes, control] = [group.id, pulumi.output(clusterGroup).id];
    const rule = (rest: string, args: aws.ec2.SecurityGroupRuleArgs) =>
        new aws.ec2.SecurityGroupRule(`${name}-${rest}`, args, child);
    const fromControl = {
        type: "ingress",
        securityGroupId: nodes,
        sourceSecurityGroupId: control,
    } as const;
    rule("eksNodeIngressRule", { ...ANY, type: "ingress", securityGroupId: nodes, self: true });
    rule("eksNodeClusterIngressRule", {
        ...{ fromPort: 1025, toPort: 65535, protocol: "tcp" },
        ...fromControl,
    });
    rule("eksExtApiServerClusterIngressRule", { ...HTTPS, ...fromControl });
    rule("eksNodeInternetEgressRule", {
        ...ANY,
        type: "egress",
        securityGroupId: nodes,
        cidrBlocks: ["0.0.0.0/0"],
    });
    const clusterIngress = rule("eksClusterIngressRule", {
        ...HTTPS,
        type: "ingress",
        securityGroupId: control,
        sourceSecurityGroupId: nodes,
    });
    return { group, clusterIngress };
}
