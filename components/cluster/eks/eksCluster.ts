import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection, EksSubnet } from "../../aws/eksConnection";
import { checkedArgs } from "../../validation/outputs";
import { ClusterConnection, ClusterKind } from "../connection";
import { kubeClientSettings } from "../kubeClientSettings";
import { Network } from "../network/network";
import { Nat } from "../network/networkArgs";
import { ADDONS_ON_NODES, addonsBeforeNodes, eksAddons } from "./addons";
import { administrators } from "./administrators";
import { EndpointAccess, EksClusterArgs, SYSTEM_NODES } from "./eksClusterArgs";
import { eksClusterCheck, regionOf } from "./eksClusterProblems";
import { warnOfEndpoint } from "./endpointLookup";
import { currentContext, eksKubeconfigs, newEksEndpoint } from "./kubeconfig";
import { NewControlPlane, newControlPlane } from "./newControlPlane";
import { stackCredentials } from "./stackCredentials";
import { defaultStorageClass } from "./storageClass";
import { strictModeResources } from "./strictMode";
import { systemNodes } from "./systemNodes";

/**
 * A new EKS cluster in a VPC, with nodes and add-ons for the system. Nodes for jobs come from the
 * platform's autoscaler. The AWS provider and its region are those of the stack.
 *
 * @example
 * const cluster = new EksCluster("cluster", { adminRoles: [adminRoleArn] });
 * const platform = new SparkPlatform("spark", { cluster, teams: { processing: {} } });
 */
export class EksCluster extends pulumi.ComponentResource implements ClusterConnection {
    public readonly kind: ClusterKind = ClusterKind.Eks;
    public readonly name: pulumi.Output<string>;
    public readonly provider: k8s.Provider;
    public readonly zones: string[];
    public readonly eks: EksConnection;
    /** Kubeconfig that requests tokens with the `aws` command, without credentials; a secret. */
    public readonly kubeconfig: pulumi.Output<string>;
    /** The same with the credentials of the stack's AWS provider; a secret. */
    public readonly stackKubeconfig: pulumi.Output<string>;
    /** Name of the kube context in it. */
    public readonly context: pulumi.Output<string>;

    constructor(name: string, args: EksClusterArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        const subject = `EksCluster "${name}"`;
        args = checkedArgs(subject, args, eksClusterCheck);
        super("spark-platform:index:EksCluster", name, {}, opts);
        const { tags } = args;
        const child = { parent: this };
        const credentials = stackCredentials(this, subject, args.credentials);
        warnOfEndpoint(
            {
                clusterName: clusterNameOf(args),
                isPrivate: args.endpointAccess === EndpointAccess.Private,
            },
            this,
        );

        const facts = factsOf(args, child);
        const { region } = facts;
        const network = new Network(`${name}-network`, { ...args.network, region, tags }, child);
        const controlPlane = newControlPlane(name, args, { ...facts, network }, child);
        const { cluster } = controlPlane;
        const admins = administrators(name, args, { ...facts, cluster }, this);
        this.name = cluster.eksCluster.name;
        this.zones = network.zones;
        const { kubeconfig, stackKubeconfig } = eksKubeconfigs(
            newEksEndpoint(cluster, region),
            credentials,
        );
        this.kubeconfig = kubeconfig;
        this.stackKubeconfig = stackKubeconfig;
        const access = {
            kubeconfig: stackKubeconfig,
            clusterIdentifier: cluster.eksCluster.arn,
            kubeClientSettings: kubeClientSettings(args.kubeClientSettings),
        };
        const policies = strictModeResources(name, args, access, { ...child, dependsOn: admins });
        const parts = { facts, network, ...controlPlane };
        const nodes = nodesWithAddons(name, args, parts, { ...child, dependsOn: policies });
        // Everything in the cluster needs nodes, DNS and access, and is deleted before them.
        this.provider = new k8s.Provider(`${name}-provider`, access, {
            ...child,
            dependsOn: admins.apply((entries) => [...nodes.ready, ...entries]),
        });
        defaultStorageClass(name, { ...child, provider: this.provider });
        this.eks = connectionOf(args, parts, nodes.needed);
        this.context = currentContext(this.kubeconfig);
        this.registerOutputs({ context: this.context, kubeconfig: this.kubeconfig });
    }
}

