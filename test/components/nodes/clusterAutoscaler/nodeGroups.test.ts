import assert from "node:assert/strict";
import fc from "fast-check";
import {
    nameWithSubnets,
    nodeGroups,
} from "../../../../components/nodes/clusterAutoscaler/nodeGroups";
import { nodeGroupWarnings } from "../../../../components/nodes/clusterAutoscaler/nodeGroupWarnings";
import { nodeLaunchTemplate } from "../../../../components/nodes/clusterAutoscaler/nodeLaunchTemplate";
import { allocatable } from "../../../../components/nodes/instanceTypes/allocatable";
import { Architecture } from "../../../../components/nodes/instanceTypes/instanceTypes";
import { shapeGroups } from "../../../../components/nodes/pools/nodeGroupShapes";
import { NodePoolArgs, NodeRole } from "../../../../components/nodes/pools/nodePoolArgs";
import { DEFAULT_NODE_POOLS } from "../../../../components/nodes/pools/nodePoolDefaults";
import { arbitraryNodePools, nodeContext } from "../pools/arbitraryNodePool";
import { someTypes } from "../someTypes";

const context = { instanceTypes: someTypes, zones: ["us-east-1a", "us-east-1b"] };
const executor: NodePoolArgs = { role: "executor", capacity: "spot" };

/** Shapes of the groups with their types. */
function shapesOf(pool: Partial<NodePoolArgs>): Record<string, string> {
    const groups = shapeGroups({ ...executor, ...pool }, context);
    return Object.fromEntries(
        groups.map(({ vcpus, memoryMib, types }) => [
            `${vcpus}x${memoryMib / 1024}`,
            types.map(({ name }) => name).join(" "),
        ]),
    );
}

function groupsOf(pool: Partial<NodePoolArgs>) {
    return nodeGroups({ x: { ...executor, ...pool } }, context);
}

