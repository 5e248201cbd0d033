import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Karpenter, KarpenterArgs, NodePoolArgs } from "../../../../components";
import { instanceTypes } from "../../../../components/nodes/instanceTypes/instanceTypes";
import { ec2NodeClass } from "../../../../components/nodes/karpenter/ec2NodeClass";
import { karpenterValues } from "../../../../components/nodes/karpenter/karpenterValues";
import { karpenterPool } from "../../../../components/nodes/karpenter/nodePool";
import { sources } from "../../../../components/versions";
import { only, Registered } from "../../../../testkit/mocks";
import { dependenciesOf, label, registerOnAws, someEksCluster } from "../../../../testkit/onAws";
import { oidcProvider } from "../../../../testkit/policyDocuments";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const NODE_CLASS = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
const NODE_POOL = "kubernetes:karpenter.sh/v1:NodePool";

/** What Karpenter needs while it runs; karpenterAws.test.ts looks at each of them. */
const AWS = [
    "AccessEntry nodes-node",
    "EventTarget nodes-capacity-reservation-interruption",
    "EventTarget nodes-instance-state-change",
    "EventTarget nodes-rebalance",
    "EventTarget nodes-scheduled-change",
    "EventTarget nodes-spot-interruption",
    "InstanceProfile nodes-node",
    "PodIdentityAssociation nodes-controller",
    "Queue nodes-interruption",
    "QueuePolicy nodes-interruption",
    "RolePolicyAttachment nodes-eks-integration",
    "RolePolicyAttachment nodes-iam-integration",
    "RolePolicyAttachment nodes-interruption",
    "RolePolicyAttachment nodes-node-AmazonEC2ContainerRegistryPullOnly",
    "RolePolicyAttachment nodes-node-AmazonEKSWorkerNodePolicy",
    "RolePolicyAttachment nodes-node-AmazonEKS_CNI_Policy",
    "RolePolicyAttachment nodes-node-AmazonSSMManagedInstanceCore",
    "RolePolicyAttachment nodes-node-lifecycle",
    "RolePolicyAttachment nodes-resource-discovery",
    "RolePolicyAttachment nodes-zonal-shift",
];

/** What those belong to. */
const AWS_PARTS = [
    "EventRule nodes-capacity-reservation-interruption",
    "EventRule nodes-instance-state-change",
    "EventRule nodes-rebalance",
    "EventRule nodes-scheduled-change",
    "EventRule nodes-spot-interruption",
    "Policy nodes-eks-integration",
    "Policy nodes-iam-integration",
    "Policy nodes-interruption",
    "Policy nodes-node-lifecycle",
    "Policy nodes-resource-discovery",
    "Policy nodes-zonal-shift",
    "Role nodes-controller",
    "Role nodes-node",
];

/**
 * What the EBS driver's policy asks of instances that no node group of EKS made (AWS Managed Policy
 * Reference, AmazonEBSCSIDriverEKSClusterScopedPolicy, AttachDetachVolumesToManuallyTaggedInstance).
 */
const OF_EBS_DRIVER = { "ebs.csi.aws.com/cluster-name": "analytics" };

const READY = { "pulumi.com/waitFor": "condition=Ready" };

/** Something that needs nodes. */
class Job extends pulumi.CustomResource {}

function karpenter(
    args: Partial<KarpenterArgs> = {},
    opts?: pulumi.ComponentResourceOptions,
): Karpenter {
    return new Karpenter("nodes", { cluster: someEksCluster(), ...args }, opts);
}

function isInCluster({ type }: Registered): boolean {
    return type.startsWith("kubernetes:");
}

