import assert from "node:assert/strict";
import { ClusterAutoscaler, ClusterConnection, Karpenter } from "../../../components";
import { someCluster } from "../../../testkit/cluster";
import { registerOnAws, someEksCluster } from "../../../testkit/onAws";
import { oidcProvider } from "../../../testkit/policyDocuments";

const DRIVER = { role: "driver", capacity: "on-demand" };

/** Of pools that are for drivers alone. */
const NO_EXECUTORS =
    'nodePools: has no pool for executors, so no job could run: add "executor: ' +
    '{role: executor, capacity: spot}"';

type Wrong = Record<string, unknown> & { on?: () => ClusterConnection };

/** What is wrong, and all that is said of it; `on` makes the cluster. */
const REFUSED_BY_BOTH: [string, Wrong, string[]][] = [
    [
        "an unknown key",
        { systemNode: 2, image: "" },
        [
            'systemNode: unknown key "systemNode"; did you mean "systemNodes"? (known: KNOWN)',
            'image: "" is not a non-empty string',
        ],
    ],
    [
        "an unknown identity, and half a system node",
        { identity: "podidentity", systemNodes: 0.5 },
        [
            'identity: unknown identity "podidentity"; did you mean "pod-identity"? ' +
                "(known: pod-identity, irsa)",
            "systemNodes: 0.5 is not a whole number of 1 or more",
        ],
    ],
    [
        "IRSA without an OIDC provider",
        { identity: "irsa" },
        [
            'identity: "irsa" needs the cluster\'s OIDC provider in IAM: set oidcProvider, ' +
                'or use "pod-identity"',
        ],
    ],
    [
        "tags that are not free",
        {
            tags: {
                "": "x",
                "aws:created-by": "me",
                "kubernetes.io/cluster/analytics": "owned",
                "kubernetes.io/clusters": "x",
                "eks:eks-cluster-name": "analytics",
                "karpenter.sh/nodepool": "driver",
                "karpenter.sh/nodeclaim": "x",
                "karpenter.k8s.aws/ec2nodeclass": "driver",
                team: [],
                "karpenter.sh/discovery": "analytics",
            },
        },
        [
            'tags[""]: a tag key cannot be empty',
            'tags["aws:created-by"]: tag keys that begin with "aws:" are reserved: choose ' +
                "another",
            'tags["kubernetes.io/cluster/analytics"]: tag keys that begin with ' +
                '"kubernetes.io/cluster" are reserved: choose another',
            'tags["kubernetes.io/clusters"]: tag keys that begin with ' +
                '"kubernetes.io/cluster" are reserved: choose another',
            'tags["eks:eks-cluster-name"]: "eks:eks-cluster-name" is a tag key that ' +
                "Karpenter sets itself: choose another",
            'tags["karpenter.sh/nodepool"]: "karpenter.sh/nodepool" is a tag key that ' +
                "Karpenter sets itself: choose another",
            'tags["karpenter.sh/nodeclaim"]: "karpenter.sh/nodeclaim" is a tag key that ' +
                "Karpenter sets itself: choose another",
            'tags["karpenter.k8s.aws/ec2nodeclass"]: "karpenter.k8s.aws/ec2nodeclass" is a ' +
                "tag key that Karpenter sets itself: choose another",
            "tags.team: [] is not a non-empty string",
        ],
    ],
    [
        "a zone without a subnet",
        { on: () => ({ ...someEksCluster(), zones: ["eu-central-1a", "eu-central-1c"] }) },
        [
            'cluster.zones: "eu-central-1c" has no subnet for nodes (zones with one: ' +
                "eu-central-1a, eu-central-1b)",
        ],
    ],
    [
        "pools that no job could use",
        { nodePools: { driver: { ...DRIVER, zones: ["eu-central-1x"] } } },
        [
            'nodePools.driver.zones[0]: unknown zone "eu-central-1x"; ' +
                'did you mean "eu-central-1a"? (known: eu-central-1a, eu-central-1b)',
            "nodePools: has no pool for drivers in eu-central-1a, where a job may be " +
                "placed: add the zone to a pool, or remove it from the cluster's zones",
            "nodePools: has no pool for drivers in eu-central-1b, where a job may be " +
                "placed: add the zone to a pool, or remove it from the cluster's zones",
            'nodePools: has no pool for executors, so no job could run: add "executor: ' +
                '{role: executor, capacity: spot}"',
        ],
    ],
    [
        "several mistakes, at once",
        { chart: {}, identity: "irsa", nodePools: "default" },
        [
            "chart: {} is not a non-empty string",
            'identity: "irsa" needs the cluster\'s OIDC provider in IAM: set oidcProvider, ' +
                'or use "pod-identity"',
            'nodePools: "default" is not a map of keys and values (e.g. { NAME: { role: driver, capacity: on-demand } })',
        ],
    ],
];

const NO_SUBNETS = {
    on: () => someEksCluster({ subnets: [] }),
    nodePools: { driver: DRIVER },
};
const OLD = { on: () => someEksCluster({ version: "1.29" }) };
const ELSEWHERE = { on: () => someCluster(), nodePools: { driver: DRIVER } };