describe("the managed node groups", () => {
    it("exist for each zone and shape of a pool", () => {
        const [small, ...others] = nodeGroups(
            { "executor-spot": { ...executor, weight: 100 } },
            context,
        );
        assert.deepStrictEqual(small, {
            name: "executor-spot-us-east-1a-8x32-73a86c5b",
            pool: "executor-spot",
            zone: "us-east-1a",
            instanceTypes: ["m5.2xlarge", "m5d.2xlarge"],
            amiType: "AL2023_x86_64_STANDARD",
            capacityType: "SPOT",
            labels: {
                "spark-platform.dev/pool": "executor-spot",
                "spark-platform.dev/role": "executor",
                "spark-platform.dev/capacity": "spot",
            },
            taints: [
                { key: "spark-platform.dev/role", value: "executor", effect: "NO_SCHEDULE" },
                { key: "spark-platform.dev/capacity", value: "spot", effect: "NO_SCHEDULE" },
            ],
            tags: {
                "k8s.io/cluster-autoscaler/node-template/resources/cpu": "7910m",
                "k8s.io/cluster-autoscaler/node-template/resources/memory": "29317Mi",
                "k8s.io/cluster-autoscaler/node-template/resources/ephemeral-storage": "89Gi",
                "k8s.io/cluster-autoscaler/node-template/resources/pods": "58",
            },
            minSize: 0,
            maxSize: 450,
            weight: 100,
        });
        assert.deepStrictEqual(
            others.map(({ name }) => name),
            [
                "executor-spot-us-east-1b-8x32-aa11031a",
                "executor-spot-us-east-1a-16x128-f65fab92",
                "executor-spot-us-east-1b-16x128-e0825646",
            ],
        );
    });

    it("have few shapes if a pool names no types", () => {
        assert.deepStrictEqual(shapesOf({ role: "driver" }), {
            "4x16": "m5.xlarge",
            "16x64": "m5.4xlarge",
        });
        assert.deepStrictEqual(shapesOf({ arch: "arm64" }), {
            "8x32": "m7g.2xlarge",
            "16x128": "r7g.4xlarge",
        });
        assert.deepStrictEqual(shapesOf({ localStorage: true }), {
            "8x32": "m5d.2xlarge",
        });
    });

    it("have two sizes of each family", () => {
        assert.deepStrictEqual(shapesOf({ families: ["m5", "r5"] }), {
            "8x32": "m5.2xlarge",
            "16x64": "m5.4xlarge",
            "16x128": "r5.4xlarge",
        });
        assert.deepStrictEqual(shapesOf({ families: ["m8azn"] }), {
            "4x16": "m8azn.xlarge",
            "12x48": "m8azn.3xlarge",
        });
    });

    it("have named types in the order of their names", () => {
        const instanceTypes = ["m6id.2xlarge", "x2idn.16xlarge", "m5.2xlarge"];
        assert.deepStrictEqual(shapesOf({ instanceTypes }), {
            "8x32": "m6id.2xlarge m5.2xlarge",
            "64x1024": "x2idn.16xlarge",
        });
    });

    it("have common types by default, the cheapest first", () => {
        const typesOf = (pool: Partial<NodePoolArgs>) =>
            shapeGroups({ ...executor, ...pool }, nodeContext).map(({ types }) =>
                types.map(({ name }) => name).join(" "),
            );
        assert.deepStrictEqual(typesOf({}), [
            "m5.2xlarge m6i.2xlarge m5d.2xlarge",
            "r5.4xlarge r6i.4xlarge r5d.4xlarge",
        ]);
        assert.deepStrictEqual(typesOf({ arch: "arm64" }), [
            "m6g.2xlarge m7g.2xlarge m6gd.2xlarge",
            "r6g.4xlarge r7g.4xlarge r7gd.4xlarge",
        ]);
    });

    it("have at most twenty types", () => {
        const families = [...nodeContext.instanceTypes.values()]
            .filter(({ arch, vcpus, memoryMib }) => {
                return arch === "amd64" && vcpus === 8 && memoryMib === 32768;
            })
            .map(({ name }) => name.split(".")[0]!);
        assert.ok(families.length > 20);
        const groups = shapeGroups({ ...executor, families }, nodeContext);
        assert.strictEqual(groups[0]?.types.length, 20);
    });

    it("have two shapes by default, with any architecture and disks", () => {
        const shapes = Object.values(NodeRole).flatMap((role) =>
            Object.values(Architecture).flatMap((arch) =>
                [true, false].map((localStorage) => {
                    const pool = { ...executor, role, arch, localStorage };
                    return shapeGroups(pool, nodeContext).length;
                }),
            ),
        );
        assert.deepStrictEqual(shapes, [2, 2, 2, 2, 2, 2, 2, 2]);
    });

    it("stay within a pool's limits", () => {
        const sizes = (pool: Partial<NodePoolArgs>) =>
            groupsOf({ zones: ["us-east-1a"], ...pool }).map(
                ({ minSize, maxSize }) => `${minSize} ${maxSize}`,
            );
        assert.deepStrictEqual(sizes({ minNodes: 2, maxNodes: 5 }), ["2 5", "2 5"]);
        assert.deepStrictEqual(sizes({ cpuLimit: 40 }), ["0 5", "0 2"]);
        assert.deepStrictEqual(sizes({ cpuLimit: 40, minNodes: 3 }), ["3 5", "2 2"]);
        // The larger nodes do not fit at all.
        assert.deepStrictEqual(sizes({ cpuLimit: 15, minNodes: 1 }), ["1 1", "0 0"]);
    });

    it("are the same whatever a pool's limits are, so that no group is deleted with its nodes", () => {
        const fixed = (pool: Partial<NodePoolArgs>) =>
            groupsOf(pool).map(({ minSize: _min, maxSize: _max, ...others }) => others);
        const groups = fixed({});
        for (const limits of [{ cpuLimit: 15 }, { maxNodes: 1 }, { minNodes: 3, cpuLimit: 640 }]) {
            assert.deepStrictEqual(fixed(limits), groups);
        }
    });

    it("use local disks for what pods write", () => {
        const [group] = groupsOf({ localStorage: true, families: ["m6id", "m5d"] });
        assert.deepStrictEqual(group?.instanceTypes, ["m5d.2xlarge", "m6id.2xlarge"]);
        assert.strictEqual(
            group.tags["k8s.io/cluster-autoscaler/node-template/resources/ephemeral-storage"],
            `${allocatable(someTypes.get("m5d.2xlarge")!).ephemeralStorageGib}Gi`,
        );
    });

    it("get another name when an immutable setting changes", () => {
        const nameOf = (pool: Partial<NodePoolArgs>) => groupsOf(pool)[0]?.name;
        const name = nameOf({});
        assert.strictEqual(nameOf({ cpuLimit: 64, maxNodes: 9, weight: 5 }), name);
        const others = [
            { capacity: "on-demand" as const },
            { volumeSizeGib: 50 },
            { instanceTypes: ["m5.2xlarge"] },
            { localStorage: true },
            { zones: ["us-east-1b"] },
            { volumeThroughputMibps: 600 },
            { volumeThroughputMibps: 601 },
            { fastImagePull: true },
            { fastImagePull: true, localStorage: true },
        ].map(nameOf);
        assert.strictEqual(new Set([name, ...others]).size, 10);
        assert.strictEqual(nameOf({ fastImagePull: false, volumeThroughputMibps: 125 }), name);
    });

    it("get another name in AWS with other subnets, whatever their order", () => {
        const name = "executor-spot-us-east-1a-8x32-73a86c5b";
        const nameOf = (...ids: string[]) => nameWithSubnets(name, ids);
        assert.strictEqual(nameOf("subnet-a"), `${name}-f3e6d659`);
        assert.strictEqual(nameOf("subnet-b", "subnet-a"), nameOf("subnet-a", "subnet-b"));
        const names = [nameOf("subnet-a"), nameOf("subnet-b"), nameOf("subnet-a", "subnet-b")];
        assert.strictEqual(new Set(names).size, 3);
    });

    it("have valid, distinct names, and render deterministically", () => {
        const property = fc.property(arbitraryNodePools("cluster-autoscaler"), (pools) => {
            const groups = nodeGroups(pools, nodeContext);
            const names = groups.map(({ name }) => name);
            assert.strictEqual(new Set(names).size, names.length);
            assert.deepStrictEqual(nodeGroups(pools, nodeContext), groups);
            assert.deepStrictEqual(
                new Set(groups.map(({ pool }) => pool)),
                new Set(Object.keys(pools)),
            );
            for (const { name, instanceTypes, minSize, maxSize, tags } of groups) {
                const inAws = nameWithSubnets(name, ["subnet-0a1b2c3d4e5f60718"]);
                assert.match(inAws, /^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/);
                assert.ok(instanceTypes.length >= 1 && instanceTypes.length <= 20);
                assert.ok(0 <= minSize && minSize <= maxSize && maxSize <= 450);
                assert.ok(Object.values(tags).every((value) => /^[1-9]\d*(m|Mi|Gi)?$/.test(value)));
            }
        });
        fc.assert(property, { numRuns: 30 });
    });

    it("have nodes of one shape, and promise no more than each of them has", () => {
        const property = fc.property(arbitraryNodePools("cluster-autoscaler"), (pools) => {
            for (const { instanceTypes, tags } of nodeGroups(pools, nodeContext)) {
                const types = instanceTypes.map((name) => nodeContext.instanceTypes.get(name)!);
                const shapes = new Set(
                    types.map(({ vcpus, memoryMib }) => `${vcpus}/${memoryMib}`),
                );
                assert.strictEqual(shapes.size, 1);
                const promised = (resource: string) =>
                    parseInt(
                        tags[`k8s.io/cluster-autoscaler/node-template/resources/${resource}`] ?? "",
                    );
                for (const type of types) {
                    const { cpuMillis, memoryMib, pods } = allocatable(type);
                    assert.ok(promised("cpu") <= cpuMillis);
                    assert.ok(promised("memory") <= memoryMib);
                    assert.ok(promised("pods") <= pods);
                }
            }
        });
        fc.assert(property, { numRuns: 30 });
    });
});

