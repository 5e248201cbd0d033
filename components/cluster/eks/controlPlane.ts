import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { EksClusterArgs, EndpointAccess } from "./eksClusterArgs";

/** What a control plane has besides its arguments. */
export interface ControlPlaneInput {
    clusterName: string;
    vpcId: pulumi.Input<string>;
    subnetIds: pulumi.Output<string[]>;
    /** Minor version of Kubernetes. */
    version: pulumi.Input<string>;
    /** `aws`, `aws-cn` or `aws-us-gov`. */
    partition: pulumi.Input<string>;
}

/**
 * Arguments of an `eks.Cluster` without nodes, security groups and add-ons: nodes have the group
 * that EKS makes for the cluster, and add-ons have an order of their own.
 */
export function controlPlaneArgs(
    args: EksClusterArgs,
    { clusterName, vpcId, subnetIds, version, partition }: ControlPlaneInput,
): eks.ClusterArgs {
    const { endpointAccess = EndpointAccess.Public, adminRoles = [] } = args;
    return {
        name: clusterName,
        version,
        vpcId,
        // Load balancers find public subnets by their tags; the control plane needs none of them.
        privateSubnetIds: subnetIds,
        skipDefaultNodeGroup: true,
        skipDefaultSecurityGroups: true,
        bootstrapSelfManagedAddons: false,
        useDefaultVpcCni: true,
        kubeProxyAddonOptions: { enabled: false },
        corednsAddonOptions: { enabled: false },
        authenticationMode: eks.AuthenticationMode.Api,
        accessEntries: adminEntries(adminRoles, partition),
        createOidcProvider: args.oidcProvider ?? false,
        endpointPrivateAccess: true,
        endpointPublicAccess: endpointAccess === EndpointAccess.Public,
        publicAccessCidrs: args.publicAccessCidrs,
        encryptionConfigKeyArn: args.secretsKeyArn,
        enabledClusterLogTypes: args.logs,
        deletionProtection: args.deletionProtection ?? false,
        // In extended support a cluster costs six times as much (AWS' price list of EKS).
        upgradePolicy: { supportType: "STANDARD" },
        tags: args.tags,
    };
}

function adminEntries(
    principals: readonly pulumi.Input<string>[],
    partition: pulumi.Input<string>,
): eks.ClusterArgs["accessEntries"] {
    const policyArn = pulumi.interpolate`arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`;
    return Object.fromEntries(
        principals.map((principalArn, index) => [
            typeof principalArn === "string" ? entryName(principalArn) : `admin-${index}`,
            {
                principalArn,
                accessPolicies: { admin: { policyArn, accessScope: { type: "cluster" } } },
            },
        ]),
    );
}

/** Account and name, which do not change when another principal comes before it in the list. */
function entryName(principalArn: string): string {
    const [, , , , account = "", path = ""] = principalArn.split(":");
    return `${account}-${path.replaceAll("/", "-")}`;
}