describe("Karpenter", () => {
    let resources: Registered[];

    before(async () => {
        resources = await registerOnAws(() => karpenter());
    });

    it("consists of two releases, its AWS resources, and two objects for each pool", () => {
        assert.deepStrictEqual(
            resources.map(label).sort(),
            [
                ...AWS,
                ...AWS_PARTS,
                "EC2NodeClass nodes-driver-class",
                "EC2NodeClass nodes-executor-on-demand-class",
                "EC2NodeClass nodes-executor-spot-class",
                "Karpenter nodes",
                "NodePool nodes-driver",
                "NodePool nodes-executor-on-demand",
                "NodePool nodes-executor-spot",
                "Release nodes",
                "Release nodes-crds",
                // The cluster's provider.
                "kubernetes analytics",
            ].sort(),
        );
    });

    it("is the same in a preview", async () => {
        const preview = await registerOnAws(() => karpenter(), { preview: true });
        assert.deepStrictEqual(preview.map(label).sort(), resources.map(label).sort());
    });

    it("installs the pinned CRDs as a separate release, then the controller", () => {
        assert.deepStrictEqual(only(resources, RELEASE, "nodes-crds").inputs, {
            ...sources.karpenterCrdChart,
            name: "karpenter-crd",
            namespace: "kube-system",
            values: { additionalAnnotations: { "spark-platform.dev/stack": "project/stack" } },
            compat: "true",
        });
        assert.deepStrictEqual(only(resources, RELEASE, "nodes").inputs, {
            ...sources.karpenterChart,
            name: "karpenter",
            namespace: "kube-system",
            skipCrds: true,
            values: karpenterValues({
                clusterName: "analytics",
                interruptionQueue: "nodes-interruption-0a1b2c3",
                serviceAccount: "karpenter",
                systemNodes: 2,
                stack: "project/stack",
            }),
            compat: "true",
        });
    });

    it("creates a node class and a pool for each node pool, and waits for both", async () => {
        const shuffle: NodePoolArgs = {
            role: "executor",
            capacity: "spot",
            instanceTypes: ["r6id.4xlarge"],
            cpuLimit: 512,
            weight: 50,
            localStorage: true,
        };
        const driver: NodePoolArgs = { role: "driver", capacity: "on-demand" };
        const tags = { "cost-centre": "data" };
        const amiVersion = "v20260714";
        const made = await registerOnAws(() =>
            karpenter({ amiVersion, tags, nodePools: { driver, shuffle } }),
        );
        const nodeClass = ec2NodeClass("shuffle", shuffle, {
            subnetIds: ["subnet-a", "subnet-b"],
            securityGroupIds: ["sg-nodes"],
            instanceProfile: "nodes-node-0a1b2c3",
            amiVersion,
            tags: { ...tags, ...OF_EBS_DRIVER },
        });
        assert.deepStrictEqual(only(made, NODE_CLASS, "nodes-shuffle-class").inputs, {
            ...nodeClass,
            metadata: { name: "shuffle", annotations: READY },
        });
        const zones = ["eu-central-1a", "eu-central-1b"];
        assert.deepStrictEqual(only(made, NODE_POOL, "nodes-shuffle").inputs, {
            ...karpenterPool("shuffle", shuffle, { instanceTypes, zones }),
            metadata: { name: "shuffle", annotations: READY },
        });
    });

    it("is deleted in order: pools, their classes, the controller, then what it needs", () => {
        const edges = resources.filter(isInCluster).map((one) => [label(one), dependenciesOf(one)]);
        assert.deepStrictEqual(Object.fromEntries(edges), {
            "Release nodes-crds": [],
            "Release nodes": [...AWS, "Release nodes-crds"].sort(),
            ...Object.fromEntries(
                ["driver", "executor-spot", "executor-on-demand"].flatMap((pool) => [
                    [
                        `EC2NodeClass nodes-${pool}-class`,
                        ["InstanceProfile nodes-node", "Release nodes"],
                    ],
                    [`NodePool nodes-${pool}`, [`EC2NodeClass nodes-${pool}-class`]],
                ]),
            ),
        });
    });

    it("is deleted after everything that needs its nodes", async () => {
        const made = await registerOnAws(() => {
            const { ready } = karpenter();
            new Job("test:index:Job", "job", { ready });
        });
        assert.deepStrictEqual(dependenciesOf(only(made, "test:index:Job")), [
            "NodePool nodes-driver",
            "NodePool nodes-executor-on-demand",
            "NodePool nodes-executor-spot",
        ]);
    });

    it("waits for a class longer than Karpenter caches a denial, and for a deletion longer than pods may take", async () => {
        const timeouts: Record<string, pulumi.CustomTimeouts | undefined> = {};
        await registerOnAws(() =>
            karpenter(undefined, {
                transformations: [
                    ({ type, name, opts }) => {
                        if (type === NODE_POOL || type === NODE_CLASS) {
                            timeouts[name] = (opts as pulumi.CustomResourceOptions).customTimeouts;
                        }
                        return undefined;
                    },
                ],
            }),
        );
        const names = ["driver", "executor-spot", "executor-on-demand"].flatMap((pool) => [
            [`nodes-${pool}-class`, { create: "45m", update: "45m", delete: "40m" }],
            [`nodes-${pool}`, { delete: "40m" }],
        ]);
        assert.deepStrictEqual(timeouts, Object.fromEntries(names));
    });

    it("belongs to the component, and uses the provider of its cluster", () => {
        const parent = "urn:pulumi:stack::project::spark-platform:index:Karpenter::nodes";
        const others = resources.filter(
            (one) =>
                one.custom &&
                (one.parent !== parent ||
                    (isInCluster(one) && !one.provider.includes("::analytics::"))),
        );
        assert.deepStrictEqual(others.map(label), ["kubernetes analytics"]);
    });

    it("takes its charts and its image from elsewhere, and fits a single system node", async () => {
        const made = await registerOnAws(() =>
            karpenter({
                chart: "/charts/karpenter",
                crdChart: "oci://mirror.example.com/karpenter-crd",
                image: "mirror.example.com/karpenter:1.14.1",
                systemNodes: 1,
            }),
        );
        const crds = only(made, RELEASE, "nodes-crds").inputs;
        assert.deepStrictEqual(
            [crds.chart, crds.version],
            ["oci://mirror.example.com/karpenter-crd", "1.14.1"],
        );
        const { chart, version, values } = only(made, RELEASE, "nodes").inputs;
        assert.deepStrictEqual([chart, version], ["/charts/karpenter", undefined]);
        assert.deepStrictEqual(values.controller.image, {
            repository: "mirror.example.com/karpenter",
            tag: "1.14.1",
            digest: "",
        });
        assert.strictEqual(values.replicas, 1);
    });

    it("gives its nodes the cluster's tags, overridden by its own", async () => {
        const cluster = { tags: { "cost-centre": "none", owner: "platform" } };
        const made = await registerOnAws(() =>
            karpenter({ cluster: someEksCluster(cluster), tags: { "cost-centre": "data" } }),
        );
        const expected = { "cost-centre": "data", owner: "platform", ...OF_EBS_DRIVER };
        assert.deepStrictEqual(
            made.filter(({ type }) => type === NODE_CLASS).map(({ inputs }) => inputs.spec.tags),
            [expected, expected, expected],
        );
    });

    it("lets the EBS driver attach volumes to its nodes, whatever tags users set", async () => {
        const tags = { "ebs.csi.aws.com/cluster-name": "another" };
        for (const made of [resources, await registerOnAws(() => karpenter({ tags }))]) {
            const classes = made.filter(({ type }) => type === NODE_CLASS);
            assert.deepStrictEqual(
                classes.map(({ inputs }) => inputs.spec.tags),
                classes.map(() => OF_EBS_DRIVER),
            );
        }
    });

    it("can get its role from the service account's annotation", async () => {
        const made = await registerOnAws(() =>
            karpenter({ cluster: someEksCluster({ oidcProvider }), identity: "irsa" }),
        );
        assert.deepStrictEqual(only(made, RELEASE, "nodes").inputs.values.serviceAccount, {
            name: "karpenter",
            annotations: {
                "eks.amazonaws.com/role-arn":
                    "arn:aws:iam::111122223333:role/nodes-controller-0a1b2c3",
            },
        });
    });
});
