import assert from "node:assert/strict";
import { priorityClasses } from "../../../components/team/priorityClasses";

describe("priorityClasses", () => {
    it("put drivers over executors, and neither over pods that run", () => {
        assert.deepStrictEqual(priorityClasses("spark"), {
            driver: {
                name: "spark-driver",
                value: 1000,
                preemptionPolicy: "Never",
                globalDefault: false,
                description:
                    "Spark drivers: scheduled before executors, never instead of running pods.",
            },
            executor: {
                name: "spark-executor",
                value: 500,
                preemptionPolicy: "Never",
                globalDefault: false,
                description:
                    "Spark executors: scheduled after drivers, never instead of running pods.",
            },
        });
    });

    it("have names that Kubernetes takes, and other ones for another platform", () => {
        const { driver, executor } = priorityClasses("My_Platform");
        assert.match(driver.name, /^my-platform-[0-9a-f]{8}-driver$/);
        assert.match(executor.name, /^my-platform-[0-9a-f]{8}-executor$/);
    });
});
