import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { userError } from "../validation/problems";
import { asJson, awsCluster, ServiceAccount } from "./awsCluster";
import { EksConnection } from "./eksConnection";
import { AwsIdentity } from "./identity";
import { PolicyDocument } from "./policyDocument";
import { onceSettled } from "./settled";
import { irsaTrust, podIdentityTrust } from "./trust";

/** The pods that get a role. */
export interface RoleHolder {
    /** Suffix of the role's name, e.g. `controller`. */
    part: string;
    cluster: EksConnection;
    identity: AwsIdentity;
    serviceAccount: ServiceAccount;
}

export interface PodRole {
    /** For the service account's annotation; absent with a Pod Identity association. */
    irsaRoleArn?: pulumi.Output<string>;
    /** What pods need to use the role. */
    resources: pulumi.Resource[];
}

/**
 * Registers the role for pods with one service account.
 *
 * @param policies the role's permissions, by the suffix of each policy's name
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
            'The cluster has no OIDC provider in IAM, which identity "irsa" needs: ' +
                'set oidcProvider, or use "pod-identity"',
        );
    }
    const { arn, issuer } = cluster.oidcProvider;
    return pulumi.output({ arn, issuer }).apply((known) => irsaTrust(known, serviceAccount));
}
