import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ClusterAutoscaler, ClusterAutoscalerArgs, NodePoolArgs } from "../../../../components";
import { clusterAutoscalerValues } from "../../../../components/nodes/clusterAutoscaler/clusterAutoscalerValues";
import {
    nameWithSubnets,
    nodeGroups,
} from "../../../../components/nodes/clusterAutoscaler/nodeGroups";
import { nodeLaunchTemplate } from "../../../../components/nodes/clusterAutoscaler/nodeLaunchTemplate";
import { instanceTypes } from "../../../../components/nodes/instanceTypes/instanceTypes";
import { imageByDigest } from "../../../../components/versions";
import { autoScalingGroup } from "../../../../testkit/nodeGroupNodes";
import { only, Registered } from "../../../../testkit/mocks";
import { dependenciesOf, label, registerOnAws, someEksCluster } from "../../../../testkit/onAws";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";

/** One group for each pool and zone. */
const POOLS: Record<string, NodePoolArgs> = {
    driver: { role: "driver", capacity: "on-demand", instanceTypes: ["m5.xlarge"] },
    executor: {
        role: "executor",
        capacity: "spot",
        instanceTypes: ["r5d.4xlarge", "r6id.4xlarge"],
        zones: ["eu-central-1b"],
        maxNodes: 20,
        weight: 50,
        localStorage: true,
    },
    anywhere: { role: "executor", capacity: "on-demand", instanceTypes: ["r5.4xlarge"] },
};

const GROUPS = [
    "anywhere-eu-central-1a-16x128-3ca90dca",
    "anywhere-eu-central-1b-16x128-87d1d7a4",
    "driver-eu-central-1a-4x16-fbc8797e",
    "driver-eu-central-1b-4x16-3dd1aa47",
    "executor-eu-central-1b-16x128-c29dcd67",
];

const NODE_POLICIES = [
    "RolePolicyAttachment nodes-node-AmazonEC2ContainerRegistryPullOnly",
    "RolePolicyAttachment nodes-node-AmazonEKSWorkerNodePolicy",
    "RolePolicyAttachment nodes-node-AmazonEKS_CNI_Policy",
    "RolePolicyAttachment nodes-node-AmazonSSMManagedInstanceCore",
];

const CONTROLLER = [
    "PodIdentityAssociation nodes-controller",
    "RolePolicyAttachment nodes-node-groups",
];

/** The one in its zone. */
function subnetOf(group: string): string {
    return group.includes("eu-central-1a") ? "subnet-a" : "subnet-b";
}

/** Something that needs nodes. */
class Job extends pulumi.CustomResource {}

function autoscaler(
    args: Partial<ClusterAutoscalerArgs> = {},
    opts?: pulumi.ComponentResourceOptions,
): ClusterAutoscaler {
    const cluster = someEksCluster();
    return new ClusterAutoscaler("nodes", { cluster, nodePools: POOLS, ...args }, opts);
}

