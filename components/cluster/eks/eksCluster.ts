import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection, EksSubnet } from "../../aws/eksConnection";
import { checkedArgs } from "../../validation/outputs";
import { versions } from "../../versions";
import { ClusterConnection, ClusterKind } from "../connection";
import { kubeClientSettings } from "../kubeClientSettings";
import { Network } from "../network/network";
import { Nat } from "../network/networkArgs";
import { ADDONS_BEFORE_NODES, ADDONS_ON_NODES, eksAddons } from "./addons";
import { controlPlaneArgs } from "./controlPlane";
import { EndpointAccess, EksClusterArgs } from "./eksClusterArgs";
import { eksClusterCheck, regionOf } from "./eksClusterProblems";
import { warnOfEndpoint } from "./endpointLook";
import { currentContext } from "./kubeconfig";
import { defaultStorageClass } from "./storageClass";
import { SYSTEM_NODES, systemNodes } from "./systemNodes";

/**
 * A new EKS cluster in a VPC, with nodes and add-ons for the system; nodes for jobs come from the
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
    /** Kubeconfig that asks the `aws` command for a token; a secret. */
    public readonly kubeconfig: pulumi.Output<string>;
    /** Name of the kube context in it. */
    public readonly context: pulumi.Output<string>;

    constructor(name: string, args: EksClusterArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        args = checkedArgs(`EksCluster "${name}"`, args, eksClusterCheck);
        super("spark-platform:index:EksCluster", name, {}, opts);
        const region = regionOf(args);
        const { clusterName = `spark-${pulumi.getStack()}`, tags } = args;
        const kubernetesVersion = args.version ?? versions.eks[0];
        const child = { parent: this };
        if (args.adminRoles === undefined) {
            void pulumi.log.warn(
                "Only the identity that makes the cluster administers it: name others in " +
                    "adminRoles, or say adminRoles: []",
                this,
            );
        }

        const isPrivate = args.endpointAccess === EndpointAccess.Private;
        warnOfEndpoint({ clusterName, isPrivate }, this);

        const { partition } = aws.getPartitionOutput({}, child);
        const { accountId } = aws.getCallerIdentityOutput({}, child);
        const network = new Network(`${name}-network`, { ...args.network, region, tags }, child);
        const cluster = new eks.Cluster(
            `${name}-eks`,
            controlPlaneArgs(args, { clusterName, network, partition }),
            child,
        );
        const known = cluster.eksCluster;
        const facts = pulumi.output({ partition, region, accountId, clusterName: known.name });
        const addons = {
            clusterName: known.name,
            kubernetesVersion,
            facts,
            addonVersions: args.addonVersions,
            tags,
        };
        const before = eksAddons(name, { ...addons, addons: ADDONS_BEFORE_NODES }, child);
        const neededByNodes = [...before, ...network.routes];
        const nodes = systemNodes(
            name,
            {
                args: args.systemNodes,
                clusterName: known.name,
                partition,
                subnets: network.privateSubnets,
                tags,
            },
            { ...child, dependsOn: neededByNodes },
        );
        const after = eksAddons(
            name,
            { ...addons, addons: ADDONS_ON_NODES },
            { ...child, dependsOn: [nodes] },
        );

        this.name = known.name;
        this.zones = network.zones;
        this.kubeconfig = pulumi.secret(cluster.kubeconfigJson);
        // Whatever is in the cluster needs nodes and DNS, and goes before them.
        this.provider = new k8s.Provider(
            `${name}-provider`,
            {
                kubeconfig: this.kubeconfig,
                clusterIdentifier: known.arn,
                kubeClientSettings: kubeClientSettings(args.kubeClientSettings),
            },
            { ...child, dependsOn: [nodes, ...after] },
        );
        defaultStorageClass(name, { ...child, provider: this.provider });
        this.eks = {
            clusterName: known.name,
            version: kubernetesVersion,
            region,
            accountId,
            partition,
            // Not only the system's nodes go before the network.
            subnets: nodeSubnets(network.privateSubnets, neededByNodes),
            nodeSecurityGroupIds: [known.vpcConfig.clusterSecurityGroupId],
            systemNodes: args.systemNodes?.count ?? SYSTEM_NODES.count,
            systemNodeType: args.systemNodes?.instanceType ?? SYSTEM_NODES.instanceType,
            ...(tags && { tags }),
            ...(args.network?.nat === Nat.None && { isolated: true }),
            ...(args.oidcProvider && {
                oidcProvider: { arn: cluster.oidcProviderArn, issuer: cluster.oidcIssuer },
            }),
        };
        this.context = currentContext(this.kubeconfig);
        this.registerOutputs({ context: this.context, kubeconfig: this.kubeconfig });
    }
}

/**
 * Subnets whose ids bring along what nodes need from their start until their end: whatever is in
 * such a subnet is made later, and goes before it.
 */
function nodeSubnets(
    subnets: readonly EksSubnet[],
    needed: readonly pulumi.Resource[],
): EksSubnet[] {
    // URNs are known in a preview, so that known ids stay known.
    const urns = pulumi.all(needed.map(({ urn }) => urn));
    return subnets.map(({ zone, id }) => ({
        zone,
        id: pulumi.all([id, urns]).apply(([known]) => known),
    }));
}
