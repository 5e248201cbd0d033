import assert from "node:assert/strict";
import { missingQueueWarning } from "../../../../components/job/run/missingQueue";
import { CustomObject } from "../../../../components/kubernetes/objects";

const answering = (answer: CustomObject[] | Error) => () => ({
    listCustomObjects: () =>
        answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer),
});

describe("checking a Kueue queue", () => {
    it("warns if the namespace does not have it, or Kueue is missing", async () => {
        for (const queues of [[], [{ metadata: { name: "other" } }]]) {
            assert.equal(
                await missingQueueWarning(answering(queues), "processing", "etl"),
                'scheduler.queue: namespace "processing" has no LocalQueue "etl". With Kueue, ' +
                    "the job stays suspended until one is created; without Kueue, it runs at once",
            );
        }
    });

    it("is silent if it exists or cannot be checked", async () => {
        const queues = [{ metadata: { name: "etl" } }];
        for (const answer of [queues, new Error("forbidden")]) {
            assert.equal(
                await missingQueueWarning(answering(answer), "processing", "etl"),
                undefined,
            );
        }
    });
});
