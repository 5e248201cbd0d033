import assert from "node:assert/strict";
import { CustomObject } from "../../../../components/kubernetes/objects";
import { KubernetesApiError } from "../../../../components/kubernetes/http";
import { play, Scene } from "../scenario";

const why = "couldn't assign flavors to pod set driver: insufficient unused quota for cpu";

function workload(uid: string, status: string, message: string): CustomObject {
    const conditions = [{ type: "QuotaReserved", status, message }];
    return { metadata: { ownerReferences: [{ uid }] }, status: { conditions } };
}

const workloads = [
    workload("of another", "False", "not this"),
    workload("of the run", "False", why),
];
const queued: Scene = { state: "SUSPENDED", queue: "etl", workloads };

async function warningsAfter(seconds: number, scene: Scene): Promise<string[]> {
    const scenes = Array.from({ length: seconds }, () => scene);
    return (await play([...scenes, { state: "COMPLETED" }])).warnings;
}

describe("a run that waits in a queue of Kueue", () => {
    it("is told of once, with Kueue's reason", async () => {
        assert.deepEqual(await warningsAfter(120, queued), [
            `the job waits in queue "etl" of Kueue: ${why}`,
        ]);
    });

    it("is told of without a reason where Kueue names none, or nobody may look", async () => {
        const admitted = [workload("of the run", "True", "Quota reserved in ClusterQueue all")];
        for (const none of [[], admitted, new KubernetesApiError("workloads is forbidden", 403)]) {
            assert.deepEqual(await warningsAfter(60, { ...queued, workloads: none }), [
                'the job waits in queue "etl" of Kueue',
            ]);
        }
    });

    it("is no news for half a minute, nor where a person has suspended the job", async () => {
        assert.deepEqual(await warningsAfter(20, queued), []);
        assert.deepEqual(await warningsAfter(120, { ...queued, queue: undefined }), []);
    });

    it("has not ended an attempt when it is let go for the first time", async () => {
        const rerun: Scene = { state: "PENDING_RERUN", restart: "OnFailure", attempts: 0 };
        assert.deepEqual(await warningsAfter(5, rerun), []);
    });
});
