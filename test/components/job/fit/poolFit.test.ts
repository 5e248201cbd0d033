import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { zonesWithRoom } from "../../../../components/job/fit/poolFit";
import { jobFitsTeam } from "../../../../components/job/fit/teamFit";
import { nodeGroups } from "../../../../components/nodes/clusterAutoscaler/nodeGroups";
import { allocatable } from "../../../../components/nodes/instanceTypes/allocatable";
import { Autoscaler } from "../../../../components/nodes/pools/autoscaler";
import { NodePoolArgs, NodeRole } from "../../../../components/nodes/pools/nodePoolArgs";
import { NodePoolFacts, nodePoolFacts } from "../../../../components/nodes/pools/nodePoolFacts";
import { poolTypes } from "../../../../components/nodes/pools/poolTypes";
import { Problems } from "../../../../components/validation/problems";
import { arbitraryNodePools, nodeContext } from "../../nodes/pools/arbitraryNodePool";

const small = { instanceType: "m5.large", cpuMillis: 1930, memoryMib: 6903 };
const large = { instanceType: "r5.4xlarge", cpuMillis: 15890, memoryMib: 118312 };
const fast = { instanceType: "c5.9xlarge", cpuMillis: 35840, memoryMib: 65000 };

const POOLS: Record<string, NodePoolFacts> = {
    driver: { role: "driver", zones: ["a", "b"], largest: [small] },
    general: { role: "executor", zones: ["a", "b"], largest: [large] },
    compute: { role: "executor", zones: ["b"], largest: [fast] },
};

function problemsOf(args: object, nodePools: Record<string, NodePoolFacts> | undefined = POOLS) {
    const problems = new Problems();
    const job = { main: "local:///opt/pi.py", ...args };
    jobFitsTeam("jobs.big", job, { team: "sales", nodePools }, problems);
    return problems.list();
}

