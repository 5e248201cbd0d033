import { strict as assert } from "node:assert";
import { instanceTypes } from "../../components/nodes/instanceTypes";
import { nodeGroups } from "../../components/nodes/nodeGroups";
import { DEFAULT_NODE_POOLS } from "../../components/nodes/nodePoolDefaults";
import { checkoutId, NodeKind, sandboxDown, sandboxUp } from "../../sandbox";
import { eventually } from "../support/applications";
import { groupNodes } from "../support/nodeGroupNodes";
import { JOBS, JOBS_PLACES, JOBS_PODS, ZONES } from "../support/sparkJobs";
import { lines, SparkLoad } from "../support/sparkLoad";
import { apply } from "../support/testSandbox";

/** More than the jobs need, so that they have a choice. */
const NODES_PER_GROUP = 8;

describe("Jobs on nodes of the managed node groups", () => {
    const id = `${checkoutId()}-groups`;
    let load: SparkLoad;

    before(async () => {
        const sandbox = await sandboxUp({ id, nodes: NodeKind.Fake });
        load = new SparkLoad(sandbox, ZONES);
        load.kubectl("delete", "nodes", "--all");
        const groups = nodeGroups(DEFAULT_NODE_POOLS, { instanceTypes, zones: ZONES });
        apply(sandbox, ...groups.flatMap((group) => groupNodes(group, NODES_PER_GROUP)));
        load.kubectl("wait", "--for=condition=Ready", "nodes", "--all", "--timeout=30s");
        // What the tests below look at would be as true if no node could take any pod.
        assert.equal(load.nodes().length, 18 * NODES_PER_GROUP);
        await load.submitAll(JOBS);
        await load.allRun(JOBS_PODS);
    });

    after(async () => {
        load?.close();
        await sandboxDown(id);
    });

    const roles = () =>
        lines(load.pods(), ({ role, node }) => `${role}: ${node?.pool}, ${node?.capacity}`);
    const zones = () => lines(load.pods(), ({ job, node }) => `${job}: ${node?.zone}`);

    it("have drivers on on-demand nodes and executors on spot nodes of their own", () => {
        assert.deepEqual(roles(), ["driver: driver, on-demand", "executor: executor-spot, spot"]);
    });

    it("are each in one zone, and use all zones", () => {
        assert.deepEqual(zones(), JOBS_PLACES);
    });

    it("have these nodes for themselves", async () => {
        load.kubectl("run", "stranger", "--image=nginx", "--namespace=default");
        const untolerated = () =>
            load.events("default", "FailedScheduling", "had untolerated taint(s)");
        await eventually("another pod finds no node", () => untolerated().includes("stranger"));
    });

    it("have executors on on-demand nodes of their own where there are no spot nodes", async () => {
        load.end("spark-role=driver");
        await eventually("executors went with their drivers", () => load.pods().length === 0);
        load.kubectl("delete", "nodes", "--selector", "eks.amazonaws.com/capacityType=SPOT");
        await load.submitAll(JOBS);
        await load.allRun(JOBS_PODS);
        assert.deepEqual(roles(), [
            "driver: driver, on-demand",
            "executor: executor-on-demand, on-demand",
        ]);
        assert.deepEqual(zones(), JOBS_PLACES);
    });
});
