import { strict as assert } from "node:assert";
import { instanceTypes } from "../../components/nodes/instanceTypes/instanceTypes";
import { karpenterPool } from "../../components/nodes/karpenter/nodePool";
import { NodePoolArgs } from "../../components/nodes/pools/nodePoolArgs";
import { DEFAULT_NODE_POOLS } from "../../components/nodes/pools/nodePoolDefaults";
import { checkoutId, sandboxDown, type Sandbox } from "../../sandbox";
import { eventually } from "../../testkit/applications";
import { startKarpenter, stopKarpenter } from "../../testkit/karpenter";
import { hasty, PRETENDED_NODES, sandboxForKarpenter } from "../../testkit/karpenterKinds";
import { karpenterTypes } from "../../testkit/karpenterTypes";
import { JOBS, JOBS_PLACES, JOBS_PODS, ZONES } from "../../testkit/sparkJobs";
import { lines, LoadNode, SparkLoad } from "../../testkit/sparkLoad";
import { apply } from "../../testkit/testSandbox";

const types = [...instanceTypes.values()];

/** Savings of spot differ by zone. */
const withSpot = karpenterTypes(types, {
    "eu-central-1a": 0.35,
    "eu-central-1b": 0.31,
    "eu-central-1c": 0.4,
});
const withoutSpot = karpenterTypes(types, Object.fromEntries(ZONES.map((zone) => [zone, null])));

const taint = (key: string, value: string) => ({
    key: `spark-platform.dev/${key}`,
    value,
    effect: "NoSchedule",
});

/** As the library renders it, but simulated nodes are removed sooner. */
function rendered(name: string, pool: NodePoolArgs): object {
    return hasty(karpenterPool(name, pool, { instanceTypes, zones: ZONES }, PRETENDED_NODES));
}

describe("Karpenter with the node pools", () => {
    const id = `${checkoutId()}-karpenter`;
    let sandbox: Sandbox;
    let load: SparkLoad;

    before(async () => {
        sandbox = await sandboxForKarpenter(id);
        load = new SparkLoad(sandbox, ZONES);
        apply(
            sandbox,
            ...Object.entries(DEFAULT_NODE_POOLS).map(([name, pool]) => rendered(name, pool)),
        );
        await startKarpenter(sandbox, withSpot);
        await load.submitAll(JOBS);
        await load.allRun(JOBS_PODS);
    });

    after(async () => {
        load.close();
        await sandboxDown(id);
    });

    it("places drivers on their own on-demand nodes and executors on their own spot nodes", () => {
        assert.deepEqual(
            lines(load.pods(), ({ role, node }) => `${role}: ${node?.pool}, ${node?.capacity}`),
            ["driver: driver, on-demand", "executor: executor-spot, spot"],
        );
    });

    it("keeps a job in one zone, and uses all zones", () => {
        assert.deepEqual(
            lines(load.pods(), ({ job, node }) => `${job}: ${node?.zone}`),
            JOBS_PLACES,
        );
    });

    it("gives nodes the labels and taints of their pool, and no others", () => {
        const marks = ({ pool, labels, taints }: LoadNode) => {
            const ours = Object.entries(labels).filter(([key]) => key.startsWith("spark-platform"));
            return JSON.stringify({ pool, labels: Object.fromEntries(ours.sort()), taints });
        };
        assert.deepEqual(
            lines(load.nodes(), marks).map((line) => JSON.parse(line) as unknown),
            [
                {
                    pool: "driver",
                    labels: {
                        "spark-platform.dev/capacity": "on-demand",
                        "spark-platform.dev/pool": "driver",
                        "spark-platform.dev/role": "driver",
                    },
                    taints: [taint("role", "driver")],
                },
                {
                    pool: "executor-spot",
                    labels: {
                        "spark-platform.dev/capacity": "spot",
                        "spark-platform.dev/pool": "executor-spot",
                        "spark-platform.dev/role": "executor",
                    },
                    taints: [taint("role", "executor"), taint("capacity", "spot")],
                },
            ],
        );
    });

    it("chooses among general types of a fitting size", () => {
        const outside = load.nodes().filter(({ pool, instanceType, vcpus }) => {
            const [least, most] = pool === "driver" ? [2, 16] : [4, 32];
            const isGeneral = /^[cmr][5-9][a-z]*\./.test(instanceType);
            return !isGeneral || vcpus < least || vcpus > most;
        });
        assert.deepEqual(outside, []);
    });

    it("removes empty nodes, and none with a driver", async () => {
        const withDrivers = lines(
            load.nodes().filter(({ pool }) => pool === "driver"),
            ({ name }) => name,
        );
        load.end("spark-role=executor");
        // Each round takes up to 25 s; nodes that become empty meanwhile wait for the next one.
        const onlyDrivers = () => load.nodes().every(({ pool }) => pool === "driver");
        await eventually("no node for executors", onlyDrivers, 150);
        assert.deepEqual(
            lines(load.nodes(), ({ name }) => name),
            withDrivers,
        );
        await load.allRun(4);
    });

    it("does not touch nodes with drivers because of their annotation", async () => {
        const withDrivers = lines(load.nodes(), ({ name }) => name);
        // A controller only reports the first of all reasons for a node.
        await stopKarpenter(sandbox);
        await startKarpenter(sandbox, withoutSpot);
        await eventually("all nodes with drivers are left alone", () => {
            const annotation = 'Pod has "karpenter.sh/do-not-disrupt" annotation';
            const reported = load.events("default", "DisruptionBlocked", annotation);
            return withDrivers.every((name) => reported.includes(name));
        });
    });

    it("takes on-demand nodes if spot is not available, up to the pool's limit", async () => {
        const pool = { ...DEFAULT_NODE_POOLS["executor-on-demand"], cpuLimit: 16 } as NodePoolArgs;
        apply(sandbox, rendered("executor-on-demand", pool));
        await load.submit("large", {
            driver: { cores: 1, memory: "2g" },
            executor: { instances: 5, cores: 7, memory: "8g" },
        });
        await load.allRun(4 + 1 + 2);
        const executors = load.pods().filter(({ role }) => role === "executor");
        assert.deepEqual(
            lines(executors, ({ phase, node }) => `${phase}: ${node?.pool}, ${node?.capacity}`),
            ["Pending: undefined, undefined", "Running: executor-on-demand, on-demand"],
        );
        const waiting = executors.filter(({ phase }) => phase === "Pending");
        await eventually("the limit keeps them waiting", () => {
            const exceeding = "exceed limits for nodepool (NodePool=executor-on-demand)";
            const reported = load.events("processing", "FailedScheduling", exceeding);
            return waiting.every(({ name }) => reported.includes(name));
        });
        const bought = load.nodes().filter(({ pool }) => pool === "executor-on-demand");
        assert.equal(
            bought.reduce((sum, { vcpus }) => sum + vcpus, 0),
            16,
        );
    });

    it("leaves no node when its pools are deleted, after the jobs", async () => {
        load.end("spark-role=driver");
        await eventually("executors went with their drivers", () => load.pods().length === 0);
        load.kubectl("delete", "nodepools", "--all", "--cascade=foreground", "--timeout=60s");
        assert.deepEqual(load.list("nodeclaims"), []);
        assert.deepEqual(load.nodes(), []);
    });
});
