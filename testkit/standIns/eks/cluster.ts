import * as aws from "@pulumi/aws";
import type { ClusterArgs } from "@pulumi/eks";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { clusterConfig } from "./kubeconfig";
import { nodeSecurityGroup } from "./nodeSecurityGroup";
import { ServiceRole } from "./serviceRole";

interface Oidc {
    provider?: aws.iam.OpenIdConnectProvider;
    url: pulumi.Output<string>;
}

/**
 * Stands in for the component `eks.Cluster`: registers the same as the real one for a cluster whose
 * node groups are created elsewhere (pulumi/pulumi-eks v4.3.0, nodejs/eks/cluster/cluster.ts),
 * under the same logical names. Its kubeconfig points to the sandbox.
 */
export class Cluster extends pulumi.ComponentResource {
    /** The component's outputs. */
    public readonly state: pulumi.Inputs;

    constructor(name: string, args: ClusterArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks:index:Cluster", name, args, opts);
        refuseOthers(name, args);
        const child = { parent: this };
        const { skipDefaultSecurityGroups, tags } = args;

        const role = args.serviceRole === undefined ? serviceRole(name, tags, child) : undefined;
        const clusterGroup =
            skipDefaultSecurityGroups === true
                ? undefined
                : (args.clusterSecurityGroup ?? clusterSecurityGroup(name, args, child));
        const cluster = eksCluster(name, args, role, clusterGroup, child);
        addons(name, args, cluster, child);
        const access = accessEntries(name, args, cluster, child);
        const nodes =
            clusterGroup === undefined
                ? undefined
                : nodeSecurityGroup(name, { ...args, cluster, clusterGroup }, child);
        const oidc = oidcOf(name, args, cluster, child);
        const kubeconfig = clusterConfig(cluster);
        const provider = new Provider(
            `${name}-eks-k8s`,
            { kubeconfig: pulumi.jsonStringify(kubeconfig) },
            child,
        );
        const ownGroup = cluster.vpcConfig.clusterSecurityGroupId;
        this.state = {
            kubeconfig,
            kubeconfigJson: pulumi.jsonStringify(kubeconfig),
            eksCluster: cluster,
            clusterSecurityGroup: clusterGroup,
            nodeSecurityGroup: nodes?.group,
            eksClusterIngressRule: nodes?.clusterIngress,
            instanceRoles: args.instanceRoles ?? [],
            core: {
                cluster,
                provider,
                kubeconfig,
                endpoint: cluster.endpoint,
                vpcId: args.vpcId,
                subnetIds: cluster.vpcConfig.subnetIds,
                clusterSecurityGroup: clusterGroup,
                clusterIamRole: role?.role ?? args.serviceRole,
                oidcProvider: oidc.provider,
                accessEntries: pulumi.output(access).apply((entries) => entries.length),
                nodeGroupOptions: {},
                instanceRoles: args.instanceRoles ?? [],
            },
            clusterSecurityGroupId: pulumi.output(clusterGroup).apply((one) => one?.id ?? ownGroup),
            nodeSecurityGroupId: nodes?.group.id ?? ownGroup,
            clusterIngressRuleId: nodes?.clusterIngress.securityGroupRuleId ?? "",
            defaultNodeGroupAsgName: "",
            fargateProfileId: "",
            fargateProfileStatus: "",
            oidcProviderArn: oidc.provider?.arn ?? "",
            oidcProviderUrl: oidc.url,
            oidcIssuer: oidc.url.apply((url) => url.replace("https://", "")),
            autoModeNodeRoleName: "",
        };
        this.registerOutputs(this.state);
    }
}

/**
 * Refuses features of the real component that this one lacks, which would otherwise be missing
 * silently.
 */
function refuseOthers(name: string, args: ClusterArgs): void {
    const others: (keyof ClusterArgs)[] = [
        ...(["autoMode", "fargate", "creationRoleProvider", "storageClasses"] as const),
        ...(["roleMappings", "userMappings", "nodeGroupOptions"] as const),
    ];
    const used: string[] = others.filter((key) => args[key] !== undefined);
    if (args.skipDefaultNodeGroup !== true) {
        used.push("skipDefaultNodeGroup other than true");
    }
    if (args.authenticationMode !== "API") {
        used.push("authenticationMode other than API");
    }
    if (used.length > 0) {
        throw new Error(
            `the stand-in for eks.Cluster "${name}" does not support ${used.join(", ")}`,
        );
    }
}

function serviceRole(
    name: string,
    tags: ClusterArgs["tags"],
    child: pulumi.ComponentResourceOptions,
): ServiceRole {
    const service = "eks.amazonaws.com";
    const policies = ["AmazonEKSClusterPolicy"];
    return new ServiceRole(`${name}-eksRole`, { service, policies, tags }, child);
}