describe("a job and the platform's node pools", () => {
    const fits: [string, object][] = [
        ["the smallest size", {}],
        ["all of a node", { driver: { coreRequest: "1930m", memory: "4931m" } }],
        ["what one pool of two has", { executor: { cores: 35 } }],
        ["a pool of its own", { executor: { pool: "compute" }, driver: { pool: "driver" } }],
        ["a zone of its own", { zone: "b", executor: { cores: 35 } }],
        ["any zone", { zonePolicy: "any", executor: { pool: "compute" } }],
        ["an amount that is not known yet", { executor: { memory: pulumi.output("900g") } }],
        ["a pool that is not known yet", { executor: { pool: pulumi.output("x") } }],
        ["a zone that is not known yet", { zone: pulumi.output("x") }],
    ];
    for (const [what, args] of fits) {
        it(`fit with ${what}`, () => assert.deepEqual(problemsOf(args), []));
    }

    it("are not compared if the pools are unknown", () => {
        const args = { zone: "x", executor: { pool: "x", cores: 999 } };
        const problems = new Problems();
        jobFitsTeam("", { main: "local:///x.py", ...args }, { team: "sales" }, problems);
        assert.deepEqual(problems.list(), []);
    });

    const LESS = "request less, or allow larger nodes there";
    const LARGEST_DRIVER =
        'more than any node of pool "driver" has (largest: m5.large with 1.93 CPU and 6903Mi of ' +
        `memory): ${LESS}`;
    const LARGEST_EXECUTOR =
        'more than any node of pool "general" or "compute" has (largest: r5.4xlarge with 15.89 ' +
        `CPU and 118312Mi of memory; c5.9xlarge with 35.84 CPU and 65000Mi of memory): ${LESS}`;
    const LARGEST_GENERAL = `has (largest: r5.4xlarge with 15.89 CPU and 118312Mi of memory): ${LESS}`;
    const refused: [string, object, string[]][] = [
        [
            "too many cores",
            { executor: { cores: 36 } },
            [
                "jobs.big.executor.cores: each executor requests 36 CPU and 896Mi of memory, " +
                    LARGEST_EXECUTOR,
            ],
        ],
        [
            "too much CPU, by its own key",
            { driver: { cores: 1, coreRequest: "2" } },
            [
                "jobs.big.driver.coreRequest: the driver requests 2 CPU and 896Mi of memory, " +
                    LARGEST_DRIVER,
            ],
        ],
        [
            "a thousandth of a CPU too much",
            { driver: { coreRequest: "1931m" } },
            [
                "jobs.big.driver.coreRequest: the driver requests 1.931 CPU and 896Mi of memory, " +
                    LARGEST_DRIVER,
            ],
        ],
        [
            "a mebibyte too much",
            { driver: { memory: "4932m" } },
            [
                "jobs.big.driver.memory: the driver requests 0.25 CPU and 6904Mi of memory, " +
                    LARGEST_DRIVER,
            ],
        ],
        [
            "too much memory, with its overhead",
            { executor: { memory: "83g" } },
            [
                "jobs.big.executor.memory: each executor requests 0.25 CPU and 118988Mi of " +
                    `memory, ${LARGEST_EXECUTOR}`,
            ],
        ],
        [
            "CPU and memory that no node has together",
            { executor: { cores: 20, memory: "60g" } },
            [
                "jobs.big.executor.memory: each executor requests 20 CPU and 86016Mi of memory, " +
                    LARGEST_EXECUTOR,
            ],
        ],
        [
            "volumes in memory",
            {
                driver: {
                    volumes: {
                        t: { mountPath: "/t", emptyDir: { memory: true, sizeLimit: "6Gi" } },
                    },
                },
            },
            [
                "jobs.big.driver.memory: the driver requests 0.25 CPU and 7040Mi of memory, " +
                    LARGEST_DRIVER,
            ],
        ],
        [
            "a zone without the larger nodes",
            { zone: "a", executor: { cores: 20 } },
            [
                "jobs.big.executor.cores: each executor requests 20 CPU and 896Mi of memory, more " +
                    `than any node of pool "general" in a ${LARGEST_GENERAL}`,
            ],
        ],
        [
            "a pool without the larger nodes",
            { executor: { cores: 20, pool: "general" } },
            [
                "jobs.big.executor.cores: each executor requests 20 CPU and 896Mi of memory, more " +
                    `than any node of pool "general" ${LARGEST_GENERAL}`,
            ],
        ],
        [
            "pools that were removed",
            { driver: { pool: "drivers" }, executor: { pool: "gpu" } },
            [
                'jobs.big.driver.pool: unknown node pool "drivers"; did you mean "driver"? ' +
                    "(known: driver)",
                'jobs.big.executor.pool: unknown node pool "gpu" (known: general, compute)',
            ],
        ],
        [
            "pools for the other role",
            { driver: { pool: "general" }, executor: { pool: "driver" } },
            [
                'jobs.big.driver.pool: "general" is a pool for executors: use "driver"',
                'jobs.big.executor.pool: "driver" is a pool for drivers: use "general" or "compute"',
            ],
        ],
        [
            "what every object inherits for a pool",
            { executor: { pool: "constructor" } },
            [
                'jobs.big.executor.pool: unknown node pool "constructor" ' +
                    "(known: general, compute)",
            ],
        ],
        [
            "an unknown zone",
            { zone: "c", executor: { pool: "compute" } },
            ['jobs.big.zone: unknown zone "c"; did you mean "a"? (known: a, b)'],
        ],
        [
            "a zone that its pool is not in",
            { zone: "a", executor: { pool: "compute" } },
            ['jobs.big.zone: "a" has no nodes of pool "compute": they are in b'],
        ],
    ];
    for (const [what, args, expected] of refused) {
        it(`do not fit with ${what}`, () => assert.deepEqual(problemsOf(args), expected));
    }

    it("do not fit if no zone has room for all pods, unless they may be spread", () => {
        const pools = {
            ...POOLS,
            big: { role: "driver", zones: ["a"], largest: [large] },
        } as const;
        const job = { driver: { cores: 8 }, executor: { pool: "compute" } };
        assert.deepEqual(problemsOf(job, structuredClone(pools) as never), [
            'jobs.big.zonePolicy: "single" keeps all pods in one zone, but no zone has room ' +
                "for all: nodes " +
                "for the driver are in a, for executors in b: choose other pools, or " +
                '"any"',
        ]);
        assert.deepEqual(
            problemsOf({ ...job, zonePolicy: "any" }, structuredClone(pools) as never),
            [],
        );
    });

    it("are not compared if the job itself is invalid", () => {
        assert.deepEqual(problemsOf({ zone: 7, executor: { cores: 99 } }), []);
        assert.deepEqual(problemsOf({ executor: { cores: 99, pool: "" } }), []);
    });
});

/** A node that could come. */
interface Node {
    role: NodeRole;
    pool: string;
    zone: string;
    cpuMillis: number;
    memoryMib: number;
}