/** What is known about the cluster before it exists. */
interface ClusterFacts {
    region: string;
    clusterName: string;
    partition: pulumi.Output<string>;
    accountId: pulumi.Output<string>;
    /** ARN of the identity that runs the stack. */
    caller: pulumi.Output<string>;
}

/** The parts of the cluster. */
interface ClusterParts extends NewControlPlane {
    facts: ClusterFacts;
    network: Network;
}

function clusterNameOf({ clusterName = `spark-${pulumi.getStack()}` }: EksClusterArgs): string {
    return clusterName;
}

function factsOf(args: EksClusterArgs, child: pulumi.InvokeOptions): ClusterFacts {
    const { accountId, arn: caller } = aws.getCallerIdentityOutput({}, child);
    return {
        region: regionOf(args),
        clusterName: clusterNameOf(args),
        partition: aws.getPartitionOutput({}, child).partition,
        accountId,
        caller,
    };
}

/** Registers the system nodes, the add-ons that they need, and the add-ons that need them. */
function nodesWithAddons(
    name: string,
    args: EksClusterArgs,
    { facts, network, cluster, version }: ClusterParts,
    { dependsOn, ...child }: { parent: pulumi.Resource; dependsOn: pulumi.Resource[] },
): { needed: pulumi.Resource[]; ready: pulumi.Resource[] } {
    const { region, accountId, partition } = facts;
    const { tags, addonVersions, networkPolicyMode } = args;
    const clusterName = cluster.eksCluster.name;
    const awsFacts = pulumi.output({ partition, region, accountId, clusterName });
    const addons = {
        ...{ clusterName, kubernetesVersion: version, facts: awsFacts },
        ...{ addonVersions, tags },
    };
    const before = eksAddons(
        name,
        { ...addons, addons: addonsBeforeNodes(networkPolicyMode) },
        { ...child, dependsOn },
    );
    const needed = [...before, ...network.routes];
    const nodes = systemNodes(
        name,
        {
            args: args.systemNodes,
            ...{ clusterName, version, partition, subnets: network.privateSubnets, tags },
        },
        { ...child, dependsOn: needed },
    );
    const onNodes = { ...child, dependsOn: [nodes] };
    const after = eksAddons(name, { ...addons, addons: ADDONS_ON_NODES }, onNodes);
    return { needed, ready: [nodes, ...after] };
}

function connectionOf(
    args: EksClusterArgs,
    { facts, network, cluster, version }: ClusterParts,
    neededByNodes: readonly pulumi.Resource[],
): EksConnection {
    const { region, accountId, partition } = facts;
    const { name: clusterName, vpcConfig } = cluster.eksCluster;
    return {
        clusterName,
        version,
        region,
        accountId,
        partition,
        // All nodes must be deleted before the network, not only the system nodes.
        subnets: nodeSubnets(network.privateSubnets, neededByNodes),
        nodeSecurityGroupIds: [vpcConfig.clusterSecurityGroupId],
        systemNodes: args.systemNodes?.count ?? SYSTEM_NODES.count,
        systemNodeType: args.systemNodes?.instanceType ?? SYSTEM_NODES.instanceType,
        ...(args.tags && { tags: args.tags }),
        ...(args.network?.nat === Nat.None && { isolated: true }),
        ...(args.oidcProvider && {
            oidcProvider: { arn: cluster.oidcProviderArn, issuer: cluster.oidcIssuer },
        }),
    };
}

/**
 * Subnets whose ids depend on what nodes need for their whole lifetime. Everything in such a subnet
 * is thus created after these resources, and deleted before them.
 */
function nodeSubnets(
    subnets: readonly EksSubnet[],
    needed: readonly pulumi.Resource[],
): EksSubnet[] {
    // URNs are known in a preview, so known ids stay known.
    const urns = pulumi.all(needed.map(({ urn }) => urn));
    return subnets.map(({ zone, id }) => ({
        zone,
        id: pulumi.all([id, urns]).apply(([known]) => known),
    }));
}
