import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { userError } from "../validation/problems";
import { asJson, awsCluster, ServiceAccount } from "./awsCluster";
import { EksConnection } from "./eksConnection";
import { AwsIdentity } from "./identity";
import { PolicyDocument } from "./policyDocument";
import { onceSettled } from "./settled";
import { irsaTrust, podIdentityTrust } from "./trust";

/** Who gets a role. */
export interface RoleHolder {
    /** End of the role's name, e.g. `controller`. */
    part: string;
    cluster: EksConnection;
    identity: AwsIdentity;
    serviceAccount: ServiceAccount;
}

export interface PodRole {
    /** For the service account's annotation; none where an association names the account. */
    irsaRoleArn?: pulumi.Output<string>;
    /** Without them the role is of no use. */
    resources: pulumi.Resource[];
}

/**
 * Registers the role of the pods with one service account.
 *
 * @param policies what the role may do, by the end of each policy's name
 */
export function podRole(
    name: string,
    holder: RoleHolder,
    policies: Record<string, pulumi.Output<PolicyDocument>>,
    child: pulumi.CustomResourceOptions,
): PodRole {
    const role = new aws.iam.Role(
        `${name}-${holder.part}`,
        { assumeRolePolicy: asJson(trust(holder)) },
        child,
    );
    const attachments = Object.entries(policies).map(([suffix, document]) => {
        const policy = new aws.iam.Policy(`${name}-${suffix}`, { policy: asJson(document) }, child);
        return new aws.iam.RolePolicyAttachment(
            `${name}-${suffix}`,
            { role: role.name, policyArn: policy.arn },
            child,
        );
    });
    if (holder.identity === AwsIdentity.Irsa) {
        return { irsaRoleArn: role.arn, resources: attachments };
    }
    const { cluster, serviceAccount } = holder;
    const association = new aws.eks.PodIdentityAssociation(
        `${name}-${holder.part}`,
        {
            region: cluster.region,
            clusterName: cluster.clusterName,
            namespace: serviceAccount.namespace,
            serviceAccount: serviceAccount.name,
            roleArn: role.arn,
        },
        { ...child, hooks: onceSettled() },
    );
    return { resources: [...attachments, association] };
}

function trust({ cluster, identity, serviceAccount }: RoleHolder): pulumi.Output<PolicyDocument> {
    if (identity === AwsIdentity.PodIdentity) {
        return awsCluster(cluster).apply((known) => podIdentityTrust(known, serviceAccount));
    }
    if (cluster.oidcProvider === undefined) {
        throw userError(
            'The cluster has no OIDC provider in IAM, which the identity "irsa" needs: ' +
                'give it one (oidcProvider), or use "pod-identity"',
        );
    }
    const { arn, issuer } = cluster.oidcProvider;
    return pulumi.output({ arn, issuer }).apply((known) => irsaTrust(known, serviceAccount));
}
