import assert from "node:assert/strict";
import { nodeWarnings } from "../../../../components/job/place/nodeWarnings";
import { Node } from "../../../../components/kubernetes/objects";
import { jobWith } from "../../../../testkit/someJob";

interface NodeShape {
    labels?: Record<string, string>;
    taint?: string;
    more?: Record<string, string>;
}

function node(name: string, role: string, zone: string, shape: NodeShape = {}): Node {
    const { labels, taint, more } = shape;
    const capacity = role === "driver" ? "on-demand" : "spot";
    return {
        metadata: {
            name,
            labels: {
                "spark-platform.dev/role": role,
                "spark-platform.dev/capacity": capacity,
                "topology.kubernetes.io/zone": zone,
                ...labels,
            },
        },
        spec: {
            taints: [
                { key: "spark-platform.dev/role", value: role, effect: "NoSchedule" },
                ...(taint === undefined ? [] : [{ key: taint, effect: "NoSchedule" }]),
            ],
        },
        status: { allocatable: { cpu: "3920m", memory: "8000Mi", pods: "110", ...more } },
    };
}

const NODES = [
    node("driver-a", "driver", "a"),
    node("driver-b", "driver", "b"),
    node("worker-a", "executor", "a"),
    node("worker-b", "executor", "b", { labels: { "spark-platform.dev/pool": "big" } }),
];

function warningsOf(args: object, nodes = NODES, facts: object = {}): string[] {
    const job = jobWith({ main: "local:///x.py", ...args });
    return nodeWarnings({ ...job, facts: { labelled: true, zones: ["a", "b"], ...facts } }, nodes);
}

const PENDING = "its pods will stay Pending unless such a node is added";

describe("a job and the nodes of a cluster without an autoscaler", () => {
    const fine: [string, object, Node[]?, object?][] = [
        ["what has room", {}],
        ["all of a node", { executor: { coreRequest: "3920m", memory: "5g" } }],
        ["a cluster without a node, which may be scaled to zero", { executor: { cores: 64 } }, []],
        ["a zone that only some role's nodes lack labels for", { zone: "a" }],
        [
            "nodes without labels, in whatever zone",
            { zone: "x", executor: { pool: "y" } },
            [{ status: { allocatable: { cpu: "4", memory: "8Gi" } } }],
            { labelled: false },
        ],
        [
            "nodes that say nothing of their size",
            { executor: { cores: 64 } },
            NODES.map(({ metadata }) => ({ metadata })),
        ],
        [
            "a GPU on a node that is tainted for them",
            { executor: { resources: { gpu: { amount: 1 } } } },
            [
                ...NODES,
                ...["a", "b"].map((zone) =>
                    node(`gpu-${zone}`, "executor", zone, {
                        taint: "nvidia.com/gpu",
                        more: { "nvidia.com/gpu": "1" },
                    }),
                ),
            ],
        ],
        [
            "nodes that are kept for such jobs",
            { executor: { tolerations: [{ key: "example.com/dedicated", operator: "Exists" }] } },
            [
                ...NODES.slice(0, 2),
                ...["a", "b"].map((zone) =>
                    node(`worker-${zone}`, "executor", zone, { taint: "example.com/dedicated" }),
                ),
            ],
        ],
    ];
    for (const [what, args, nodes, facts] of fine) {
        it(`go together with ${what}`, () => assert.deepEqual(warningsOf(args, nodes, facts), []));
    }

    const warned: [string, object, string[], Node[]?, object?][] = [
        [
            "a zone that no node is in",
            { zone: "eu-central-1a" },
            ["driver", "executor"].map(
                (role) =>
                    `zone: no node for ${role}s is in "eu-central-1a", the job's zone: they are in a, b; ${PENDING}`,
            ),
        ],
        [
            "a pool in another zone than the job's",
            { executor: { pool: "big" }, zone: "a" },
            [`zone: no node for pool "big" is in "a", the job's zone: they are in b; ${PENDING}`],
        ],
        [
            "a pool that no node is of",
            { executor: { pool: "small" } },
            [
                "executor: no node has spark-platform.dev/role=executor, " +
                    "spark-platform.dev/pool=small and only taints that the pods tolerate: " +
                    `${PENDING}`,
            ],
        ],
        [
            "more cores than a node has",
            { executor: { cores: 64 }, zone: "a" },
            [
                "executor.cores: each executor requests 64 CPU and 896Mi of memory, more than " +
                    "any node that it may run on has (largest: " +
                    `worker-a with 3.92 CPU and 8000Mi of memory): request less; ${PENDING}`,
            ],
        ],
        [
            "more memory than a node has",
            { driver: { memory: "14g" }, zone: "b" },
            [
                "driver.memory: the driver requests 0.25 CPU and 20070Mi of memory, more than " +
                    "any node that it may run on has (largest: " +
                    `driver-b with 3.92 CPU and 8000Mi of memory): request less; ${PENDING}`,
            ],
        ],
        [
            "a GPU that no node has",
            { executor: { resources: { gpu: { amount: 1 } } } },
            [
                `executor.resources.gpu: each executor requests 1 nvidia.com/gpu, but no node that it may run on has any: ${PENDING}`,
            ],
        ],
        [
            "a label that no node has",
            { driver: { nodeSelector: { disk: "fast" } } },
            [
                "driver: no node has spark-platform.dev/role=driver, " +
                    "spark-platform.dev/capacity=on-demand, disk=fast and only taints that " +
                    `the pods tolerate: ${PENDING}`,
            ],
        ],
        [
            "nodes that are kept for others",
            {},
            [
                "executor: no node has spark-platform.dev/role=executor and only taints that " +
                    `the pods tolerate: ${PENDING}`,
            ],
            [
                ...NODES.slice(0, 2),
                node("worker", "executor", "a", { taint: "example.com/dedicated" }),
            ],
        ],
        [
            "too little room on nodes without labels",
            { executor: { coreRequest: "8" } },
            [
                "executor.coreRequest: each executor requests 8 CPU and 896Mi of memory, more " +
                    "than any node that it may run on has (largest: " +
                    `laptop with 4 CPU and 8192Mi of memory): request less; ${PENDING}`,
            ],
            [
                {
                    metadata: { name: "laptop" },
                    status: { allocatable: { cpu: "4", memory: "8Gi" } },
                },
            ],
            { labelled: false },
        ],
    ];
    for (const [what, args, expected, nodes, facts] of warned) {
        it(`are warned of with ${what}`, () =>
            assert.deepEqual(warningsOf(args, nodes, facts), expected));
    }
});
