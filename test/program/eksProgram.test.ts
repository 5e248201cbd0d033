import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Registered } from "../../testkit/mocks";
import { label, needs } from "../../testkit/onAws";
import { programOnAws } from "../../testkit/programOnAws";
import { configOf } from "../../testkit/stackConfig";

const ZONE = "eu-central-1a";

async function run(stack: string, options = {}, changes = {}): Promise<Registered[]> {
    return programOnAws({ ...configOf(stack), ...changes }, options);
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

    it("gives jobs a role before they run, and takes it after their end", async () => {
        const teams = { processing: { access: [{ bucket: "example-lake", mode: "read-write" }] } };
        const resources = await run("dev", {}, { "spark-platform:teams": JSON.stringify(teams) });
        const association = "PodIdentityAssociation spark-processing-jobs";
        const order = [
            ["SparkApplication pi", association],
            ["SparkApplication pi", "RolePolicyAttachment spark-processing-buckets"],
            [association, "Cluster cluster-eks"],
        ] as const;
        assert.deepStrictEqual(
            order.filter(([before, after]) => !needs(resources, before, after)),
            [],
        );
    });
});