type Pools = Readonly<Record<string, NodePoolArgs>>;

/** All nodes that an autoscaler could bring, as it knows of them. */
const NODES: Record<string, (pools: Pools) => Node[]> = {
    karpenter: (pools) =>
        Object.entries(pools).flatMap(([pool, args]) =>
            poolTypes(args, nodeContext)
                .filter(({ vcpus }) => vcpus <= (args.cpuLimit ?? Infinity))
                .flatMap((type) =>
                    (args.zones ?? nodeContext.zones ?? []).map((zone) => {
                        const { cpuMillis, memoryMib } = allocatable(type);
                        return { role: args.role, pool, zone, cpuMillis, memoryMib };
                    }),
                ),
        ),
    "cluster-autoscaler": (pools) =>
        nodeGroups(pools, nodeContext)
            // One that may have no node is there, so that a larger limit later makes no new one.
            .filter(({ maxSize }) => maxSize > 0)
            .map(({ pool, zone, tags }) => ({
                role: pools[pool]!.role,
                pool,
                zone,
                cpuMillis: parseInt(tags[`${RESOURCES}/cpu`] ?? "", 10),
                memoryMib: parseInt(tags[`${RESOURCES}/memory`] ?? "", 10),
            })),
};
const RESOURCES = "k8s.io/cluster-autoscaler/node-template/resources";

/** A pod of a program in Scala, and the pool that it wants by its number. */
const pod = fc.record({
    cores: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 50 })),
    memoryGib: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 200 })),
    pool: fc.option(fc.nat(5), { nil: undefined }),
});
const place = fc.oneof(
    fc.record({ zone: fc.constantFrom(...(nodeContext.zones ?? [])) }),
    fc.record({ zonePolicy: fc.constantFrom("single" as const, "any" as const) }),
    fc.constant({}),
);

/** What a pod of that heap requests, in MiB. */
function withOverhead(gib: number): number {
    return gib * 1024 + Math.max(384, Math.trunc(gib * 1024 * 0.1));
}

describe("a job is refused if no node has room for its pods", () => {
    for (const [autoscaler, nodesOf] of Object.entries(NODES) as [
        Autoscaler,
        (pools: Pools) => Node[],
    ][]) {
        it(`and only there, under ${autoscaler}`, () => {
            const seen = { refused: 0, taken: 0 };
            const property = fc.property(
                arbitraryNodePools(autoscaler),
                fc.record({ driver: pod, executor: pod }),
                place,
                (pools, pods, where: { zone?: string; zonePolicy?: "single" | "any" }) => {
                    const sizes = Object.values(NodeRole).map((role) => {
                        const { cores, memoryGib, pool } = pods[role];
                        const names = Object.keys(pools).filter((x) => pools[x]!.role === role);
                        const name = pool === undefined ? undefined : names[pool % names.length];
                        return { role, cores, memoryGib, pool: name };
                    });
                    const zones = sizes.map(({ role, cores, memoryGib, pool }) =>
                        nodesOf(pools)
                            .filter((node) => node.role === role)
                            .filter((node) => pool === undefined || node.pool === pool)
                            .filter((node) => node.cpuMillis >= cores * 1000)
                            .filter((node) => node.memoryMib >= withOverhead(memoryGib))
                            .map(({ zone }) => zone),
                    );
                    const common = (nodeContext.zones ?? []).filter((zone) =>
                        zones.every((some) => some.includes(zone)),
                    );
                    const hasRoom =
                        where.zonePolicy === "any"
                            ? zones.every((some) => some.length > 0)
                            : where.zone === undefined
                              ? common.length > 0
                              : common.includes(where.zone);

                    const [driver = {}, executor = {}] = sizes.map(
                        ({ cores, memoryGib, pool }) => ({
                            cores,
                            memory: `${memoryGib}g`,
                            pool,
                        }),
                    );
                    const facts = nodePoolFacts(pools, { ...nodeContext, autoscaler });
                    const job = { main: "local:///x.jar", driver, executor, ...where };
                    seen[hasRoom ? "taken" : "refused"]++;
                    assert.equal(problemsOf(job, facts).length === 0, hasRoom);
                    const demand = { driver, executor, conf: {}, language: "Scala" } as const;
                    assert.deepEqual(zonesWithRoom(demand, facts), common);
                },
            );
            fc.assert(property, { numRuns: 50, seed: 5 });
            assert.ok(seen.refused > 10 && seen.taken > 10, JSON.stringify(seen));
        });
    }
});
