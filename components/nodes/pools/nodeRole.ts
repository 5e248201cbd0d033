import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { asJson } from "../../aws/awsCluster";
import { EksConnection } from "../../aws/eksConnection";
import { awsPolicyArn, NODE_POLICIES, nodeTrust } from "../../aws/nodeTrust";

export interface NodeRole {
    role: aws.iam.Role;
    /** Without them a node cannot join the cluster. */
    resources: pulumi.Resource[];
}

/** Registers the role that nodes have in AWS. */
export function nodeRole(
    name: string,
    cluster: EksConnection,
    child: pulumi.CustomResourceOptions,
): NodeRole {
    const partition = pulumi.output(cluster.partition);
    const role = new aws.iam.Role(
        `${name}-node`,
        { assumeRolePolicy: asJson(partition.apply(nodeTrust)) },
        child,
    );
    const resources = NODE_POLICIES.map(
        (policy) =>
            new aws.iam.RolePolicyAttachment(
                `${name}-node-${policy}`,
                {
                    role: role.name,
                    policyArn: partition.apply((known) => awsPolicyArn(known, policy)),
                },
                child,
            ),
    );
    return { role, resources };
}