function clusterSecurityGroup(
    name: string,
    { vpcId, tags, clusterSecurityGroupTags }: ClusterArgs,
    child: pulumi.CustomResourceOptions,
): aws.ec2.SecurityGroup {
    const group = new aws.ec2.SecurityGroup(
        `${name}-eksClusterSecurityGroup`,
        {
            vpcId,
            revokeRulesOnDelete: true,
            tags: pulumi.all([tags, clusterSecurityGroupTags]).apply(([all, own]) => ({
                Name: `${name}-eksClusterSecurityGroup`,
                ...own,
                ...all,
            })),
        },
        child,
    );
    new aws.ec2.SecurityGroupRule(
        `${name}-eksClusterInternetEgressRule`,
        {
            ...{ type: "egress", fromPort: 0, toPort: 0, protocol: "-1" },
            cidrBlocks: ["0.0.0.0/0"],
            securityGroupId: group.id,
        },
        child,
    );
    return group;
}

function eksCluster(
    name: string,
    args: ClusterArgs,
    role: ServiceRole | undefined,
    group: pulumi.Input<aws.ec2.SecurityGroup> | undefined,
    child: pulumi.CustomResourceOptions,
): aws.eks.Cluster {
    const { publicSubnetIds = [], privateSubnetIds = [], encryptionConfigKeyArn: keyArn } = args;
    const bySort = pulumi
        .all([publicSubnetIds, privateSubnetIds])
        .apply(([open, closed]) => [...open, ...closed]);
    return new aws.eks.Cluster(
        `${name}-eksCluster`,
        {
            name: args.name,
            roleArn: role?.role.arn ?? pulumi.output(args.serviceRole as aws.iam.Role).arn,
            bootstrapSelfManagedAddons: args.bootstrapSelfManagedAddons ?? true,
            vpcConfig: {
                securityGroupIds: group && [pulumi.output(group).id],
                subnetIds: args.subnetIds ?? bySort,
                endpointPrivateAccess: args.endpointPrivateAccess,
                endpointPublicAccess: args.endpointPublicAccess,
                publicAccessCidrs: args.publicAccessCidrs,
            },
            version: args.version,
            enabledClusterLogTypes: args.enabledClusterLogTypes,
            tags: pulumi
                .all([args.tags, args.clusterTags])
                .apply(([all, own]) => ({ Name: `${name}-eksCluster`, ...own, ...all })),
            encryptionConfig:
                keyArn === undefined ? undefined : { provider: { keyArn }, resources: ["secrets"] },
            accessConfig: {
                authenticationMode: "API",
                bootstrapClusterCreatorAdminPermissions: true,
            },
            upgradePolicy: args.upgradePolicy,
            deletionProtection: args.deletionProtection,
        },
        {
            ...child,
            ignoreChanges: [
                "accessConfig.bootstrapClusterCreatorAdminPermissions",
                "bootstrapSelfManagedAddons",
            ],
            dependsOn: role?.attachments,
        },
    );
}

/** Add-ons that the component creates on its own; its VPC CNI is a separate component. */
function addons(
    name: string,
    args: ClusterArgs,
    cluster: aws.eks.Cluster,
    child: pulumi.CustomResourceOptions,
): void {
    const coredns = args.corednsAddonOptions;
    const wanted = {
        "kube-proxy": args.kubeProxyAddonOptions?.enabled ?? true,
        // Only on explicit request when there is no default node group.
        coredns: coredns?.enabled === true || coredns?.configurationValues !== undefined,
        "vpc-cni": !(args.useDefaultVpcCni ?? false),
    };
    for (const addonName of Object.keys(wanted).filter((key) => wanted[key as "coredns"])) {
        const addonVersion = aws.eks.getAddonVersionOutput(
            { addonName, kubernetesVersion: cluster.version, mostRecent: true },
            { parent: child.parent },
        ).version;
        const preserve = addonName !== "vpc-cni";
        new aws.eks.Addon(
            `${name}-${addonName}`,
            { clusterName: cluster.name, addonName, addonVersion, preserve, tags: args.tags },
            child,
        );
    }
}

function accessEntries(
    name: string,
    { accessEntries: entries = {} }: ClusterArgs,
    cluster: aws.eks.Cluster,
    child: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const options = { ...child, dependsOn: [cluster] };
    return Object.entries(entries).map(([key, { accessPolicies = {}, ...entry }]) => {
        const made = new aws.eks.AccessEntry(
            `${name}-${key}`,
            { ...entry, clusterName: cluster.name },
            options,
        );
        for (const [policy, association] of Object.entries(accessPolicies)) {
            const { policyArn, accessScope } = pulumi.output(association);
            new aws.eks.AccessPolicyAssociation(
                `${name}-${key}-${policy}`,
                {
                    ...{ clusterName: cluster.name, principalArn: entry.principalArn },
                    ...{ policyArn, accessScope },
                },
                { ...options, parent: made, dependsOn: [made] },
            );
        }
        return made;
    });
}

function oidcOf(
    name: string,
    { createOidcProvider }: ClusterArgs,
    { identities }: aws.eks.Cluster,
    child: pulumi.CustomResourceOptions,
): Oidc {
    const url = identities.apply(([identity]) => identity?.oidcs[0]?.issuer ?? "");
    if (createOidcProvider !== true) {
        return { url };
    }
    const provider = new aws.iam.OpenIdConnectProvider(
        `${name}-oidcProvider`,
        { clientIdLists: ["sts.amazonaws.com"], url, thumbprintLists: ["0".repeat(40)] },
        child,
    );
    return { provider, url };
}
