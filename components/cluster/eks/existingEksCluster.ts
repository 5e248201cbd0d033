import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { checkedArgs } from "../../validation/outputs";
import { ClusterConnection, ClusterKind } from "../connection";
import { kubeClientSettings } from "../kubeClientSettings";
import { warnOfSubnets } from "../network/subnetLookup";
import { warnOfNetworkPolicies } from "../policyEnforcement";
import { ExistingEksClusterArgs } from "./eksClusterArgs";
import { existingEksClusterCheck, regionOf } from "./eksClusterProblems";
import { warnOfEndpoint } from "./endpointLookup";
import { currentContext, eksKubeconfigs } from "./kubeconfig";
import { stackCredentials } from "./stackCredentials";

/**
 * An EKS cluster that another tool manages. The platform does not change it. It needs the add-ons
 * `vpc-cni` (with network policy), `coredns`, `kube-proxy` and `eks-pod-identity-agent`, nodes for
 * system pods, and access for the identity that runs the stack.
 *
 * @example
 * const cluster = new ExistingEksCluster("cluster", {
 *     clusterName: "analytics",
 *     subnets: [
 *         { zone: "eu-central-1a", id: "subnet-0123456789abcdef0" },
 *         { zone: "eu-central-1b", id: "subnet-0fedcba9876543210" },
 *     ],
 * });
 */
export class ExistingEksCluster extends pulumi.ComponentResource implements ClusterConnection {
    public readonly kind: ClusterKind = ClusterKind.Eks;
    public readonly name: pulumi.Output<string>;
    public readonly provider: k8s.Provider;
    public readonly eks: EksConnection;
    /** Kubeconfig that requests tokens with the `aws` command, without credentials; a secret. */
    public readonly kubeconfig: pulumi.Output<string>;
    /** The same with the credentials of the stack's AWS provider; a secret. */
    public readonly stackKubeconfig: pulumi.Output<string>;
    /** Name of the kube context in it. */
    public readonly context: pulumi.Output<string>;

    constructor(
        name: string,
        args: ExistingEksClusterArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        const subject = `ExistingEksCluster "${name}"`;
        args = checkedArgs(subject, args, existingEksClusterCheck);
        super("spark-platform:index:ExistingEksCluster", name, {}, opts);
        const { clusterName, subnets, oidcProviderArn } = args;
        const region = regionOf(args);
        const child = { parent: this };
        const credentials = stackCredentials(this, subject, args.credentials);

        const found = aws.eks.getClusterOutput({ name: clusterName }, child);
        const { partition } = aws.getPartitionOutput({}, child);
        const { accountId } = aws.getCallerIdentityOutput({}, child);
        this.name = pulumi.output(clusterName);
        const endpoint = pulumi.all([found, clusterName]).apply(([cluster, known]) => ({
            arn: cluster.arn,
            name: known,
            region,
            endpoint: cluster.endpoint,
            certificateAuthority: cluster.certificateAuthorities[0]?.data ?? "",
        }));
        const { kubeconfig, stackKubeconfig } = eksKubeconfigs(endpoint, credentials);
        this.kubeconfig = kubeconfig;
        this.stackKubeconfig = stackKubeconfig;
        this.provider = new k8s.Provider(
            `${name}-provider`,
            {
                kubeconfig: stackKubeconfig,
                clusterIdentifier: found.arn,
                kubeClientSettings: kubeClientSettings(args.kubeClientSettings),
            },
            child,
        );
        this.eks = {
            clusterName,
            version: found.version,
            region,
            accountId,
            partition,
            subnets,
            nodeSecurityGroupIds: [found.vpcConfig.clusterSecurityGroupId],
            ...(oidcProviderArn !== undefined && {
                oidcProvider: {
                    arn: oidcProviderArn,
                    issuer: found.identities.apply((identities) =>
                        (identities[0]?.oidcs[0]?.issuer ?? "").replace("https://", ""),
                    ),
                },
            }),
        };
        this.context = currentContext(this.kubeconfig);
        warnOfEndpoint({ clusterName }, this);
        warnOfSubnets(subnets, found.vpcConfig.vpcId, this);
        warnOfNetworkPolicies(this, this);
        this.registerOutputs({ context: this.context, kubeconfig: this.kubeconfig });
    }
}
