import assert from "node:assert/strict";
import { SparkPlatform } from "../../../../components";
import { someCluster } from "../../../../testkit/cluster";
import { only, register } from "../../../../testkit/mocks";

const CRON_JOB = "kubernetes:batch/v1:CronJob";

async function cleanup(images?: { spark: string }): Promise<any> {
    const resources = await register(() => {
        const lakehouse = {
            objectStore: {},
            buckets: { lake: {}, "lake-2": { abortUploadsAfterDays: 1 } },
        };
        const teams = { processing: {} };
        const artifacts = { images };
        new SparkPlatform("spark", { cluster: someCluster(), teams, lakehouse, artifacts });
    });
    return only(resources, CRON_JOB).inputs["spec"];
}

describe("the cleanup of uploads", () => {
    it("checks every bucket every hour for uploads of the bucket's age limit, with its own key", async () => {
        const { schedule, concurrencyPolicy, jobTemplate } = await cleanup();
        assert.deepStrictEqual([schedule, concurrencyPolicy], ["17 * * * *", "Forbid"]);
        const [container] = jobTemplate.spec.template.spec.containers;
        assert.deepStrictEqual(container.env, [
            { name: "HOST", value: "object-store.spark-object-store.svc:7070" },
            { name: "BUCKETS", value: "lake=604800 lake-2=86400" },
            { name: "AWS_ACCESS_KEY_ID", value: "platform-cleanup" },
            {
                name: "AWS_SECRET_ACCESS_KEY",
                valueFrom: { secretKeyRef: { name: "object-store-users", key: "cleanupSecret" } },
            },
        ]);
    });

    it("runs in the platform's Spark image, which has Python", async () => {
        const imageOf = (spec: any) => spec.jobTemplate.spec.template.spec.containers[0].image;
        assert.match(imageOf(await cleanup()), /^apache\/spark:.*-python3-/);
        assert.strictEqual(imageOf(await cleanup({ spark: "mirror/spark:1" })), "mirror/spark:1");
    });
});
