import assert from "node:assert/strict";
import fc from "fast-check";
import { Autoscaler } from "../../../../components/nodes/pools/autoscaler";
import { DEFAULT_NODE_POOLS } from "../../../../components/nodes/pools/nodePoolDefaults";
import { nodePoolsCheck } from "../../../../components/nodes/pools/nodePoolProblems";
import { NodePoolContext } from "../../../../components/nodes/pools/poolTypes";
import { Problems } from "../../../../components/validation/problems";
import { someTypes } from "../someTypes";
import { arbitraryNodePools, nodeContext } from "./arbitraryNodePool";

const { Karpenter, ClusterAutoscaler, None } = Autoscaler;
const ZONES = ["us-east-1a", "us-east-1b"];

function problemsOf(
    pools: unknown,
    autoscaler: Autoscaler = Karpenter,
    context: Partial<NodePoolContext> = {},
): string[] {
    const problems = new Problems();
    const all = { autoscaler, instanceTypes: someTypes, zones: ZONES, ...context };
    nodePoolsCheck(all)(pools, "nodePools", problems);
    return problems.list();
}

/** What is wrong with one pool for executors, beside default ones. */
function problemsOfPool(
    pool: object,
    autoscaler?: Autoscaler,
    context?: Partial<NodePoolContext>,
): string[] {
    const x = { role: "executor", capacity: "on-demand", ...pool };
    return problemsOf({ ...DEFAULT_NODE_POOLS, x }, autoscaler, context);
}

