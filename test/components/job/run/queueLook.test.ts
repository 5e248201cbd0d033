import assert from "node:assert/strict";
import { queueWarning } from "../../../../components/job/run/queueLook";
import { CustomObject } from "../../../../components/kubernetes/objects";

const answering = (answer: CustomObject[] | Error) => () => ({
    listCustomObjects: () =>
        answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer),
});

describe("the look at a queue of Kueue", () => {
    it("warns where the namespace does not have it, or there is no Kueue", async () => {
        for (const queues of [[], [{ metadata: { name: "other" } }]]) {
            assert.equal(
                await queueWarning(answering(queues), "processing", "etl"),
                'scheduler.queue: namespace "processing" has no LocalQueue "etl". With Kueue the job ' +
                    "stays suspended until there is one; without Kueue it runs at once",
            );
        }
    });

    it("says nothing where it exists, or nobody may look", async () => {
        const queues = [{ metadata: { name: "etl" } }];
        for (const answer of [queues, new Error("forbidden")]) {
            assert.equal(await queueWarning(answering(answer), "processing", "etl"), undefined);
        }
    });
});
