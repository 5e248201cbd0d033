import assert from "node:assert/strict";
import { stackOf } from "../../../../components";

/** What is wrong with the resources of a job's executors. */
function problemsOf(resources: object, role = "executor"): string[] {
    const job = { team: "sales", main: "local:///x.py", [role]: { resources } };
    const stack = { cluster: { context: "x" }, teams: { sales: {} }, jobs: { etl: job } };
    try {
        stackOf(stack, "Stack");
        return [];
    } catch (error) {
        const [, ...lines] = (error as Error).message.split("\n");
        return lines.map((line) => line.trim());
    }
}

const AT = "jobs.etl.executor.resources";

describe("the resources of a role", () => {
    const accepted: [string, object][] = [
        ["a GPU", { gpu: { amount: 1 } }],
        ["what tasks share", { gpu: { amount: 1, perTask: 0.25 } }],
        ["what a task has several of", { gpu: { amount: 4, perTask: 2 } }],
        [
            "another vendor's",
            { fpga: { amount: 2, vendor: "xilinx.com", discoveryScript: "/opt/fpga.sh" } },
        ],
    ];
    for (const [what, resources] of accepted) {
        it(`may be ${what}`, () => assert.deepEqual(problemsOf(resources), []));
    }

    const refused: [string, object, string[]][] = [
        ["no amount", { gpu: {} }, [`${AT}.gpu.amount: is missing`]],
        [
            "a part of one",
            { gpu: { amount: 0.5 } },
            [`${AT}.gpu.amount: 0.5 is not a whole number of 1 or more`],
        ],
        [
            "a resource of which nothing is known",
            { fpga: { amount: 1 } },
            [
                `${AT}.fpga.vendor: is missing: set the domain of the Kubernetes resource ` +
                    `name (e.g. "amd.com")`,
                `${AT}.fpga.discoveryScript: is missing: set the path of a script in the ` +
                    "image that lists the pod's devices in Spark's format (e.g. " +
                    `"/opt/find-gpus.sh")`,
            ],
        ],
        [
            "another vendor's GPU without its script",
            { gpu: { amount: 1, vendor: "amd.com" } },
            [
                `${AT}.gpu.discoveryScript: is missing: set the path of a script in the image ` +
                    `that lists the pod's devices in Spark's format (e.g. "/opt/find-gpus.sh")`,
            ],
        ],
        [
            "Kubernetes' name",
            { "nvidia.com/gpu": { amount: 1, vendor: "nvidia.com", discoveryScript: "/x.sh" } },
            [
                `${AT}["nvidia.com/gpu"]: "nvidia.com/gpu" is not a Spark resource name: use ` +
                    `the part after the domain in Kubernetes' name (e.g. "gpu"), with ` +
                    `letters, digits, "-" and "_"`,
            ],
        ],
        [
            "a vendor that is no domain",
            { gpu: { amount: 1, vendor: "nvidia" } },
            [
                `${AT}.gpu.vendor: "nvidia" is not the domain of a Kubernetes resource name ` +
                    `(e.g. "nvidia.com")`,
            ],
        ],
        [
            "a script that is not in the image",
            { gpu: { amount: 1, discoveryScript: "gpus.sh" } },
            [
                `${AT}.gpu.discoveryScript: "gpus.sh" is not the absolute path of a script in the image (e.g. "/opt/find-gpus.sh")`,
            ],
        ],
        [
            "more than half of one for a task",
            { gpu: { amount: 1, perTask: 0.75 } },
            [
                `${AT}.gpu.perTask: 0.75 is not what a task can take: a part from 0 to 0.5 (so that two or more share one), or a whole number`,
            ],
        ],
        [
            "more for a task than an executor has",
            { gpu: { amount: 1, perTask: 2 } },
            [`${AT}.gpu.perTask: 2 is more than an executor has (amount: 1): no task would fit`],
        ],
    ];
    for (const [what, resources, expected] of refused) {
        it(`are refused with ${what}`, () => assert.deepEqual(problemsOf(resources), expected));
    }

    it("of a driver have no perTask", () => {
        assert.deepEqual(problemsOf({ gpu: { amount: 1, perTask: 1 } }, "driver"), [
            "jobs.etl.driver.resources.gpu.perTask: applies only to executors, which run " +
                "tasks: remove it",
        ]);
    });

    it("are refused by property as they are by argument", () => {
        const conf = {
            "spark.executor.resource.gpu.amount": "0.5",
            "spark.task.resource.gpu.amount": "0.75",
        };
        const job = { team: "sales", main: "local:///x.py", conf };
        const stack = { cluster: { context: "x" }, teams: { sales: {} }, jobs: { etl: job } };
        assert.throws(
            () => stackOf(stack, "Stack"),
            (error: Error) =>
                /executor\.resource\.gpu\.amount"\]: "0\.5" is not a whole number: a pod has whole ones/.test(
                    error.message,
                ) &&
                /task\.resource\.gpu\.amount"\]: "0\.75" is not what a task can take/.test(
                    error.message,
                ),
        );
    });
});