/** Keys of a pool, and all that is wrong with them. */
const REFUSED: [string, object, string[], Autoscaler?][] = [
    [
        "an unknown key",
        { familys: ["m5"] },
        [
            'nodePools.x.familys: unknown key "familys"; did you mean "families"? (known: role, ' +
                "capacity, zones, families, instanceTypes, arch, cpuLimit, minNodes, maxNodes, " +
                "weight, localStorage, volumeSizeGib, volumeThroughputMibps, fastImagePull)",
        ],
    ],
    [
        "no role and capacity",
        { role: undefined, capacity: undefined },
        ["nodePools.x.role: is missing", "nodePools.x.capacity: is missing"],
    ],
    [
        "unknown words",
        { role: "drivers", capacity: "spots", arch: "arm" },
        [
            'nodePools.x.role: unknown role "drivers"; did you mean "driver"? ' +
                "(known: driver, executor)",
            'nodePools.x.capacity: unknown capacity "spots"; did you mean "spot"? ' +
                "(known: on-demand, spot)",
            'nodePools.x.arch: unknown architecture "arm"; did you mean "arm64"? (known: amd64, arm64)',
        ],
    ],
    [
        "numbers out of range",
        { weight: 0, cpuLimit: 0, volumeSizeGib: 8, maxNodes: 0, minNodes: -1 },
        [
            "nodePools.x.weight: 0 is not a whole number from 1 to 100",
            "nodePools.x.cpuLimit: 0 is not a whole number of 1 or more",
            "nodePools.x.volumeSizeGib: 8 is not a whole number from 20 to 16384",
            "nodePools.x.maxNodes: 0 is not a whole number of 1 or more",
            "nodePools.x.minNodes: -1 is not a whole number of 0 or more",
        ],
    ],
    [
        "a volume with less throughput than gp3 has",
        { volumeThroughputMibps: 124 },
        ["nodePools.x.volumeThroughputMibps: 124 is not a whole number from 125 to 1000"],
    ],
    [
        "a volume with more throughput than Karpenter documents",
        { volumeThroughputMibps: 1001 },
        ["nodePools.x.volumeThroughputMibps: 1001 is not a whole number from 125 to 1000"],
    ],
    [
        "parallel pulls to a slow volume",
        { fastImagePull: true, volumeThroughputMibps: 599 },
        [
            "nodePools.x.volumeThroughputMibps: 599 is too low for fastImagePull, which " +
                "may be slower than normal pulls below 600 MiB/s: use 600 or more, or remove it",
        ],
    ],
    [
        "parallel pulls as text",
        { fastImagePull: "yes", instanceTypes: ["m5.large"] },
        ['nodePools.x.fastImagePull: "yes" is not true or false'],
    ],
    [
        "parallel pulls on nodes that ignore it",
        { fastImagePull: true, instanceTypes: ["m5.large"] },
        [
            "nodePools.x.fastImagePull: has no effect on nodes with fewer than 4 vCPUs or " +
                "less than 7 GiB of memory, and the pool has only such nodes (m5.large): use " +
                "larger types, or remove it",
        ],
    ],
    [
        "a weight that Karpenter does not know",
        { weight: 101 },
        ["nodePools.x.weight: 101 is not a whole number from 1 to 100"],
    ],
    [
        "a weight between two",
        { weight: 1.5 },
        ["nodePools.x.weight: 1.5 is not a whole number from 1 to 100"],
    ],
    [
        "lists that say nothing",
        { zones: [], families: ["m5", "m5"] },
        [
            "nodePools.x.zones: is empty: list some, or omit it",
            'nodePools.x.families: lists "m5" twice: keep one of them',
        ],
    ],
    [
        "what is not a name",
        { instanceTypes: ["m5 large", 5] },
        [
            'nodePools.x.instanceTypes[0]: "m5 large" is not a name: ' +
                'use up to 63 letters, digits, "-", "_" and "."',
            'nodePools.x.instanceTypes[1]: 5 is not a name: use up to 63 letters, digits, "-", ' +
                '"_" and "."',
        ],
    ],
    [
        "a flag as text",
        { localStorage: "yes" },
        ['nodePools.x.localStorage: "yes" is not true or false'],
    ],
    [
        "a zone that the cluster does not have",
        { zones: ["us-east-1a", "us-east-1d"] },
        [
            'nodePools.x.zones[1]: unknown zone "us-east-1d"; did you mean "us-east-1a"? ' +
                "(known: us-east-1a, us-east-1b)",
        ],
    ],
    [
        "an unknown size of a family",
        { instanceTypes: ["m5.xlarge", "m5.4xlrage"] },
        [
            'nodePools.x.instanceTypes[1]: unknown instance type "m5.4xlrage"; ' +
                'did you mean "m5.4xlarge"? (known: m5.large, m5.xlarge, m5.2xlarge, m5.4xlarge)',
        ],
    ],
    [
        "an unknown family",
        { families: ["m55"] },
        [
            'nodePools.x.families[0]: unknown instance family "m55"; did you mean "m5"? ' +
                "(known: m5, m5d, m6id, m7i-flex, m7g, m8azn)",
        ],
    ],
    [
        "a type of an unknown family",
        { instanceTypes: ["r55.4xlarge"] },
        [
            'nodePools.x.instanceTypes[0]: unknown instance family "r55"; did you mean "r5"? ' +
                "(known: r5, r7g)",
        ],
    ],
    [
        "a family that is not like any other",
        { families: ["t3"] },
        [
            'nodePools.x.families[0]: "t3" is not a supported instance family (supported ' +
                "categories: i, m, r, x)",
        ],
    ],
    [
        "a family without nodes of a fitting size",
        { families: ["m5", "x2idn"] },
        [
            'nodePools.x.families[1]: "x2idn" has no size from 4 to 32 vCPUs, as used for ' +
                "executors: list its types in instanceTypes",
        ],
    ],
    [
        "families and types",
        { families: ["m5"], instanceTypes: ["m5.xlarge"] },
        ["nodePools.x.instanceTypes: cannot be combined with families: keep one of them"],
    ],
    [
        "an architecture that the types do not have",
        { arch: "arm64", instanceTypes: ["m7g.xlarge", "m5.xlarge", "m5.2xlarge"] },
        [
            'nodePools.x.arch: "arm64" does not match m5.xlarge, m5.2xlarge, which is ' +
                "amd64: use other types, or omit arch",
        ],
    ],
    [
        "an architecture that a family does not have",
        { arch: "amd64", families: ["m5", "m7g"] },
        [
            'nodePools.x.arch: "amd64" does not match m7g, which is arm64: use other ' +
                "types, or omit arch",
        ],
    ],
    [
        "types of two architectures",
        { instanceTypes: ["m5.xlarge", "m7g.xlarge"] },
        [
            "nodePools.x.instanceTypes: mixes m7g.xlarge (arm64) with types for amd64: use " +
                "a separate pool for each architecture, since an image is built for one of them",
        ],
    ],
    [
        "local storage on types without disks",
        { localStorage: true, instanceTypes: ["m5d.2xlarge", "m5.2xlarge"] },
        [
            "nodePools.x.localStorage: needs local NVMe disks, but m5.2xlarge has none: " +
                'use other types (most have a "d" in their name, e.g. "m6id", "r7gd")',
        ],
    ],
    [
        "local storage on a family without disks",
        { localStorage: true, families: ["m5"] },
        [
            "nodePools.x.localStorage: needs local NVMe disks, but m5 has none: use other " +
                'types (most have a "d" in their name, e.g. "m6id", "r7gd")',
        ],
    ],
    [
        "a limit below one node",
        { cpuLimit: 3, families: ["m5"] },
        [
            "nodePools.x.cpuLimit: 3 is smaller than the pool's smallest node (m5.xlarge " +
                "has 4 vCPUs)",
        ],
    ],
    [
        "a limit below the smallest node group",
        { cpuLimit: 7, families: ["m5"] },
        [
            "nodePools.x.cpuLimit: 7 is smaller than the pool's smallest node (m5.2xlarge " +
                "has 8 vCPUs)",
        ],
        ClusterAutoscaler,
    ],
    [
        "more nodes at least than at most",
        { minNodes: 5, maxNodes: 3 },
        ["nodePools.x.minNodes: 5 is more than maxNodes (3)"],
        ClusterAutoscaler,
    ],
    [
        "more nodes than AWS allows a group",
        { minNodes: 451, maxNodes: 1000 },
        [
            "nodePools.x.minNodes: 451 is more than the 450 nodes that EKS allows in a " +
                "node group: use more zones or types, or add another pool",
            "nodePools.x.maxNodes: 1000 is more than the 450 nodes that EKS allows in a " +
                "node group: use more zones or types, or add another pool",
        ],
        ClusterAutoscaler,
    ],
    [
        "more nodes at least than the limit allows",
        { minNodes: 3, cpuLimit: 16, families: ["m5"] },
        [
            "nodePools.x.minNodes: 3 nodes are more than cpuLimit (16) allows " +
                "(m5.2xlarge has 8 vCPUs)",
        ],
        ClusterAutoscaler,
    ],
    [
        "numbers of nodes for Karpenter",
        { minNodes: 1, maxNodes: 3 },
        [
            "nodePools.x.minNodes: is for the node groups of Cluster Autoscaler, which " +
                "Karpenter does not use: remove it",
            "nodePools.x.maxNodes: is for the node groups of Cluster Autoscaler, which " +
                "Karpenter does not use: use cpuLimit",
        ],
    ],
    [
        "drivers on spot",
        { role: "driver", capacity: "spot" },
        [
            'nodePools.x.capacity: cannot be "spot" for drivers: a job ends with its ' +
                "driver, so drivers are never placed on nodes that can be interrupted; use " +
                '"on-demand"',
        ],
    ],
];

