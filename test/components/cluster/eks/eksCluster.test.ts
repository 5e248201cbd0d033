import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EksCluster, EksClusterArgs } from "../../../../components";
import { only, Registered, valueOf } from "../../../../testkit/mocks";
import { dependenciesOf, label, labelOfUrn, registerOnAws } from "../../../../testkit/onAws";

const ADMINS = "arn:aws:iam::111122223333:role/teams/data-platform-admins";
/** What the SDK adds itself. */
const OVERWRITE = { resolveConflictsOnCreate: "OVERWRITE", resolveConflictsOnUpdate: "OVERWRITE" };
const ROLE_TRUST = (service: string) => ({ Service: [service] });

describe("EksCluster", () => {
    let cluster: EksCluster;
    let resources: Registered[];

    before(async () => {
        pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" });
        resources = await made({ adminRoles: [ADMINS] });
    });

    after(() => pulumi.runtime.setAllConfig({}));

    function made(args: EksClusterArgs, options = {}): Promise<Registered[]> {
        return registerOnAws(() => {
            cluster = new EksCluster("cluster", args);
        }, options);
    }

    it("has a control plane without the defaults of other libraries", () => {
        const { inputs } = only(resources, "eks:index:Cluster");
        assert.deepStrictEqual(inputs, {
            name: "spark-stack",
            version: "1.35",
            vpcId: "cluster-network-id",
            privateSubnetIds: subnetIds(resources).slice(0, 2),
            skipDefaultNodeGroup: true,
            skipDefaultSecurityGroups: true,
            bootstrapSelfManagedAddons: false,
            useDefaultVpcCni: true,
            kubeProxyAddonOptions: { enabled: false, ...OVERWRITE },
            corednsAddonOptions: { enabled: false, ...OVERWRITE },
            authenticationMode: "API",
            createOidcProvider: false,
            endpointPrivateAccess: true,
            endpointPublicAccess: true,
            publicAccessCidrs: ["0.0.0.0/0"],
            deletionProtection: false,
            upgradePolicy: { supportType: "STANDARD" },
        });
    });

    it("uses the stack's settings for its control plane", async () => {
        const key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";
        const { inputs } = only(
            await made({
                clusterName: "analytics",
                version: "1.36",
                endpointAccess: "private",
                adminRoles: [],
                logs: ["api", "audit"],
                secretsKeyArn: key,
                oidcProvider: true,
                deletionProtection: true,
                tags: { "cost-centre": "4711" },
            }),
            "eks:index:Cluster",
        );
        const { name, version, createOidcProvider } = inputs;
        assert.deepStrictEqual(
            { name, version, createOidcProvider },
            { name: "analytics", version: "1.36", createOidcProvider: true },
        );
        const { endpointPrivateAccess, endpointPublicAccess, deletionProtection } = inputs;
        assert.deepStrictEqual(
            [endpointPrivateAccess, endpointPublicAccess, deletionProtection],
            [true, false, true],
        );
        assert.ok(!("publicAccessCidrs" in inputs));
        const { enabledClusterLogTypes, encryptionConfigKeyArn, tags } = inputs;
        assert.deepStrictEqual(
            { enabledClusterLogTypes, encryptionConfigKeyArn, tags },
            {
                enabledClusterLogTypes: ["api", "audit"],
                encryptionConfigKeyArn: key,
                tags: { "cost-centre": "4711" },
            },
        );
        assert.deepStrictEqual(cluster.eks.tags, { "cost-centre": "4711" });
        assert.deepStrictEqual(await valueOf(pulumi.output(cluster.eks.oidcProvider)), {
            arn: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE",
            issuer: "oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE",
        });
    });

    it("informs autoscalers about a network without internet access", async () => {
        await made({ adminRoles: [], network: { nat: "none" } });
        assert.equal(cluster.eks.isolated, true);
    });

    it("has add-ons in EKS' default version, including network policies", () => {
        const addons = resources.filter(({ type }) => type === "aws:eks/addon:Addon");
        const common = {
            clusterName: "analytics",
            resolveConflictsOnCreate: "OVERWRITE",
            resolveConflictsOnUpdate: "OVERWRITE",
        };
        const addon = (addonName: string, more = {}) => ({
            ...common,
            addonName,
            addonVersion: `v1 of ${addonName} for 1.35`,
            ...more,
        });
        const byName = (a: { addonName?: string }, b: { addonName?: string }) =>
            (a.addonName ?? "").localeCompare(b.addonName ?? "");
        assert.deepStrictEqual(
            addons.map(({ inputs }) => inputs).sort(byName),
            [
                addon("vpc-cni", { configurationValues: '{"enableNetworkPolicy":"true"}' }),
                addon("kube-proxy"),
                addon("eks-pod-identity-agent"),
                addon("coredns"),
                addon("aws-ebs-csi-driver", {
                    podIdentityAssociations: [
                        {
                            serviceAccount: "ebs-csi-controller-sa",
                            roleArn:
                                "arn:aws:iam::111122223333:role/cluster-aws-ebs-csi-driver-0a1b2c3",
                        },
                    ],
                }),
            ].sort(byName),
        );
    });

    it("lets only the EBS driver assume its role", () => {
        const { inputs } = only(resources, "aws:iam/role:Role", "cluster-aws-ebs-csi-driver");
        assert.deepStrictEqual(JSON.parse(inputs.assumeRolePolicy), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowPodIdentity",
                    Effect: "Allow",
                    Principal: ROLE_TRUST("pods.eks.amazonaws.com"),
                    Action: ["sts:AssumeRole", "sts:TagSession"],
                    Condition: {
                        StringEquals: {
                            "aws:RequestTag/eks-cluster-arn":
                                "arn:aws:eks:eu-central-1:111122223333:cluster/analytics",
                            "aws:RequestTag/kubernetes-namespace": "kube-system",
                            "aws:RequestTag/kubernetes-service-account": "ebs-csi-controller-sa",
                        },
                    },
                },
            ],
        });
        assert.deepStrictEqual(
            only(
                resources,
                "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                "cluster-aws-ebs-csi-driver",
            ).inputs,
            {
                role: "cluster-aws-ebs-csi-driver-0a1b2c3",
                policyArn: "arn:aws:iam::aws:policy/AmazonEBSCSIDriverEKSClusterScopedPolicy",
            },
        );
    });

    it("uses the add-on versions that a stack sets", async () => {
        const addons = (await made({ addonVersions: { coredns: "v1.12.4-eksbuild.1" } })).filter(
            ({ type }) => type === "aws:eks/addon:Addon",
        );
        const named = addons.map(({ inputs }) => [inputs.addonName, inputs.addonVersion]);
        assert.deepStrictEqual(
            named.filter(([, version]) => !version.startsWith("v1 of")),
            [["coredns", "v1.12.4-eksbuild.1"]],
        );
    });

    it("has two system nodes, whose instances do not expose their role to pods", () => {
        assert.deepStrictEqual(only(resources, "aws:ec2/launchTemplate:LaunchTemplate").inputs, {
            metadataOptions: {
                httpEndpoint: "enabled",
                httpTokens: "required",
                httpPutResponseHopLimit: 1,
            },
            blockDeviceMappings: [
                {
                    deviceName: "/dev/xvda",
                    ebs: {
                        volumeType: "gp3",
                        volumeSize: 30,
                        encrypted: "true",
                        deleteOnTermination: "true",
                    },
                },
            ],
        });
        assert.deepStrictEqual(only(resources, "aws:eks/nodeGroup:NodeGroup").inputs, {
            clusterName: "analytics",
            version: "1.35",
            nodeRoleArn: "arn:aws:iam::111122223333:role/cluster-system-nodes-0a1b2c3",
            subnetIds: subnetIds(resources),
            instanceTypes: ["m7i.large"],
            amiType: "AL2023_x86_64_STANDARD",
            capacityType: "ON_DEMAND",
            scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 3 },
            updateConfig: { maxUnavailable: 1 },
            launchTemplate: { id: "cluster-system-nodes-id", version: "1" },
        });
    });

    it("accepts other system nodes, including Graviton", async () => {
        const systemNodes = { instanceType: "t4g.large", count: 1, volumeSizeGib: 20 };
        const changed = await made({ systemNodes, tags: { "cost-centre": "4711" } });
        const { inputs } = only(changed, "aws:eks/nodeGroup:NodeGroup");
        assert.deepStrictEqual(
            [inputs.instanceTypes, inputs.amiType, inputs.scalingConfig, inputs.tags],
            [
                ["t4g.large"],
                "AL2023_ARM_64_STANDARD",
                { minSize: 1, desiredSize: 1, maxSize: 2 },
                { "cost-centre": "4711" },
            ],
        );
        const template = only(changed, "aws:ec2/launchTemplate:LaunchTemplate").inputs;
        assert.equal(template.blockDeviceMappings[0].ebs.volumeSize, 20);
        assert.deepStrictEqual(
            template.tagSpecifications,
            ["instance", "volume"].map((resourceType) => ({
                resourceType,
                tags: { "cost-centre": "4711" },
            })),
        );
    });

    it("gives claims encrypted volumes, in the zone of their pod", () => {
        assert.deepStrictEqual(
            only(resources, "kubernetes:storage.k8s.io/v1:StorageClass").inputs,
            {
                apiVersion: "storage.k8s.io/v1",
                kind: "StorageClass",
                metadata: {
                    name: "gp3",
                    annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
                },
                provisioner: "ebs.csi.aws.com",
                parameters: { type: "gp3", encrypted: "true" },
                volumeBindingMode: "WaitForFirstConsumer",
                reclaimPolicy: "Delete",
                allowVolumeExpansion: true,
            },
        );
    });

    it("is for a platform what an EKS cluster has to be", async () => {
        await made({ adminRoles: [ADMINS] });
        const { subnets, nodeSecurityGroupIds, ...rest } = cluster.eks;
        assert.deepStrictEqual(await valueOf(pulumi.output(rest)), {
            clusterName: "analytics",
            version: "1.35",
            region: "eu-central-1",
            accountId: "111122223333",
            partition: "aws",
            systemNodes: 2,
            systemNodeType: "m7i.large",
        });
        assert.deepStrictEqual(await valueOf(pulumi.output(nodeSecurityGroupIds)), ["sg-cluster"]);
        assert.deepStrictEqual(
            subnets.map(({ zone }) => zone),
            ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
        );
        assert.deepStrictEqual(cluster.zones, ["eu-central-1a", "eu-central-1b", "eu-central-1c"]);
        assert.deepStrictEqual(
            [cluster.kind, await valueOf(cluster.name), await valueOf(cluster.context)],
            ["eks", "analytics", "arn:aws:eks:eu-central-1:111122223333:cluster/analytics"],
        );
    });

    it("is deleted in order: what is in the cluster, DNS, nodes, their network", () => {
        const after = (what: string) =>
            dependenciesOf(resources.find((one) => label(one) === what) ?? assert.fail(what));
        const missing = (what: string, ...needed: string[]) =>
            needed.filter((one) => !after(what).includes(one));
        assert.deepStrictEqual(
            missing(
                "kubernetes cluster-provider",
                "NodeGroup cluster-system-nodes",
                "Addon cluster-coredns",
                "Addon cluster-aws-ebs-csi-driver",
                "AccessPolicyAssociation cluster-admin-111122223333-role-teams-data-platform-admins",
            ),
            [],
        );
        assert.deepStrictEqual(
            missing("Addon cluster-coredns", "NodeGroup cluster-system-nodes"),
            [],
        );
        assert.deepStrictEqual(
            missing(
                "NodeGroup cluster-system-nodes",
                "Addon cluster-vpc-cni",
                "Addon cluster-kube-proxy",
            ),
            [],
        );
        const { provider } = only(resources, "kubernetes:storage.k8s.io/v1:StorageClass");
        assert.equal(labelOfUrn(provider), "kubernetes cluster-provider");
    });

    it("registers the same resources in a preview", async () => {
        const preview = await made({ adminRoles: [ADMINS] }, { preview: true });
        assert.deepStrictEqual(preview.map(label).sort(), resources.map(label).sort());
    });
});

function subnetIds(resources: Registered[]): string[] {
    return resources
        .filter(({ type, name }) => type === "aws:ec2/subnet:Subnet" && /private/.test(name))
        .map(({ name }) => `${name}-id`);
}
