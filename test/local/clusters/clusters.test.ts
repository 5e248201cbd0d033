import assert from "node:assert/strict";
import { chooseWay, refuseOtherContext, type ClusterSources } from "../../../local/clusters";
import type { ClusterSource } from "../../../local/clusters/source";
import { readOptions } from "../../../local/options";
import { emptyCheckout, put } from "../support";

function way(obstacle?: string): ClusterSource {
    return {
        description: "a cluster",
        obstacle: () => Promise.resolve(obstacle),
        question: () => undefined,
        open: () => Promise.reject(new Error("not opened here")),
        remove: () => Promise.resolve(),
    };
}

function ways(obstacles: Partial<Record<keyof ClusterSources, string>>): ClusterSources {
    return {
        context: way(obstacles.context),
        kind: way(obstacles.kind),
        sandbox: way(obstacles.sandbox),
    };
}

describe("the choice of a cluster", () => {
    it("takes the named context first", async () => {
        const choice = await chooseWay(ways({}), undefined, undefined);
        assert.deepEqual(choice, { way: "context", passedOver: [] });
    });

    it("says why it passed over the ways before", async () => {
        const obstacles = { context: "not there", kind: "no docker" };
        const choice = await chooseWay(ways(obstacles), undefined, undefined);
        assert.deepEqual(choice, {
            way: "sandbox",
            passedOver: ["context: not there", "kind: no docker"],
        });
    });

    it("follows an explicit choice", async () => {
        const choice = await chooseWay(ways({}), "sandbox", undefined);
        assert.deepEqual(choice, { way: "sandbox", passedOver: [] });
    });

    it("does not replace an explicit choice that is not possible", async () => {
        await assert.rejects(chooseWay(ways({ kind: "no docker" }), "kind", undefined), {
            message: [
                "No cluster to run on:",
                "  kind: no docker",
                "Without CLUSTER=, make up takes the first way that is possible.",
            ].join("\n"),
        });
    });

    it("says in one message what every way lacks", async () => {
        const obstacles = { context: "not there", kind: "no docker", sandbox: "root" };
        await assert.rejects(chooseWay(ways(obstacles), undefined, undefined), {
            message: [
                "No cluster to run on:",
                "  context: not there",
                "  kind: no docker",
                "  sandbox: root",
            ].join("\n"),
        });
    });

    it("stays with the cluster in use, although another way became possible", async () => {
        const choice = await chooseWay(ways({}), undefined, "sandbox");
        assert.equal(choice.way, "sandbox");
    });

    it("does not move a running platform", async () => {
        await assert.rejects(chooseWay(ways({}), "kind", "sandbox"), {
            message:
                "CLUSTER=kind: this checkout's platform runs on the sandbox way. Run make down first.",
        });
    });

    it("tells how to give up a cluster in use that is gone", async () => {
        await assert.rejects(
            chooseWay(ways({ context: "away" }), undefined, "context"),
            /make down FORGET=1$/,
        );
    });

    it("does not move a running platform to another context", () => {
        const paths = emptyCheckout();
        put(paths.checkout, "Pulumi.local.yaml", "config: {}\n");
        const record = { way: "context", cluster: { context: "first" } } as const;
        refuseOtherContext(paths, readOptions({ CONTEXT: "first" }), record);
        refuseOtherContext(paths, readOptions({}), record);
        assert.throws(() => refuseOtherContext(paths, readOptions({ CONTEXT: "second" }), record), {
            message:
                'This checkout\'s platform runs on context "first", not "second". Run make down first.',
        });
    });
});
