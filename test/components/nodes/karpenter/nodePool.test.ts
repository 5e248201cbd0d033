import assert from "node:assert/strict";
import fc from "fast-check";
import { InstanceType } from "../../../../components/nodes/instanceTypes/instanceTypes";
import { ec2NodeClass } from "../../../../components/nodes/karpenter/ec2NodeClass";
import { karpenterPool } from "../../../../components/nodes/karpenter/nodePool";
import { groupTypes } from "../../../../components/nodes/pools/nodeGroupShapes";
import { NodePoolArgs } from "../../../../components/nodes/pools/nodePoolArgs";
import { DEFAULT_NODE_POOLS } from "../../../../components/nodes/pools/nodePoolDefaults";
import { poolTypes } from "../../../../components/nodes/pools/poolTypes";
import { arbitraryNodePools, nodeContext } from "../pools/arbitraryNodePool";
import { allows } from "../requirements";
import { someTypes } from "../someTypes";

const context = { instanceTypes: someTypes };
const executor: NodePoolArgs = { role: "executor", capacity: "spot" };
const aws = {
    subnetIds: ["subnet-1", "subnet-2"],
    securityGroupIds: ["sg-1"],
    instanceProfile: "nodes",
    amiVersion: "v20260714",
};

function requirementsOf(pool: Partial<NodePoolArgs>, zones?: string[]): string[] {
    const { spec } = karpenterPool("x", { ...executor, ...pool }, { ...context, zones });
    return spec.template.spec.requirements.map(
        ({ key, operator, values }) => `${key} ${operator} ${values.join(",")}`,
    );
}

const LINUX_SPOT = ["kubernetes.io/os In linux", "karpenter.sh/capacity-type In spot"];
const SIZES = ["karpenter.k8s.aws/instance-cpu Gt 3", "karpenter.k8s.aws/instance-cpu Lt 33"];

