import { strict as assert } from "node:assert";
import { NodeGroup } from "../../components/nodes/clusterAutoscaler/nodeGroups";
import { checkoutId, NodeKind, sandboxDown, sandboxUp } from "../../sandbox";
import { eventually } from "../../testkit/applications";
import { groupNodes, someNodeGroups } from "../../testkit/nodeGroupNodes";
import { JOBS, JOBS_PLACES, JOBS_PODS, ZONES } from "../../testkit/sparkJobs";
import { lines, SparkLoad } from "../../testkit/sparkLoad";

/** Enough for the executors with 8 CPUs, each of which takes a whole large node; few others. */
function sizeOf({ name }: NodeGroup): number {
    return name.includes("-16x128-") ? 8 : 1;
}

describe("Jobs on nodes of the managed node groups", () => {
    const id = `${checkoutId()}-groups`;
    let load: SparkLoad;

    before(async () => {
        const sandbox = await sandboxUp({ id, nodes: NodeKind.Fake });
        load = new SparkLoad(sandbox, ZONES);
        load.kubectl("delete", "nodes", "--all");
        await load.addNodes(someNodeGroups().flatMap((group) => groupNodes(group, sizeOf(group))));
        // The nodes that are ready first would get the pods.
        await eventually("all nodes are ready", () =>
            load.nodes().every(({ taints }) => !JSON.stringify(taints).includes("not-ready")),
        );
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

    it("have drivers on their own on-demand nodes and executors on their own spot nodes", () => {
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

    it("have executors on their own on-demand nodes if there are no spot nodes", async () => {
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