describe("node pools", () => {
    for (const [what, pool, expected, autoscaler] of REFUSED) {
        it(`refuse ${what}`, () => {
            assert.deepStrictEqual(problemsOfPool(pool, autoscaler), expected);
        });
    }

    it("accept the default ones under any autoscaler", () => {
        for (const autoscaler of Object.values(Autoscaler)) {
            assert.deepStrictEqual(problemsOf(DEFAULT_NODE_POOLS, autoscaler), []);
        }
    });

    it("accept parallel pulls to fast volumes, to local disks, and where some nodes are large enough", () => {
        const accepted = [
            {},
            { volumeThroughputMibps: 600 },
            { localStorage: true, volumeThroughputMibps: 125 },
            { instanceTypes: ["m5.large", "m5.xlarge"] },
        ];
        for (const pool of accepted) {
            for (const autoscaler of [Karpenter, ClusterAutoscaler]) {
                const problems = problemsOfPool({ fastImagePull: true, ...pool }, autoscaler);
                assert.deepStrictEqual(problems, []);
            }
        }
    });

    it("accept settings that only the other autoscaler uses", () => {
        const pool = { families: ["m5"], minNodes: 1, maxNodes: 3, cpuLimit: 8 };
        assert.deepStrictEqual(problemsOfPool(pool, ClusterAutoscaler), []);
        assert.deepStrictEqual(problemsOfPool(pool, None), []);
        assert.deepStrictEqual(problemsOfPool({ families: ["m5"], cpuLimit: 4 }, Karpenter), []);
    });

    it("refuse names that Kubernetes does not accept", () => {
        const bad = { role: "executor", capacity: "spot" };
        assert.deepStrictEqual(problemsOf({ ...DEFAULT_NODE_POOLS, Big_Ones: bad }), [
            'nodePools.Big_Ones: "Big_Ones" is not a DNS label: use 1-63 lower-case letters, ' +
                'digits and "-", beginning and ending with a letter or digit (e.g. "data-science")',
        ]);
    });

    it("must cover each role", () => {
        assert.deepStrictEqual(problemsOf({}), [
            'nodePools: has no pool for drivers, so no job could run: add "driver: {role: ' +
                'driver, capacity: on-demand}"',
            'nodePools: has no pool for executors, so no job could run: add "executor: ' +
                '{role: executor, capacity: spot}"',
        ]);
        assert.deepStrictEqual(problemsOf({ one: { role: "driver", capacity: "on-demand" } }), [
            'nodePools: has no pool for executors, so no job could run: add "executor: ' +
                '{role: executor, capacity: spot}"',
        ]);
    });

    it("must cover each role in each zone that a job may use", () => {
        const pools = {
            driver: { role: "driver", capacity: "on-demand", zones: ["us-east-1a"] },
            here: { role: "executor", capacity: "spot", zones: ["us-east-1a"] },
            there: { role: "executor", capacity: "spot", zones: ["us-east-1b"] },
        };
        assert.deepStrictEqual(problemsOf(pools), [
            "nodePools: has no pool for drivers in us-east-1b, where a job may be placed: " +
                "add the zone to a pool, or remove it from the cluster's zones",
        ]);
        assert.deepStrictEqual(problemsOf(pools, Karpenter, { zones: undefined }), []);
    });

    it("need zones for node groups if the cluster's are not known", () => {
        const pools = {
            driver: { role: "driver", capacity: "on-demand" },
            executor: { role: "executor", capacity: "spot", zones: ["us-east-1a"] },
        };
        assert.deepStrictEqual(problemsOf(pools, ClusterAutoscaler, { zones: [] }), [
            "nodePools.driver.zones: is missing: each zone gets its own node groups, and " +
                'the cluster\'s zones are not known (e.g. ["us-east-1a"])',
        ]);
        assert.deepStrictEqual(problemsOf(pools, Karpenter, { zones: [] }), []);
    });

    it("must be a map of maps", () => {
        assert.deepStrictEqual(problemsOf(["driver"]), [
            'nodePools: ["driver"] is not a map of keys and values (e.g. { driver: { role: driver, capacity: on-demand } })',
        ]);
        assert.deepStrictEqual(problemsOf({ ...DEFAULT_NODE_POOLS, x: "spot" }), [
            'nodePools.x: "spot" is not a map of keys and values (e.g. { role: driver, capacity: on-demand })',
        ]);
    });

    it("accept any that fit the autoscaler", () => {
        const autoscalers = Object.values(Autoscaler).map((autoscaler) =>
            fc.tuple(fc.constant(autoscaler), arbitraryNodePools(autoscaler)),
        );
        fc.assert(
            fc.property(fc.oneof(...autoscalers), ([autoscaler, pools]) => {
                assert.deepStrictEqual(problemsOf(pools, autoscaler, nodeContext), []);
            }),
            { numRuns: 100 },
        );
    });

    it("never throw, whatever the values", () => {
        const keys = fc.constantFrom("role", "zones", "families", "instanceTypes", "cpuLimit", "x");
        const pool = fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.jsonValue()));
        fc.assert(
            fc.property(fc.dictionary(fc.string(), pool), (pools) => {
                assert.notDeepStrictEqual(problemsOf(pools), []);
            }),
            { numRuns: 100 },
        );
    });
});
