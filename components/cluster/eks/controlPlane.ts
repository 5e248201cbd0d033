import * as eks from "@pulumi/eks";
import { versions } from "../../versions";
import { Network } from "../network/network";
import { EksClusterArgs, EndpointAccess } from "./eksClusterArgs";

/** A control plane's place. */
export interface ControlPlaneInput {
    clusterName: string;
    network: Network;
}

/**
 * Arguments of an `eks.Cluster` without nodes, security groups and add-ons: nodes have the group
 * that EKS makes for the cluster, and add-ons have an order of their own.
 */
export function controlPlaneArgs(
    args: EksClusterArgs,
    { clusterName, network }: ControlPlaneInput,
): eks.ClusterArgs {
    const { endpointAccess = EndpointAccess.Public } = args;
    return {
        name: clusterName,
        version: args.version ?? versions.eks[0],
        vpcId: network.vpcId,
        // Load balancers find public subnets by their tags; the control plane needs none of them.
        privateSubnetIds: network.privateSubnets.map(({ id }) => id),
        skipDefaultNodeGroup: true,
        skipDefaultSecurityGroups: true,
        bootstrapSelfManagedAddons: false,
        useDefaultVpcCni: true,
        kubeProxyAddonOptions: { enabled: false },
        corednsAddonOptions: { enabled: false },
        authenticationMode: eks.AuthenticationMode.Api,
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
