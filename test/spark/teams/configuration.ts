import { strict as assert } from "node:assert";
import { driverLog } from "../../../testkit/applications";
import type { Scene } from "./scene";

interface Resource {
    urn: string;
    type: string;
    outputs?: Record<string, unknown>;
}

export function configuration(scene: Scene): void {
    describe("configuration", () => {
        it("the driver has the effective configuration, key by key", async () => {
            const { output } = await scene.stack.pulumi("stack", "export");
            const { resources } = (JSON.parse(output) as { deployment: { resources: Resource[] } })
                .deployment;
            const job = resources.find(
                ({ urn, type }) =>
                    type === "spark-platform:index:SparkApplication" && /::conf$/.test(urn),
            );
            const effective = job?.outputs?.effectiveConf as Record<
                string,
                { value: string; layer: string }
            >;
            const line =
                /^CONF (.*)$/m.exec(driverLog("alpha", scene.application("conf")))?.[1] ?? "";
            const actual = JSON.parse(line) as Record<string, string>;
            assert.deepEqual(
                Object.keys(effective).map((key) => [key, actual[key]]),
                Object.entries(effective).map(([key, { value }]) => [key, value]),
            );
            const layerOf = (key: string) => effective[key]?.layer;
            assert.equal(layerOf("spark.sql.shuffle.partitions"), "job");
            assert.equal(layerOf("spark.locality.wait"), "team");
            assert.equal(layerOf("spark.rdd.compress"), "platform");
            assert.equal(layerOf("spark.decommission.enabled"), "library");
            assert.equal(layerOf("spark.executor.memory"), "job");
        });

        for (const [job, seen] of [
            ["at-info", ["INFO", "WARN", "ERROR"]],
            ["at-warn", ["WARN", "ERROR"]],
            ["at-error", ["ERROR"]],
        ] as const) {
            it(`job ${job}: the driver logs ${seen.join(", ")}`, () => {
                const lines = driverLog("alpha", scene.application(job)).matchAll(
                    /^\S+ \S+ (\w+) levels: an? \w+$/gm,
                );
                assert.deepEqual(
                    [...lines].map(([, level]) => level),
                    seen,
                );
            });
        }
    });
}
