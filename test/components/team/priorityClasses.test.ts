import assert from "node:assert/strict";
import {
    CLASS_SPECS,
    className,
    ownPrefix,
    plainPrefix,
} from "../../../components/team/priorityClasses";

describe("a platform's PriorityClasses", () => {
    it("put drivers above executors, and neither above running pods", () => {
        assert.deepStrictEqual(CLASS_SPECS, {
            driver: {
                value: 1000,
                preemptionPolicy: "Never",
                globalDefault: false,
                description:
                    "Spark drivers: scheduled before executors, never instead of running pods.",
            },
            executor: {
                value: 500,
                preemptionPolicy: "Never",
                globalDefault: false,
                description:
                    "Spark executors: scheduled after drivers, never instead of running pods.",
            },
        });
    });

    it("have names that Kubernetes accepts, and others for another platform or stack", () => {
        assert.strictEqual(className(plainPrefix("spark"), "driver"), "spark-driver");
        assert.match(
            className(plainPrefix("My_Platform"), "executor"),
            /^my-platform-[0-9a-f]{8}-executor$/,
        );
        const [one, other] = ["project/a", "project/b"].map((stack) => ownPrefix("spark", stack));
        assert.match(one ?? "", /^spark-[0-9a-f]{8}$/);
        assert.notStrictEqual(one, other);
    });
});
