import assert from "node:assert/strict";
import { chooseSource, refuseOtherContext, type ClusterSources } from "../../../local/clusters";
import type { ClusterSource } from "../../../local/clusters/source";
import { readOptions } from "../../../local/options";
import { emptyCheckout, put } from "../support";

function source(obstacle?: string): ClusterSource {
    return {
        description: "a cluster",
        obstacle: () => Promise.resolve(obstacle),
        question: () => undefined,
        open: () => Promise.reject(new Error("not opened here")),
        remove: () => Promise.resolve(),
    };
}

function sources(obstacles: Partial<Record<keyof ClusterSources, string>>): ClusterSources {
    return {
        context: source(obstacles.context),
        kind: source(obstacles.kind),
        sandbox: source(obstacles.sandbox),
    };
}

describe("the choice of a cluster", () => {
    it("takes the named context first", async () => {
        const choice = await chooseSource(sources({}), undefined, undefined);
        assert.deepEqual(choice, { source: "context", skipped: [] });
    });

    it("says why it skipped earlier sources", async () => {
        const obstacles = { context: "not there", kind: "no docker" };
        const choice = await chooseSource(sources(obstacles), undefined, undefined);
        assert.deepEqual(choice, {
            source: "sandbox",
            skipped: ["context: not there", "kind: no docker"],
        });
    });

    it("follows an explicit choice", async () => {
        const choice = await chooseSource(sources({}), "sandbox", undefined);
        assert.deepEqual(choice, { source: "sandbox", skipped: [] });
    });

    it("does not replace an explicit choice that is unavailable", async () => {
        await assert.rejects(chooseSource(sources({ kind: "no docker" }), "kind", undefined), {
            message: [
                "No cluster is available:",
                "  kind: no docker",
                "Omit CLUSTER= to use the first one that is available.",
            ].join("\n"),
        });
    });

    it("lists in one message what every source lacks", async () => {
        const obstacles = { context: "not there", kind: "no docker", sandbox: "root" };
        await assert.rejects(chooseSource(sources(obstacles), undefined, undefined), {
            message: [
                "No cluster is available:",
                "  context: not there",
                "  kind: no docker",
                "  sandbox: root",
            ].join("\n"),
        });
    });

    it("stays with the cluster in use when another source becomes available", async () => {
        const choice = await chooseSource(sources({}), undefined, "sandbox");
        assert.equal(choice.source, "sandbox");
    });

    it("does not move a running platform", async () => {
        await assert.rejects(chooseSource(sources({}), "kind", "sandbox"), {
            message:
                "CLUSTER=kind: the platform of this checkout uses CLUSTER=sandbox. Run make down first.",
        });
    });

    it("says how to give up a cluster in use that is gone", async () => {
        await assert.rejects(
            chooseSource(sources({ context: "away" }), undefined, "context"),
            /make down FORGET=1$/,
        );
    });

    it("does not move a running platform to another context", () => {
        const paths = emptyCheckout();
        put(paths.checkout, "Pulumi.local.yaml", "config: {}\n");
        const record = { source: "context", cluster: { context: "first" } } as const;
        refuseOtherContext(paths, readOptions({ CONTEXT: "first" }), record);
        refuseOtherContext(paths, readOptions({}), record);
        assert.throws(() => refuseOtherContext(paths, readOptions({ CONTEXT: "second" }), record), {
            message:
                'The platform of this checkout runs on context "first", not "second". Run make down first.',
        });
    });
});
