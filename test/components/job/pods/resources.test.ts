import assert from "node:assert/strict";
import { manifest } from "../../../../components/job/manifest/manifest";
import { jobFitsTeam } from "../../../../components/job/fit/teamFit";
import { NodePoolFacts } from "../../../../components/nodes/pools/nodePoolFacts";
import { Problems } from "../../../../components/validation/problems";
import { jobWith } from "../../../../testkit/someJob";

const SCRIPT = "/opt/spark/examples/src/main/scripts/getGpusResources.sh";

function specOf(args: object, parts: object = {}) {
    const { spec } = manifest({ ...jobWith({ main: "local:///x.py", ...args }), ...parts });
    const conf = Object.entries(spec.sparkConf).filter(([key]) => key.includes(".resource."));
    return { conf: Object.fromEntries(conf), driver: spec.driver, executor: spec.executor };
}

function tolerated({ template }: { template: { spec: { tolerations: { key?: string }[] } } }) {
    return template.spec.tolerations.filter(({ key = "" }) => key.includes(".com/"));
}

describe("GPUs and other resources of pods", () => {
    it("become Spark properties and tolerations of their taint", () => {
        const { conf, driver, executor } = specOf({
            executor: { resources: { gpu: { amount: 2, perTask: 0.25 } } },
        });
        assert.deepEqual(conf, {
            "spark.executor.resource.gpu.amount": "2",
            "spark.executor.resource.gpu.vendor": "nvidia.com",
            "spark.executor.resource.gpu.discoveryScript": SCRIPT,
            "spark.task.resource.gpu.amount": "0.25",
        });
        assert.deepEqual(tolerated(driver), []);
        assert.deepEqual(tolerated(executor), [
            { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
        ]);
    });

    it("apply to another role only if it requests them", () => {
        const { conf, driver, executor } = specOf({
            driver: {
                resources: { fpga: { amount: 1, vendor: "amd.com", discoveryScript: "/opt/f.sh" } },
            },
        });
        assert.deepEqual(conf, {
            "spark.driver.resource.fpga.amount": "1",
            "spark.driver.resource.fpga.vendor": "amd.com",
            "spark.driver.resource.fpga.discoveryScript": "/opt/f.sh",
        });
        assert.deepEqual(tolerated(driver).length, 1);
        assert.deepEqual(tolerated(executor), []);
    });

    const properties = {
        "spark.executor.resource.gpu.amount": "1",
        "spark.executor.resource.gpu.vendor": "amd.com",
        "spark.executor.resource.gpu.discoveryScript": "/opt/amd.sh",
    };

    it("make the same job by argument and by property", () => {
        const gpu = { amount: 1, vendor: "amd.com", discoveryScript: "/opt/amd.sh" };
        const { spec } = manifest(
            jobWith({ main: "local:///x.py", executor: { resources: { gpu } } }),
        );
        assert.deepEqual(
            spec,
            manifest(jobWith({ main: "local:///x.py", conf: properties, executor: {} })).spec,
        );
    });

    it("by property are tolerated, too", () => {
        assert.deepEqual(
            tolerated(specOf({ conf: properties }).executor).map(({ key }) => key),
            ["amd.com/gpu"],
        );
    });

    it("of a job replace those of its team", () => {
        const { conf } = specOf(
            { executor: { resources: { gpu: { amount: 1 } } } },
            { sparkConf: { ...properties, "spark.task.resource.gpu.amount": "1" } },
        );
        assert.deepEqual(conf, {
            "spark.executor.resource.gpu.amount": "1",
            "spark.executor.resource.gpu.vendor": "nvidia.com",
            "spark.executor.resource.gpu.discoveryScript": SCRIPT,
        });
    });

    describe("and node pools", () => {
        const room = { instanceType: "m5.2xlarge", cpuMillis: 7910, memoryMib: 29317 };
        const gpuRoom = { ...room, instanceType: "g5.xlarge", resources: { "nvidia.com/gpu": 1 } };
        const pools: Record<string, NodePoolFacts> = {
            driver: { role: "driver", zones: ["a"], largest: [room] },
            executor: { role: "executor", zones: ["a"], largest: [room] },
        };
        const problemsOf = (args: object, nodePools = pools) => {
            const problems = new Problems();
            const job = { main: "local:///x.py", ...args };
            jobFitsTeam("jobs.etl", job, { team: "sales", nodePools }, problems);
            return problems.list();
        };
        const ADVICE =
            'run it on a cluster whose own nodes have it, with autoscaler: "none" ' +
            "(docs/how-to/use-gpus.md)";
        const withGpus = {
            ...pools,
            gpus: { role: "executor", zones: ["a"], largest: [gpuRoom] } as NodePoolFacts,
        };

        it("that have none cannot run them", () => {
            assert.deepEqual(problemsOf({ executor: { resources: { gpu: { amount: 1 } } } }), [
                "jobs.etl.executor.resources.gpu: each executor requests 1 nvidia.com/gpu, but no " +
                    `node of pool "executor" has any: ${ADVICE}`,
            ]);
            assert.deepEqual(problemsOf({ conf: properties }), [
                'jobs.etl.conf["spark.executor.resource.gpu.amount"]: each executor requests 1 ' +
                    `amd.com/gpu, but no node of pool "executor" has any: ${ADVICE}`,
            ]);
        });

        it("that have too few cannot, either", () => {
            const two = { executor: { resources: { gpu: { amount: 2 } }, pool: "gpus" } };
            assert.deepEqual(problemsOf(two, withGpus), [
                "jobs.etl.executor.resources.gpu: each executor requests 2 nvidia.com/gpu, but no " +
                    `node of pool "gpus" has more than 1: ${ADVICE}`,
            ]);
        });

        it("that have enough can", () => {
            const one = { executor: { resources: { gpu: { amount: 1 } } } };
            assert.deepEqual(problemsOf(one, withGpus), []);
        });
    });
});
