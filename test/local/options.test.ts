import assert from "node:assert/strict";
import { readOptions } from "../../local/options";

describe("options of make up and make down", () => {
    it("are all off by default", () => {
        assert.deepEqual(readOptions({}), {
            cluster: undefined,
            context: undefined,
            yes: false,
            forget: false,
            import: false,
            job: undefined,
            file: undefined,
            team: undefined,
            clusterName: undefined,
            region: undefined,
            stack: undefined,
            image: undefined,
            userId: undefined,
            groupId: undefined,
            sparkVersion: undefined,
        });
    });

    for (const cluster of ["context", "kind", "sandbox"]) {
        it(`take CLUSTER=${cluster}`, () => {
            assert.equal(readOptions({ CLUSTER: cluster }).cluster, cluster);
        });
    }

    it("refuse another cluster source", () => {
        assert.throws(() => readOptions({ CLUSTER: "minikube" }), {
            message: 'CLUSTER: "minikube" is not one of context, kind, sandbox',
        });
    });

    it("choose a stack file by its name, and refuse other names", () => {
        assert.equal(readOptions({ STACK: "elt" }).stack, "elt");
        assert.throws(() => readOptions({ STACK: "dev" }), {
            message: 'STACK: "dev" is not one of local, elt',
        });
    });

    it("imply CLUSTER=context with CONTEXT", () => {
        const { cluster, context } = readOptions({ CONTEXT: "minikube" });
        assert.deepEqual({ cluster, context }, { cluster: "context", context: "minikube" });
    });

    it("refuse CONTEXT with another cluster source", () => {
        assert.throws(() => readOptions({ CONTEXT: "minikube", CLUSTER: "kind" }), {
            message: "CONTEXT needs CLUSTER=context, not CLUSTER=kind",
        });
    });

    for (const [value, on] of [
        ["1", true],
        ["yes", true],
        ["0", false],
        ["no", false],
        ["", false],
    ] as const) {
        it(`read YES=${value} as ${on}`, () => {
            assert.equal(readOptions({ YES: value }).yes, on);
        });
    }
});