describe("ClusterAutoscaler", () => {
    let resources: Registered[];

    before(async () => {
        resources = await registerOnAws(() => autoscaler({ tags: { "cost-centre": "data" } }));
    });

    it("consists of a release, its AWS resources, and a node group for each pool, zone and shape", () => {
        assert.deepStrictEqual(
            resources.map(label).sort(),
            [
                ...CONTROLLER,
                ...NODE_POLICIES,
                ...GROUPS.map((group) => `NodeGroup nodes-${group}`),
                "ClusterAutoscaler nodes",
                "LaunchTemplate nodes-anywhere",
                "LaunchTemplate nodes-driver",
                "LaunchTemplate nodes-executor",
                "Policy nodes-node-groups",
                "Release nodes",
                "Role nodes-controller",
                "Role nodes-node",
                // The cluster's provider.
                "kubernetes analytics",
            ].sort(),
        );
    });

    it("is the same in a preview", async () => {
        const preview = await registerOnAws(() => autoscaler(), { preview: true });
        assert.deepStrictEqual(preview.map(label).sort(), resources.map(label).sort());
    });

    it("has groups that start empty and describe their future nodes", () => {
        const name = GROUPS[4] ?? "";
        const { inputs } = only(resources, NODE_GROUP, `nodes-${name}`);
        const context = { instanceTypes, zones: ["eu-central-1a", "eu-central-1b"] };
        const found = nodeGroups(POOLS, context).find((group) => group.name === name);
        assert.ok(found);
        const { amiType, capacityType, labels, taints, tags } = found;
        assert.deepStrictEqual(inputs, {
            region: "eu-central-1",
            clusterName: "analytics",
            nodeGroupName: nameWithSubnets(name, ["subnet-b"]),
            nodeRoleArn: "arn:aws:iam::111122223333:role/nodes-node-0a1b2c3",
            subnetIds: ["subnet-b"],
            instanceTypes: ["r5d.4xlarge", "r6id.4xlarge"],
            scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 450 },
            ...{ amiType, capacityType, labels, taints },
            tags: { "cost-centre": "data", ...tags },
            launchTemplate: { id: "nodes-executor-id", version: "1" },
        });
    });

    it("leaves the size of its groups to the autoscaler and their nodes unchanged, and keeps them until their replacements exist", async () => {
        const options: unknown[] = [];
        await registerOnAws(() =>
            autoscaler(undefined, {
                transformations: [
                    ({ type, opts }) => {
                        if (type === NODE_GROUP) {
                            const { ignoreChanges, deleteBeforeReplace } = opts as typeof opts & {
                                deleteBeforeReplace?: boolean;
                            };
                            options.push({ ignoreChanges, deleteBeforeReplace });
                        }
                        return undefined;
                    },
                ],
            }),
        );
        assert.deepStrictEqual(
            options,
            GROUPS.map(() => ({
                ignoreChanges: ["scalingConfig", "launchTemplate.version"],
                deleteBeforeReplace: false,
            })),
        );
    });

    it("does not change groups when a pool's limits change", async () => {
        const groupsOf = async (limits: Partial<NodePoolArgs>) => {
            const nodePools = Object.fromEntries(
                Object.entries(POOLS).map(([pool, args]) => [pool, { ...args, ...limits }]),
            );
            const made = await registerOnAws(() => autoscaler({ nodePools }));
            return made
                .filter(({ type }) => type === NODE_GROUP)
                .map(({ name, inputs }) => ({ name, inputs }));
        };
        const groups = await groupsOf({});
        assert.strictEqual(groups.length, GROUPS.length);
        for (const limits of [{ maxNodes: 3 }, { minNodes: 2 }, { cpuLimit: 16 }]) {
            assert.deepStrictEqual(await groupsOf(limits), groups);
        }
    });

    it("renames its groups in AWS when a zone gets other subnets", async () => {
        const subnets = [
            { zone: "eu-central-1a", id: pulumi.output("subnet-other") },
            { zone: "eu-central-1b", id: "subnet-b" },
        ];
        const made = await registerOnAws(() =>
            autoscaler({ cluster: someEksCluster({ subnets }) }),
        );
        const namesOf = (all: Registered[], group: string) => {
            const { name, inputs } = only(all, NODE_GROUP, `nodes-${group}`);
            return [name, inputs.nodeGroupName, inputs.subnetIds];
        };
        for (const group of GROUPS) {
            const isOther = group.includes("eu-central-1a");
            const subnet = isOther ? "subnet-other" : "subnet-b";
            const expected = [`nodes-${group}`, nameWithSubnets(group, [subnet]), [subnet]];
            assert.deepStrictEqual(namesOf(made, group), expected);
            assert.strictEqual(namesOf(made, group)[1] === namesOf(resources, group)[1], !isOther);
        }
    });

    it("starts nodes with their pool's settings and the user's tags", () => {
        const template = only(
            resources,
            "aws:ec2/launchTemplate:LaunchTemplate",
            "nodes-driver",
        ).inputs;
        const tags = { "cost-centre": "data" };
        assert.deepStrictEqual(template, {
            region: "eu-central-1",
            vpcSecurityGroupIds: ["sg-nodes"],
            ...nodeLaunchTemplate({ role: "driver", capacity: "on-demand" }, tags),
        });
        assert.deepStrictEqual(template["tagSpecifications"], [
            { resourceType: "instance", tags },
            { resourceType: "volume", tags },
        ]);
    });

    it("installs the pinned chart in the version of the cluster", () => {
        assert.deepStrictEqual(only(resources, RELEASE).inputs, {
            chart: "cluster-autoscaler",
            version: "9.59.0",
            repositoryOpts: { repo: "https://kubernetes.github.io/autoscaler" },
            name: "cluster-autoscaler",
            namespace: "kube-system",
            values: clusterAutoscalerValues({
                region: "eu-central-1",
                imageTag: "v1.35.2",
                image: imageByDigest("registry.k8s.io/autoscaling/cluster-autoscaler:v1.35.2"),
                serviceAccount: "cluster-autoscaler",
                systemNodes: 2,
                stack: "project/stack",
                groups: GROUPS.map((group) => ({
                    name: autoScalingGroup(nameWithSubnets(group, [subnetOf(group)])),
                    minSize: 0,
                    maxSize: group.startsWith("executor-") ? 20 : 450,
                    ...(group.startsWith("executor-") && { weight: 50 }),
                })),
            }),
            compat: "true",
        });
    });

    it("is deleted in order: the controller, its groups, their role", () => {
        const edges = resources
            .filter(({ type }) => type === RELEASE || type === NODE_GROUP)
            .map((one) => [label(one), dependenciesOf(one)]);
        assert.deepStrictEqual(Object.fromEntries(edges), {
            "Release nodes": [
                ...CONTROLLER,
                ...GROUPS.map((name) => `NodeGroup nodes-${name}`),
            ].sort(),
            ...Object.fromEntries(
                GROUPS.map((name) => [
                    `NodeGroup nodes-${name}`,
                    [
                        `LaunchTemplate nodes-${name.split("-")[0]}`,
                        "Role nodes-node",
                        ...NODE_POLICIES,
                    ],
                ]),
            ),
        });
    });

    it("is deleted after everything that needs its nodes", async () => {
        const made = await registerOnAws(() => {
            const { ready } = autoscaler();
            new Job("test:index:Job", "job", { ready });
        });
        assert.deepStrictEqual(dependenciesOf(only(made, "test:index:Job")), ["Release nodes"]);
    });

    it("belongs to the component, and uses the provider of its cluster", () => {
        const parent = "urn:pulumi:stack::project::spark-platform:index:ClusterAutoscaler::nodes";
        const others = resources.filter((one) => one.custom && one.parent !== parent);
        assert.deepStrictEqual(others.map(label), ["kubernetes analytics"]);
        assert.match(only(resources, RELEASE).provider, /::analytics::/);
    });

    it("takes its chart and its image from elsewhere, and fits a single system node", async () => {
        const made = await registerOnAws(() =>
            autoscaler({
                chart: "/charts/cluster-autoscaler",
                image: "mirror.example.com/cluster-autoscaler",
                systemNodes: 1,
            }),
        );
        const { chart, version, repositoryOpts, values } = only(made, RELEASE).inputs;
        assert.deepStrictEqual(
            [chart, version, repositoryOpts, values.image, values.replicaCount],
            [
                "/charts/cluster-autoscaler",
                undefined,
                undefined,
                { repository: "mirror.example.com/cluster-autoscaler", tag: "v1.35.2" },
                1,
            ],
        );
    });

    it("has eighteen groups in three zones by default", async () => {
        const subnets = ["a", "b", "c"].map((zone) => ({
            zone: `eu-central-1${zone}`,
            id: `subnet-${zone}`,
        }));
        const made = await registerOnAws(() =>
            autoscaler({ cluster: someEksCluster({ subnets }), nodePools: undefined }),
        );
        assert.strictEqual(made.filter(({ type }) => type === NODE_GROUP).length, 18);
    });
});