describe("Karpenter's NodePool", () => {
    it("for drivers keeps nodes that have one", () => {
        const { driver } = DEFAULT_NODE_POOLS;
        assert.deepStrictEqual(karpenterPool("driver", driver!, context), {
            apiVersion: "karpenter.sh/v1",
            kind: "NodePool",
            metadata: { name: "driver" },
            spec: {
                template: {
                    metadata: {
                        labels: {
                            "spark-platform.dev/pool": "driver",
                            "spark-platform.dev/role": "driver",
                            "spark-platform.dev/capacity": "on-demand",
                        },
                    },
                    spec: {
                        nodeClassRef: {
                            group: "karpenter.k8s.aws",
                            kind: "EC2NodeClass",
                            name: "driver",
                        },
                        requirements: [
                            { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
                            { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
                            {
                                key: "karpenter.sh/capacity-type",
                                operator: "In",
                                values: ["on-demand"],
                            },
                            {
                                key: "karpenter.k8s.aws/instance-category",
                                operator: "In",
                                values: ["c", "m", "r"],
                            },
                            {
                                key: "karpenter.k8s.aws/instance-generation",
                                operator: "Gt",
                                values: ["4"],
                            },
                            {
                                key: "karpenter.k8s.aws/instance-capability-flex",
                                operator: "NotIn",
                                values: ["true"],
                            },
                            {
                                key: "karpenter.k8s.aws/instance-cpu",
                                operator: "Gt",
                                values: ["1"],
                            },
                            {
                                key: "karpenter.k8s.aws/instance-cpu",
                                operator: "Lt",
                                values: ["17"],
                            },
                        ],
                        taints: [
                            {
                                key: "spark-platform.dev/role",
                                value: "driver",
                                effect: "NoSchedule",
                            },
                        ],
                        expireAfter: "Never",
                        terminationGracePeriod: "30m",
                    },
                },
                disruption: {
                    consolidationPolicy: "WhenEmpty",
                    consolidateAfter: "2m",
                    budgets: [
                        { nodes: "100%", reasons: ["Empty"] },
                        { nodes: "0", reasons: ["Drifted"] },
                    ],
                },
            },
        });
    });

    it("for executors lets a few outdated nodes be replaced, and expire", () => {
        const { spec } = karpenterPool("x", { ...executor, weight: 100, cpuLimit: 512 }, context);
        const { template, disruption, limits, weight } = spec;
        assert.deepStrictEqual(disruption, {
            consolidationPolicy: "WhenEmpty",
            consolidateAfter: "2m",
            budgets: [
                { nodes: "100%", reasons: ["Empty"] },
                { nodes: "10%", reasons: ["Drifted"] },
            ],
        });
        assert.deepStrictEqual(limits, { cpu: "512" });
        assert.strictEqual(weight, 100);
        assert.strictEqual(template.spec.expireAfter, "720h");
        assert.deepStrictEqual(template.spec.taints, [
            { key: "spark-platform.dev/role", value: "executor", effect: "NoSchedule" },
            { key: "spark-platform.dev/capacity", value: "spot", effect: "NoSchedule" },
        ]);
    });

    it("chooses from families in sizes that fit", () => {
        assert.deepStrictEqual(requirementsOf({ families: ["m7g", "r7g"] }), [
            "kubernetes.io/arch In arm64",
            ...LINUX_SPOT,
            "karpenter.k8s.aws/instance-family In m7g,r7g",
            ...SIZES,
        ]);
    });

    it("chooses from types of any size", () => {
        const instanceTypes = ["x2idn.16xlarge", "m5d.2xlarge"];
        assert.deepStrictEqual(requirementsOf({ instanceTypes, localStorage: true }), [
            "kubernetes.io/arch In amd64",
            ...LINUX_SPOT,
            "node.kubernetes.io/instance-type In x2idn.16xlarge,m5d.2xlarge",
            "karpenter.k8s.aws/instance-local-nvme Gt 0",
        ]);
    });

    it("has the zones of the pool, or else of the cluster", () => {
        const cluster = ["a", "b"];
        const zones = (pool: Partial<NodePoolArgs>) =>
            requirementsOf(pool, cluster).filter((line) => line.includes("zone"));
        assert.deepStrictEqual(zones({}), ["topology.kubernetes.io/zone In a,b"]);
        assert.deepStrictEqual(zones({ zones: ["b"] }), ["topology.kubernetes.io/zone In b"]);
    });

    it("takes another node class, and nothing else changes", () => {
        const other = { group: "karpenter.kwok.sh", kind: "KWOKNodeClass", name: "default" };
        const onAws = karpenterPool("x", executor, context);
        const simulated = karpenterPool("x", executor, context, other);
        assert.deepStrictEqual(simulated.spec.template.spec.nodeClassRef, other);
        simulated.spec.template.spec.nodeClassRef = onAws.spec.template.spec.nodeClassRef;
        assert.deepStrictEqual(simulated, onAws);
    });

    it("allows the types that the library thinks it allows, and no others", () => {
        const all = [...nodeContext.instanceTypes.values()];
        const names = (types: InstanceType[]) => types.map(({ name }) => name).sort();
        const property = fc.property(arbitraryNodePools("karpenter"), (pools) => {
            for (const [name, pool] of Object.entries(pools)) {
                const { requirements } = karpenterPool(name, pool, nodeContext).spec.template.spec;
                const allowed = all.filter((type) => allows(requirements, type));
                assert.deepStrictEqual(names(allowed), names(poolTypes(pool, nodeContext)));
                const inGroups = groupTypes(pool, nodeContext);
                assert.ok(inGroups.length > 0);
                assert.ok(inGroups.every((type) => allowed.includes(type)));
            }
        });
        fc.assert(property, { numRuns: 20 });
    });

    it("and its node class conform to the CRDs", () => {
        const property = fc.property(arbitraryNodePools("karpenter"), (pools) => {
            for (const [name, pool] of Object.entries(pools)) {
                const nodePool = karpenterPool(name, pool, nodeContext);
                assertNodePool(nodePool);
                const { blockDeviceMappings } = ec2NodeClass(name, pool, aws).spec;
                assert.match(blockDeviceMappings[0]!.ebs.volumeSize, VOLUME_SIZE);
                assert.deepStrictEqual(karpenterPool(name, pool, nodeContext), nodePool);
            }
        });
        fc.assert(property, { numRuns: 50 });
    });
});

/** Patterns of aws/karpenter-provider-aws v1.14.1, pkg/apis/crds. */
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const KEY =
    /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const VOLUME_SIZE = /^([1-9][0-9]{0,3}|[1-4][0-9]{4}|5[0-8][0-9]{3}|59000)Gi$/;
const QUANTITY = /^[0-9]+$/;

function assertNodePool({ metadata, spec }: ReturnType<typeof karpenterPool>): void {
    const { template, limits, weight = 1 } = spec;
    assert.match(metadata.name, NAME);
    assert.ok(metadata.name.length <= 63);
    assert.ok(weight >= 1 && weight <= 100);
    assert.match(limits?.cpu ?? "0", QUANTITY);
    assert.ok(template.spec.requirements.length <= 100);
    for (const { key, operator, values } of template.spec.requirements) {
        assert.match(key, KEY);
        assert.ok(values.length > 0);
        assert.ok(values.every((value) => value.length <= 63 && VALUE.test(value)));
        if (operator === "Gt" || operator === "Lt") {
            assert.strictEqual(values.length, 1);
            assert.ok(Number.isInteger(Number(values[0])) && Number(values[0]) >= 0);
        }
    }
    for (const [key, value] of Object.entries(template.metadata.labels)) {
        assert.match(key, KEY);
        assert.match(value, VALUE);
        assert.doesNotMatch(key, /^(karpenter\.sh|karpenter\.k8s\.aws|kubernetes\.io)\//);
    }
}

describe("Karpenter's EC2NodeClass", () => {
    it("has a fixed image, an encrypted volume, and metadata only for the host", () => {
        assert.deepStrictEqual(ec2NodeClass("executor-spot", executor, aws), {
            apiVersion: "karpenter.k8s.aws/v1",
            kind: "EC2NodeClass",
            metadata: { name: "executor-spot" },
            spec: {
                amiSelectorTerms: [{ alias: "al2023@v20260714" }],
                instanceProfile: "nodes",
                subnetSelectorTerms: [{ id: "subnet-1" }, { id: "subnet-2" }],
                securityGroupSelectorTerms: [{ id: "sg-1" }],
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
                            volumeSize: "100Gi",
                            encrypted: true,
                            deleteOnTermination: true,
                        },
                    },
                ],
            },
        });
    });

    it("joins local disks, and has a small volume beside them", () => {
        const tags = { owner: "data" };
        const pool = { ...executor, localStorage: true };
        const { spec } = ec2NodeClass("x", pool, { ...aws, tags });
        assert.strictEqual(spec.instanceStorePolicy, "RAID0");
        assert.strictEqual(spec.blockDeviceMappings[0]?.ebs.volumeSize, "20Gi");
        assert.deepStrictEqual(spec.tags, tags);
    });

    it("pulls images in parallel, to a volume that is fast enough", () => {
        const pool = { ...executor, fastImagePull: true };
        const plain = ec2NodeClass("x", executor, aws);
        assert.deepStrictEqual(ec2NodeClass("x", pool, aws), {
            ...plain,
            spec: {
                ...plain.spec,
                blockDeviceMappings: [
                    {
                        deviceName: "/dev/xvda",
                        ebs: {
                            volumeType: "gp3",
                            volumeSize: "100Gi",
                            throughput: 600,
                            encrypted: true,
                            deleteOnTermination: true,
                        },
                    },
                ],
                userData: [
                    "MIME-Version: 1.0",
                    'Content-Type: multipart/mixed; boundary="NODE"',
                    "",
                    "--NODE",
                    "Content-Type: application/node.eks.aws",
                    "",
                    "apiVersion: node.eks.aws/v1alpha1",
                    "kind: NodeConfig",
                    "spec:",
                    "  featureGates:",
                    "    FastImagePull: true",
                    "",
                    "--NODE--",
                    "",
                ].join("\n"),
            },
        });
    });

    it("pulls to local disks, too, and leaves those to Karpenter", () => {
        const pool = { ...executor, fastImagePull: true };
        const disks = { ...executor, localStorage: true };
        const { spec } = ec2NodeClass("x", { ...pool, ...disks }, aws);
        const { userData } = ec2NodeClass("x", pool, aws).spec;
        assert.deepStrictEqual(spec, { ...ec2NodeClass("x", disks, aws).spec, userData });
    });

    it("gives a volume the IOPS that its throughput needs", () => {
        const volume = (pool: Partial<NodePoolArgs>) => {
            const [mapping] = ec2NodeClass("x", { ...executor, ...pool }, aws).spec
                .blockDeviceMappings;
            const { throughput, iops } = mapping!.ebs;
            return [throughput, iops];
        };
        assert.deepStrictEqual(volume({ volumeThroughputMibps: 125 }), [undefined, undefined]);
        assert.deepStrictEqual(volume({ volumeThroughputMibps: 750 }), [750, undefined]);
        assert.deepStrictEqual(volume({ volumeThroughputMibps: 751 }), [751, 3004]);
        assert.deepStrictEqual(
            volume({ volumeThroughputMibps: 1000, fastImagePull: true }),
            [1000, 4000],
        );
        assert.deepStrictEqual(volume({ volumeThroughputMibps: 300, localStorage: true }), [
            300,
            undefined,
        ]);
    });

    it("has the volume that the pool asks for", () => {
        const pool = { ...executor, localStorage: true, volumeSizeGib: 300 };
        const [mapping] = ec2NodeClass("x", pool, aws).spec.blockDeviceMappings;
        assert.strictEqual(mapping?.ebs.volumeSize, "300Gi");
    });
});
