import { strict as assert } from "node:assert";
import { NodeGroup } from "../../components/nodes/clusterAutoscaler/nodeGroups";
import { NodePoolArgs } from "../../components/nodes/pools/nodePoolArgs";
import { DEFAULT_NODE_POOLS } from "../../components/nodes/pools/nodePoolDefaults";
import { checkoutId, NodeKind, type Sandbox, sandboxDown, sandboxUp } from "../../sandbox";
import { eventually } from "../../testkit/applications";
import {
    countOf,
    startClusterAutoscaler,
    stopClusterAutoscaler,
} from "../../testkit/clusterAutoscaler";
import { someNodeGroups } from "../../testkit/nodeGroupNodes";
import { JOBS, JOBS_PLACES, JOBS_PODS, ZONES } from "../../testkit/sparkJobs";
import { lines, SparkLoad } from "../../testkit/sparkLoad";

const binary = process.env["CLUSTER_AUTOSCALER_KWOK"] ?? "";

/** Groups that cannot grow are what is left of spot: the provider's launches never fail. */
function withoutSpot(groups: NodeGroup[]): NodeGroup[] {
    return groups.map((group) =>
        group.capacityType === "SPOT" ? { ...group, minSize: 0, maxSize: 0 } : group,
    );
}

describe("Cluster Autoscaler with the node groups", () => {
    const id = `${checkoutId()}-groups`;
    let sandbox: Sandbox;
    let load: SparkLoad;

    before(async () => {
        sandbox = await sandboxUp({ id, nodes: NodeKind.Fake });
        load = new SparkLoad(sandbox, ZONES);
        load.kubectl("delete", "nodes", "--all");
        await startClusterAutoscaler(sandbox, binary, someNodeGroups());
    });

    after(async () => {
        load?.close();
        await sandboxDown(id);
    });

    it("adds nodes for drivers and executors in each zone without any", async () => {
        assert.deepEqual(load.nodes(), []);
        await load.submitAll(JOBS);
        await load.allRun(JOBS_PODS);
        assert.deepEqual(
            lines(load.nodes(), ({ pool, zone }) => `${pool}: ${zone}`),
            [
                "driver: eu-central-1a",
                "driver: eu-central-1b",
                "driver: eu-central-1c",
                "executor-spot: eu-central-1a",
                "executor-spot: eu-central-1b",
                "executor-spot: eu-central-1c",
            ],
        );
    });

    it("places drivers on on-demand nodes and executors on spot nodes of their own", () => {
        assert.deepEqual(
            lines(load.pods(), ({ role, node }) => `${role}: ${node?.pool}, ${node?.capacity}`),
            ["driver: driver, on-demand", "executor: executor-spot, spot"],
        );
    });

    it("keeps each job in one zone, and uses all zones", () => {
        assert.deepEqual(
            lines(load.pods(), ({ job, node }) => `${job}: ${node?.zone}`),
            JOBS_PLACES,
        );
    });

    it("selects the group of a pool that leaves the least idle", () => {
        assert.deepEqual(
            lines(load.pods(), ({ job, role, node }) => `${job}, ${role}: ${node?.instanceType}`),
            [
                "daily, driver: m5.xlarge",
                "daily, executor: m5.2xlarge",
                "etl, driver: m5.xlarge",
                "etl, executor: m5.2xlarge",
                "report, driver: m5.xlarge",
                "report, executor: m5.2xlarge",
                "scores, driver: m5.xlarge",
                "scores, executor: r5.4xlarge",
            ],
        );
    });

    it("removes empty nodes, and none with a driver", async () => {
        const withDrivers = lines(
            load.nodes().filter(({ pool }) => pool === "driver"),
            ({ name }) => name,
        );
        load.end("spark-role=executor");
        const onlyDrivers = () => load.nodes().every(({ pool }) => pool === "driver");
        await eventually("no node for executors", onlyDrivers, 150);
        assert.deepEqual(
            lines(load.nodes(), ({ name }) => name),
            withDrivers,
        );
        await load.allRun(4);
    });

    it("never tries to evict a driver, however little its node is used", async () => {
        // The driver with two CPUs asks for more than half of its node: that one is no candidate.
        const used = load.pods().find(({ job }) => job === "daily")?.node?.name;
        const candidates = load.nodes().filter(({ name }) => name !== used).length;
        const blocked = 'unremovable_nodes_count{reason="BlockedByPod"}';
        await eventually(
            "all other nodes are kept by their pods",
            async () => (await countOf(sandbox, blocked)) === candidates,
        );
        assert.equal(await countOf(sandbox, 'evicted_pods_total{eviction_result="failed"}'), 0);
        assert.equal(await countOf(sandbox, 'evicted_pods_total{eviction_result="succeeded"}'), 0);
    });

    it("uses on-demand nodes if spot is not available, up to the groups' limits", async () => {
        const pool = { ...DEFAULT_NODE_POOLS["executor-on-demand"], cpuLimit: 16 } as NodePoolArgs;
        const groups = someNodeGroups({ "executor-on-demand": pool });
        await stopClusterAutoscaler(sandbox);
        await startClusterAutoscaler(sandbox, binary, withoutSpot(groups));
        await load.submit("large", {
            driver: { cores: 1, memory: "2g" },
            executor: { instances: 5, cores: 7, memory: "8g" },
        });
        // Two on nodes with 8 vCPUs, two on one with 16: each group has its own limit.
        await load.allRun(4 + 1 + 4);
        const executors = load.pods().filter(({ role }) => role === "executor");
        assert.deepEqual(
            lines(executors, ({ phase, node }) => `${phase}: ${node?.pool}, ${node?.capacity}`),
            ["Pending: undefined, undefined", "Running: executor-on-demand, on-demand"],
        );
        const waiting = executors.filter(({ phase }) => phase === "Pending");
        await eventually("the limits keep it waiting", () => {
            const told = load.events("processing", "NotTriggerScaleUp", "max node group size");
            return waiting.every(({ name }) => told.includes(name));
        });
    });

    it("leaves no node when all jobs have finished", async () => {
        load.end("spark-role=driver");
        await eventually("executors went with their drivers", () => load.pods().length === 0);
        await eventually("all nodes went", () => load.nodes().length === 0, 150);
    });
});