const REFUSED_BY_KARPENTER: [string, Wrong, string[]][] = [
    [
        "a cluster without subnets for nodes",
        NO_SUBNETS,
        [
            "cluster.eks.subnets: is empty: nodes need a subnet in each of their zones",
            'nodePools: has no pool for executors, so no job could run: add "executor: ' +
                '{role: executor, capacity: spot}"',
        ],
    ],
    [
        "another cluster, and its pools",
        ELSEWHERE,
        [
            'cluster: is not an EKS cluster, but "karpenter" adds EC2 instances: pass an ' +
                "EKS cluster",
            NO_EXECUTORS,
        ],
    ],
    [
        "an unsupported version of Kubernetes",
        OLD,
        [
            'cluster.eks.version: Kubernetes "1.29" is not supported by Karpenter 1.14.1: ' +
                'use "1.33", "1.34", "1.35" or "1.36"',
        ],
    ],
    [
        "an image that is no release",
        { amiVersion: "latest", crdChart: "" },
        [
            'amiVersion: "latest" is not a release of the EKS AMI: use "v" and its date ' +
                '(e.g. "v20260724")',
            'crdChart: "" is not a non-empty string',
        ],
    ],
    [
        "an image with which nodes that pull in parallel never become ready",
        {
            amiVersion: "v20260505",
            nodePools: {
                driver: DRIVER,
                executor: { role: "executor", capacity: "spot", fastImagePull: true },
            },
        },
        [
            'amiVersion: "v20260505" is too old for fastImagePull (nodePools.executor): ' +
                "some releases before v20260512 ignore it, and with others nodes never become " +
                "ready. Use a newer release, or remove one of the two settings",
        ],
    ],
    [
        "numbers of nodes",
        {
            nodePools: {
                driver: { ...DRIVER, minNodes: 1 },
                executor: { role: "executor", capacity: "spot", maxNodes: 9 },
            },
        },
        [
            "nodePools.driver.minNodes: is for the node groups of Cluster Autoscaler, " +
                "which Karpenter does not use: remove it",
            "nodePools.executor.maxNodes: is for the node groups of Cluster Autoscaler, " +
                "which Karpenter does not use: use cpuLimit",
        ],
    ],
];

const REFUSED_BY_CLUSTER_AUTOSCALER: [string, Wrong, string[]][] = [
    [
        "a cluster without subnets for nodes",
        NO_SUBNETS,
        [
            "cluster.eks.subnets: is empty: nodes need a subnet in each of their zones",
            "nodePools.driver.zones: is missing: each zone gets its own node groups, and " +
                'the cluster\'s zones are not known (e.g. ["us-east-1a"])',
            'nodePools: has no pool for executors, so no job could run: add "executor: ' +
                '{role: executor, capacity: spot}"',
        ],
    ],
    [
        "another cluster, and its pools",
        ELSEWHERE,
        [
            'cluster: is not an EKS cluster, but "cluster-autoscaler" adds EC2 instances: ' +
                "pass an EKS cluster",
            NO_EXECUTORS,
        ],
    ],
    [
        "an unsupported version of Kubernetes",
        OLD,
        [
            'cluster.eks.version: Kubernetes "1.29" is not supported by Cluster ' +
                'Autoscaler: use "1.33", "1.34", "1.35" or "1.36"',
        ],
    ],
    [
        "settings of Karpenter",
        { amiVersion: "v20260724" },
        [
            'amiVersion: unknown key "amiVersion" (known: identity, systemNodes, tags, cluster, ' +
                "nodePools, chart, image)",
        ],
    ],
];

/** Tells whoever makes it all that is wrong. */
function refuses(
    subject: string,
    make: (args: Wrong, cluster: ClusterConnection) => unknown,
    known: string,
    cases: [string, Wrong, string[]][],
): void {
    for (const [name, { on = someEksCluster, ...args }, expected] of cases) {
        it(`refuses ${name}`, async () => {
            const count = expected.length === 1 ? "1 problem" : `${expected.length} problems`;
            const lines = expected.map((line) => `  ${line.replace("KNOWN", known)}`);
            await registerOnAws(() => {
                const cluster = on();
                assert.throws(() => make(args, cluster), {
                    message: [`${subject} "nodes" has ${count}:`, ...lines].join("\n"),
                });
            });
        });
    }
}

describe("a misconfigured Karpenter", () => {
    refuses(
        "Karpenter",
        (args, cluster) => new Karpenter("nodes", { cluster, ...args }),
        "identity, systemNodes, tags, amiVersion, cluster, nodePools, chart, crdChart, image",
        [...REFUSED_BY_BOTH, ...REFUSED_BY_KARPENTER],
    );

    it("is none with a subnet in each zone, and IRSA with an OIDC provider", async () => {
        await registerOnAws(() => {
            const cluster = { ...someEksCluster({ oidcProvider }), zones: ["eu-central-1b"] };
            new Karpenter("nodes", { cluster, identity: "irsa", tags: { "cost-centre": "data" } });
        });
    });
});

describe("a misconfigured ClusterAutoscaler", () => {
    refuses(
        "ClusterAutoscaler",
        (args, cluster) => new ClusterAutoscaler("nodes", { cluster, ...args }),
        "identity, systemNodes, tags, cluster, nodePools, chart, image",
        [...REFUSED_BY_BOTH, ...REFUSED_BY_CLUSTER_AUTOSCALER],
    );
});