const RAID0 = ["  instance:", "    localStorage:", "      strategy: RAID0"];
const PARALLEL = ["  featureGates:", "    FastImagePull: true"];

function decoded({ userData = "" }: { userData?: string }): string {
    return Buffer.from(userData, "base64").toString();
}

function nodeConfigWith(spec: string[]): string {
    return [
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="NODE"',
        "",
        "--NODE",
        "Content-Type: application/node.eks.aws",
        "",
        "apiVersion: node.eks.aws/v1alpha1",
        "kind: NodeConfig",
        "spec:",
        ...spec,
        "",
        "--NODE--",
        "",
    ].join("\n");
}

describe("the launch template of node groups", () => {
    it("has an encrypted volume, and metadata only for the host", () => {
        assert.deepStrictEqual(nodeLaunchTemplate(executor), {
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
                        volumeSize: 100,
                        encrypted: "true",
                        deleteOnTermination: "true",
                    },
                },
            ],
        });
    });

    it("joins local disks", () => {
        const template = nodeLaunchTemplate({ ...executor, localStorage: true });
        assert.strictEqual(decoded(template), nodeConfigWith(RAID0));
    });

    it("pulls images in parallel, to a volume that is fast enough", () => {
        const { userData, ...rest } = nodeLaunchTemplate({ ...executor, fastImagePull: true });
        assert.strictEqual(decoded({ userData }), nodeConfigWith(PARALLEL));
        const plain = nodeLaunchTemplate(executor);
        assert.deepStrictEqual(rest, {
            ...plain,
            blockDeviceMappings: [
                {
                    deviceName: "/dev/xvda",
                    ebs: {
                        volumeType: "gp3",
                        volumeSize: 100,
                        throughput: 600,
                        encrypted: "true",
                        deleteOnTermination: "true",
                    },
                },
            ],
        });
    });

    it("pulls images in parallel to local disks, which need no fast volume", () => {
        const disks = { ...executor, localStorage: true };
        const { userData, ...rest } = nodeLaunchTemplate({ ...disks, fastImagePull: true });
        assert.strictEqual(decoded({ userData }), nodeConfigWith([...PARALLEL, ...RAID0]));
        const { userData: _, ...plain } = nodeLaunchTemplate(disks);
        assert.deepStrictEqual(rest, plain);
    });
});

