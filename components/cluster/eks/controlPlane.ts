import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { EksClusterArgs, EndpointAccess } from "./eksClusterArgs";

const ANYWHERE = "0.0.0.0/0";

/** Inputs of a control plane besides the cluster's arguments. */
export interface ControlPlaneInput {
    clusterName: string;
    vpcId: pulumi.Input<string>;
    subnetIds: pulumi.Output<string[]>;
    /** Minor version of Kubernetes. */
    version: pulumi.Input<string>;
}

/**
 * Arguments of an `eks.Cluster` without nodes, security groups and add-ons: nodes use the security
 * group that EKS creates for the cluster, and add-ons are installed in a specific order.
 */
export function controlPlaneArgs(
    args: EksClusterArgs,
    { clusterName, vpcId, subnetIds, version }: ControlPlaneInput,
): eks.ClusterArgs {
    const { endpointAccess = EndpointAccess.Public } = args;
    const isPublic = endpointAccess === EndpointAccess.Public;
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
        createOidcProvider: args.oidcProvider ?? false,
        endpointPrivateAccess: true,
        endpointPublicAccess: isPublic,
        // If omitted, the ranges of the last update would stay (terraform-provider-aws: computed).
        ...(isPublic && { publicAccessCidrs: args.publicAccessCidrs ?? [ANYWHERE] }),
        encryptionConfigKeyArn: args.secretsKeyArn,
        enabledClusterLogTypes: args.logs,
        deletionProtection: args.deletionProtection ?? false,
        // With extended support, a cluster costs six times as much (EKS price list).
        upgradePolicy: { supportType: "STANDARD" },
        tags: args.tags,
    };
}
