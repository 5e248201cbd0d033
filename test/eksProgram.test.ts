import assert from "node:assert/strict";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { label, needs, registerOnAws } from "./components/nodes/onAws";
import { Registered } from "./support/mocks";
import { configOf } from "./support/stackConfig";

const PROGRAM = path.join(__dirname, "..", "index");
const ZONE = "eu-central-1a";

async function run(stack: string, options = {}): Promise<Registered[]> {
    pulumi.runtime.setAllConfig(configOf(stack));
    delete require.cache[require.resolve(PROGRAM)];
    return registerOnAws(() => import(PROGRAM), options);
}

/** How many resources there are of each type. */
function countsOf(resources: Registered[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { type } of resources) {
        const [, , kind = type] = type.split(":");
        counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
}

/** Each needs the one after it: it is made later, and goes before it. */
const IN_CLUSTER = [
    "kubernetes cluster-provider",
    "Addon cluster-coredns",
    "NodeGroup cluster-system-nodes",
    "Addon cluster-vpc-cni",
    "Cluster cluster-eks",
    `Subnet cluster-network-private-${ZONE}`,
    "Vpc cluster-network",
];
const ORDERS: Record<string, string[][]> = {
    dev: [
        [
            "SparkApplication pi",
            "NodePool spark-karpenter-driver",
            "EC2NodeClass spark-karpenter-driver-class",
            "Release spark-karpenter",
            "Release spark-karpenter-crds",
            ...IN_CLUSTER,
        ],
        ["Release spark-karpenter", "PodIdentityAssociation spark-karpenter-controller"],
        ["Release spark-karpenter", "AccessEntry spark-karpenter-node", "Cluster cluster-eks"],
    ],
    staging: [
        ["SparkApplication pi", "Release spark-cluster-autoscaler", ...IN_CLUSTER],
        [
            "Release spark-cluster-autoscaler",
            "PodIdentityAssociation spark-cluster-autoscaler-controller",
            "Cluster cluster-eks",
        ],
    ],
};

describe("the program on EKS", () => {
    const made = new Map<string, Registered[]>();
    const of = (stack: string) => made.get(stack) ?? assert.fail(stack);

    before(async () => {
        for (const stack of Object.keys(ORDERS)) {
            made.set(stack, await run(stack));
        }
    });

    after(() => pulumi.runtime.setAllConfig({}));

    it("is a cluster in three zones, Karpenter and a job for stack dev", () => {
        assert.deepStrictEqual(countsOf(of("dev")), {
            AccessEntry: 1,
            Addon: 5,
            Cluster: 1,
            ConfigMap: 4,
            DefaultSecurityGroup: 1,
            EC2NodeClass: 3,
            Eip: 1,
            EksCluster: 1,
            EventRule: 5,
            EventTarget: 5,
            InstanceProfile: 1,
            InternetGateway: 1,
            Karpenter: 1,
            LaunchTemplate: 1,
            Namespace: 2,
            NatGateway: 1,
            Network: 1,
            NetworkPolicy: 4,
            NodeGroup: 1,
            NodePool: 3,
            PodIdentityAssociation: 1,
            Policy: 6,
            PriorityClass: 2,
            Queue: 1,
            QueuePolicy: 1,
            Release: 4,
            Role: 5,
            RoleBinding: 1,
            RolePolicyAttachment: 15,
            Route: 4,
            RouteTable: 4,
            RouteTableAssociation: 6,
            ServiceAccount: 1,
            SparkApplication: 2,
            SparkOperator: 1,
            SparkPlatform: 1,
            SparkTeam: 1,
            StorageClass: 1,
            Subnet: 6,
            Vpc: 1,
            VpcEndpoint: 1,
            kubernetes: 1,
        });
    });

    it("is a cluster in three zones, Cluster Autoscaler and a job for stack staging", () => {
        assert.deepStrictEqual(countsOf(of("staging")), {
            Addon: 5,
            Cluster: 1,
            ClusterAutoscaler: 1,
            ConfigMap: 4,
            DefaultSecurityGroup: 1,
            Eip: 1,
            EksCluster: 1,
            InternetGateway: 1,
            LaunchTemplate: 4,
            LimitRange: 1,
            Namespace: 2,
            NatGateway: 1,
            Network: 1,
            NetworkPolicy: 4,
            NodeGroup: 19,
            PodIdentityAssociation: 1,
            Policy: 1,
            PriorityClass: 2,
            Release: 3,
            ResourceQuota: 2,
            Role: 5,
            RoleBinding: 1,
            RolePolicyAttachment: 10,
            Route: 4,
            RouteTable: 4,
            RouteTableAssociation: 6,
            ServiceAccount: 1,
            SparkApplication: 2,
            SparkOperator: 1,
            SparkPlatform: 1,
            SparkTeam: 1,
            StorageClass: 1,
            Subnet: 6,
            Vpc: 1,
            VpcEndpoint: 1,
            kubernetes: 1,
        });
    });

    for (const [stack, orders] of Object.entries(ORDERS)) {
        it(`has an order that destroys all of stack ${stack} without a rest`, () => {
            const chain = orders.flatMap((order) => [
                ...order.slice(1).map((after, index) => [order[index] ?? "", after] as const),
            ]);
            const way = [
                ["NodeGroup cluster-system-nodes", `Route cluster-network-private-${ZONE}`],
                [`Route cluster-network-private-${ZONE}`, `NatGateway cluster-network-${ZONE}`],
                ["NodeGroup cluster-system-nodes", "VpcEndpoint cluster-network-s3"],
            ] as const;
            const broken = [...chain, ...way].filter(
                ([before, after]) => !needs(of(stack), before, after),
            );
            assert.deepStrictEqual(broken, []);
        });

        it(`keeps the network of stack ${stack} until its last node group is gone`, () => {
            const groups = of(stack)
                .map(label)
                .filter((name) => name.startsWith("NodeGroup "));
            const needed = [
                "Addon cluster-vpc-cni",
                `Route cluster-network-private-${ZONE}`,
                `RouteTableAssociation cluster-network-private-${ZONE}`,
                "VpcEndpoint cluster-network-s3",
            ];
            const pairs = groups.flatMap((group) => needed.map((other) => [group, other] as const));
            assert.ok(pairs.length > 0);
            assert.deepStrictEqual(
                pairs.filter(([group, other]) => !needs(of(stack), group, other)),
                [],
            );
        });

        it(`makes the same resources in a preview of stack ${stack}`, async () => {
            const preview = await run(stack, { preview: true });
            assert.deepStrictEqual(preview.map(label).sort(), of(stack).map(label).sort());
        });
    }
});
