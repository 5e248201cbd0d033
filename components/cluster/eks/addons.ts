import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { asJson, AwsCluster } from "../../aws/awsCluster";
import { awsPolicyArn } from "../../aws/nodeRole";
import { podIdentityTrust } from "../../aws/trust";
import { NetworkPolicyMode } from "./networkPolicyMode";
import { vpcCniConfiguration } from "./strictMode";

/** An EKS add-on. */
interface EksAddon {
    name: string;
    configuration?: object;
    /** AWS role for the pods of a service account in `kube-system`. */
    role?: { serviceAccount: string; policy: string };
}

/** Add-ons that are installed before any node. */
export function addonsBeforeNodes(mode?: NetworkPolicyMode): EksAddon[] {
    return [
        { name: "vpc-cni", configuration: vpcCniConfiguration(mode) },
        { name: "kube-proxy" },
        { name: "eks-pod-identity-agent" },
    ];
}

/** Add-ons that become active only once their pods run on a node. */
export const ADDONS_ON_NODES: readonly EksAddon[] = [
    { name: "coredns" },
    {
        name: "aws-ebs-csi-driver",
        role: {
            serviceAccount: "ebs-csi-controller-sa",
            // The older one, AmazonEBSCSIDriverPolicy, covers every volume of the account.
            policy: "AmazonEBSCSIDriverEKSClusterScopedPolicy",
        },
    },
];

export interface AddonsInput {
    addons: readonly EksAddon[];
    clusterName: pulumi.Input<string>;
    /** Minor version of Kubernetes. */
    kubernetesVersion: pulumi.Input<string>;
    /** What identifies the cluster in policies. */
    facts: pulumi.Output<AwsCluster>;
    /** Versions by add-on name, for add-ons whose version EKS should not choose. */
    addonVersions?: Record<string, string>;
    tags?: Record<string, pulumi.Input<string>>;
}

/** Registers add-ons and their roles. */
export function eksAddons(
    name: string,
    input: AddonsInput,
    child: pulumi.CustomResourceOptions,
): aws.eks.Addon[] {
    const { clusterName, kubernetesVersion, addonVersions = {}, tags } = input;
    return input.addons.map((addon) => {
        const role = addon.role && addonRole(`${name}-${addon.name}`, addon.role, input, child);
        return new aws.eks.Addon(
            `${name}-${addon.name}`,
            {
                clusterName,
                addonName: addon.name,
                addonVersion:
                    addonVersions[addon.name] ??
                    aws.eks.getAddonVersionOutput(
                        { addonName: addon.name, kubernetesVersion },
                        { parent: child.parent },
                    ).version,
                configurationValues: addon.configuration && JSON.stringify(addon.configuration),
                podIdentityAssociations: role && [role.association],
                resolveConflictsOnCreate: "OVERWRITE",
                resolveConflictsOnUpdate: "OVERWRITE",
                tags,
            },
            { ...child, dependsOn: [...dependenciesOf(child), ...(role?.resources ?? [])] },
        );
    });
}

function addonRole(
    name: string,
    { serviceAccount, policy }: { serviceAccount: string; policy: string },
    { facts, tags }: AddonsInput,
    child: pulumi.CustomResourceOptions,
): { association: aws.types.input.eks.AddonPodIdentityAssociation; resources: pulumi.Resource[] } {
    const account = { namespace: "kube-system", name: serviceAccount };
    const assumeRolePolicy = asJson(facts.apply((known) => podIdentityTrust(known, account)));
    const role = new aws.iam.Role(name, { assumeRolePolicy, tags }, child);
    const attachment = new aws.iam.RolePolicyAttachment(
        name,
        {
            role: role.name,
            policyArn: facts.apply(({ partition }) => awsPolicyArn(partition, policy)),
        },
        child,
    );
    return { association: { serviceAccount, roleArn: role.arn }, resources: [attachment] };
}

function dependenciesOf({ dependsOn = [] }: pulumi.CustomResourceOptions): pulumi.Resource[] {
    return dependsOn as pulumi.Resource[];
}
