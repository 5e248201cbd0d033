import assert from "node:assert/strict";
import { networkPolicies } from "../../../../components/lakehouse/objectStore/server";
import { isAllowed } from "../../../../testkit/networkPolicy/evaluator";
import { Pod } from "../../../../testkit/networkPolicy/objects";

const NAMESPACE = "spark-object-store";
const labelled = (name: string) => ({ "kubernetes.io/metadata.name": name });
const namespaces = Object.fromEntries(
    ["processing", "analytics", "default", NAMESPACE].map((name) => [name, labelled(name)]),
);

const server: Pod = {
    name: "server",
    namespace: NAMESPACE,
    labels: { "app.kubernetes.io/name": "object-store" },
};
const pods: Pod[] = [
    { name: "driver", namespace: "processing", labels: { "spark-role": "driver" } },
    { name: "executor", namespace: "processing", labels: { "spark-role": "executor" } },
    { name: "shell", namespace: "processing", labels: {} },
    { name: "driver", namespace: "analytics", labels: { "spark-role": "driver" } },
    { name: "driver", namespace: "default", labels: { "spark-role": "driver" } },
    {
        name: "cleanup",
        namespace: NAMESPACE,
        labels: { "app.kubernetes.io/name": "abort-uploads" },
    },
    { name: "other", namespace: NAMESPACE, labels: {} },
];

function reaching(teams: string[], port: number): string[] {
    const policies = Object.entries(networkPolicies(teams)).map(([name, spec]) => ({
        metadata: { name, namespace: NAMESPACE },
        spec: spec,
    }));
    return pods
        .filter((from) => isAllowed({ namespaces, policies }, { from, to: server, port }))
        .map(({ name, namespace }) => `${namespace}/${name}`);
}

describe("the clients of an object store", () => {
    it("are Spark pods of teams with keys, and the cleanup of uploads", () => {
        assert.deepStrictEqual(reaching(["processing"], 7070), [
            "processing/driver",
            "processing/executor",
            "spark-object-store/cleanup",
        ]);
        assert.deepStrictEqual(reaching([], 7070), ["spark-object-store/cleanup"]);
    });

    it("reach it on the server's only port", () => {
        assert.deepStrictEqual(reaching(["processing"], 7071), []);
    });
});
