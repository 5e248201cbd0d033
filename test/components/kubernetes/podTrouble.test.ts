import assert from "node:assert/strict";
import { Pod } from "../../../components/kubernetes/objects";
import { podTrouble, unschedulable } from "../../../components/kubernetes/podTrouble";

function waiting(reason: string, message?: string): Pod {
    return { status: { containerStatuses: [{ state: { waiting: { reason, message } } }] } };
}

describe("what keeps a pod from running", () => {
    it("is the first waiting reason that does not go away on its own", () => {
        assert.deepStrictEqual(podTrouble(waiting("ErrImagePull", "no such image")), {
            reason: "ErrImagePull",
            message: "no such image",
        });
        assert.deepStrictEqual(podTrouble(waiting("InvalidImageName")), {
            reason: "InvalidImageName",
            message: "",
        });
    });

    it("may be in an init container", () => {
        const [status] = waiting("CrashLoopBackOff").status?.containerStatuses ?? [];
        const pod: Pod = { status: { initContainerStatuses: [{}, status ?? {}] } };
        assert.strictEqual(podTrouble(pod)?.reason, "CrashLoopBackOff");
    });

    it("is nothing while it starts, runs or is new", () => {
        assert.strictEqual(podTrouble(waiting("ContainerCreating")), undefined);
        assert.strictEqual(podTrouble({ status: { containerStatuses: [{}] } }), undefined);
        assert.strictEqual(podTrouble({}), undefined);
    });

    it("is the scheduler's message if no node fits", () => {
        const condition = { type: "PodScheduled", status: "False", reason: "Unschedulable" };
        const message = "0/4 nodes are available";
        assert.strictEqual(
            unschedulable({ status: { conditions: [{ ...condition, message }] } }),
            message,
        );
        assert.strictEqual(
            unschedulable({ status: { conditions: [condition] } }),
            "no node fits the pod",
        );
        assert.strictEqual(
            unschedulable({ status: { conditions: [{ ...condition, status: "True" }] } }),
            undefined,
        );
        assert.strictEqual(unschedulable({}), undefined);
    });
});