describe("warnings about node groups", () => {
    function warningsOf(pools: Record<string, NodePoolArgs>, zones: string[]): string[] {
        const groups = nodeGroups(pools, { ...nodeContext, zones });
        return nodeGroupWarnings("nodePools", pools, groups);
    }

    it("are none for the default pools in three zones", () => {
        assert.deepStrictEqual(warningsOf(DEFAULT_NODE_POOLS, ["a", "b", "c"]), []);
        assert.deepStrictEqual(warningsOf(DEFAULT_NODE_POOLS, ["a", "b", "c", "d"]), []);
    });

    it("appear when EKS' quota is almost reached", () => {
        assert.deepStrictEqual(warningsOf(DEFAULT_NODE_POOLS, ["a", "b", "c", "d", "e"]), [
            "nodePools: 30 managed node groups, but EKS allows 30 per cluster unless your " +
                "quota was raised: use fewer zones, families or instance types",
        ]);
    });

    it("appear when a limit does not apply to the whole pool", () => {
        assert.deepStrictEqual(warningsOf({ x: { ...executor, cpuLimit: 64 } }, ["a", "b"]), [
            "nodePools.x.cpuLimit: 64 vCPUs apply to each of the pool's 4 node groups, 256 " +
                "in total: Cluster Autoscaler can only limit single groups",
        ]);
        const one = { ...executor, cpuLimit: 64, instanceTypes: ["m5.2xlarge"] };
        assert.deepStrictEqual(warningsOf({ x: one }, ["a"]), []);
    });

    it("count the groups that can have nodes", () => {
        const onlySmall = { ...executor, cpuLimit: 8 };
        assert.deepStrictEqual(warningsOf({ x: onlySmall }, ["a", "b"]), [
            "nodePools.x.cpuLimit: 8 vCPUs apply to each of the pool's 2 node groups, 16 " +
                "in total: Cluster Autoscaler can only limit single groups",
        ]);
    });
});
