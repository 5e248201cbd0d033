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

describe("a run that waits in a Kueue queue", () => {
    it("causes one warning, with Kueue's reason", async () => {
        assert.deepEqual(await warningsAfter(120, queued), [
            `the job is waiting in Kueue's queue "etl": ${why}`,
        ]);
    });

    it("causes a warning without a reason if Kueue has none or it cannot be read", async () => {
        const admitted = [workload("of the run", "True", "Quota reserved in ClusterQueue all")];
        for (const none of [[], admitted, new KubernetesApiError("workloads is forbidden", 403)]) {
            assert.deepEqual(await warningsAfter(60, { ...queued, workloads: none }), [
                'the job is waiting in Kueue\'s queue "etl"',
            ]);
        }
    });

    it("causes no warning for half a minute, or if the user has suspended the job", async () => {
        assert.deepEqual(await warningsAfter(20, queued), []);
        assert.deepEqual(await warningsAfter(120, { ...queued, queue: undefined }), []);
    });

    it("does not count as a failed attempt when it is first admitted", async () => {
        const rerun: Scene = { state: "PENDING_RERUN", restart: "OnFailure", attempts: 0 };
        assert.deepEqual(await warningsAfter(5, rerun), []);
    });
});
