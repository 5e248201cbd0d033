import assert from "node:assert/strict";
import * as fc from "fast-check";
import { OperatorCapacity, operatorCapacity } from "../../../../components/operator/chart/capacity";
import { operatorValues } from "../../../../components/operator/chart/values";
import {
    OperatorLoadArgs,
    operatorReleaseFields,
} from "../../../../components/operator/operatorArgs";
import { Problems } from "../../../../components/validation/problems";
import { tableOf } from "../docs";

function load(jobsPerMinute: number, concurrentJobs: number): OperatorLoadArgs {
    return { jobsPerMinute, concurrentJobs };
}

/** The numbers of a capacity: CPU in cores, memory in MiB. */
function numbersOf({ controller, webhook }: OperatorCapacity): Record<string, number> {
    const { resources, workqueueRateLimiter, ...rest } = controller;
    const { requests, limits } = resources;
    assert.match(`${requests.memory} ${limits.memory}`, /^\d+Mi \d+Mi$/);
    return {
        ...rest,
        ...workqueueRateLimiter,
        cpu: Number(requests.cpu),
        memoryRequest: parseInt(requests.memory, 10),
        memoryLimit: parseInt(limits.memory, 10),
        webhookReplicas: webhook.replicas,
    };
}

const flags = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
const SHORT_LIVED_JVMS = ["SPARK_LAUNCHER_OPTS", "SPARK_SUBMIT_OPTS"].map((name) => ({
    name,
    value: flags,
}));

describe("an operator for a load", () => {
    it("keeps the chart's settings if they suffice", () => {
        assert.deepStrictEqual(operatorCapacity(load(1, 1)), {
            controller: {
                replicas: 1,
                workers: 10,
                kubeAPIQPS: 20,
                kubeAPIBurst: 30,
                workqueueRateLimiter: { bucketQPS: 50, bucketSize: 500 },
                resources: {
                    requests: { cpu: "0.2", memory: "600Mi" },
                    limits: { memory: "4400Mi" },
                },
            },
            webhook: { replicas: 2 },
        });
    });

    it("gets half of the 35 cores measured at the maximum load", () => {
        assert.deepStrictEqual(operatorCapacity(load(150, 6000)), {
            controller: {
                replicas: 1,
                workers: 13,
                kubeAPIQPS: 213,
                kubeAPIBurst: 320,
                workqueueRateLimiter: { bucketQPS: 113, bucketSize: 42000 },
                resources: {
                    requests: { cpu: "17.5", memory: "4400Mi" },
                    limits: { memory: "7000Mi" },
                },
            },
            webhook: { replicas: 2 },
        });
    });

    // kubeflow/spark-operator, docs/website/performance/benchmarking.md: its text, and its graphs.
    const PUBLISHED = [
        { workers: 10, jobsPerMinute: 130, cores: 26.5, peakGb: 3.5 },
        // All cores were busy: twice the workers made little of it.
        { workers: 20, jobsPerMinute: 145, cores: 35, peakGb: 6.6 },
    ];
    /** CPU of a submission with the library's JVM options, to that with the chart's (bench-operator). */
    const CPU_RATIO = 0.54;

    for (const { workers, jobsPerMinute, cores, peakGb } of PUBLISHED) {
        it(`is as published for ${jobsPerMinute} jobs a minute, but for what the JVM options save`, () => {
            const { cpu, memoryLimit, ...least } = numbersOf(
                operatorCapacity(load(jobsPerMinute, 6000)),
            );
            assert.ok(Math.abs(cpu! / (cores * CPU_RATIO) - 1) < 0.15, `${cpu} cores`);
            assert.ok(memoryLimit! * 2 ** 20 > peakGb * 1e9, `${memoryLimit} MiB`);
            assert.ok(least["workers"]! < workers * 1.15, `${least["workers"]} workers`);
        });
    }

    const anyLoad = fc.record({
        jobsPerMinute: fc.integer({ min: 1, max: 150 }),
        concurrentJobs: fc.integer({ min: 1, max: 6000 }),
    });

    it("never gets less of anything with a higher load", () => {
        fc.assert(
            fc.property(anyLoad, anyLoad, (one, other) => {
                const more = load(
                    Math.max(one.jobsPerMinute, other.jobsPerMinute),
                    Math.max(one.concurrentJobs, other.concurrentJobs),
                );
                const least = numbersOf(operatorCapacity(one));
                const most = numbersOf(operatorCapacity(more));
                const less = Object.keys(least).filter((key) => most[key]! < least[key]!);
                assert.deepStrictEqual(less, []);
            }),
        );
    });

    it("stays between the chart's settings and what one node can provide", () => {
        const least = numbersOf(operatorCapacity(load(1, 1)));
        const most = numbersOf(operatorCapacity(load(150, 6000)));
        fc.assert(
            fc.property(anyLoad, (any) => {
                const numbers = numbersOf(operatorCapacity(any));
                const outside = Object.keys(numbers).filter(
                    (key) => numbers[key]! < least[key]! || numbers[key]! > most[key]!,
                );
                assert.deepStrictEqual(outside, []);
                assert.ok(numbers["memoryRequest"]! <= numbers["memoryLimit"]!);
                assert.ok(numbers["kubeAPIBurst"]! >= numbers["kubeAPIQPS"]!);
                assert.ok(numbers["workers"]! * 60 >= any.jobsPerMinute * 4.6);
            }),
        );
    });

    it("is what the documentation shows", () => {
        const rows = tableOf("jobsPerMinute");
        assert.ok(rows.length >= 4);
        const computed = rows.map(([jobs, concurrent]) => {
            const { controller } = operatorCapacity(load(Number(jobs), Number(concurrent)));
            const { requests, limits } = controller.resources;
            const { bucketQPS, bucketSize } = controller.workqueueRateLimiter;
            return [
                jobs,
                concurrent,
                requests.cpu,
                requests.memory,
                limits.memory,
                `${controller.workers}`,
                `${controller.kubeAPIQPS} / ${controller.kubeAPIBurst}`,
                `${bucketQPS} / ${bucketSize}`,
            ];
        });
        assert.deepStrictEqual(rows, computed);
    });
});

describe("the operator's chart with a load", () => {
    it("gets the values derived from it", () => {
        const values = operatorValues({ jobNamespaces: ["processing"], load: load(60, 500) });
        assert.deepStrictEqual(values, {
            fullnameOverride: "spark-operator",
            controller: {
                replicas: 1,
                env: SHORT_LIVED_JVMS,
                workers: 10,
                kubeAPIQPS: 54,
                kubeAPIBurst: 81,
                workqueueRateLimiter: { bucketQPS: 50, bucketSize: 3500 },
                resources: {
                    requests: { cpu: "7", memory: "1500Mi" },
                    limits: { memory: "4500Mi" },
                },
                rbac: { create: false },
            },
            webhook: {
                enable: true,
                replicas: 2,
                resources: {
                    requests: { cpu: "50m", memory: "128Mi" },
                    limits: { memory: "300Mi" },
                },
            },
            spark: {
                jobNamespaces: ["processing"],
                serviceAccount: { create: false },
                rbac: { create: false },
            },
        });
    });

    it("lets the user's own values win", () => {
        const own = { controller: { workers: 100, resources: { requests: { cpu: "16" } } } };
        const plain = operatorValues({ jobNamespaces: ["processing"], load: load(150, 100) });
        const values = operatorValues({
            jobNamespaces: ["processing"],
            load: load(150, 100),
            values: own,
        });
        const controller = plain["controller"] as OperatorCapacity["controller"];
        const { requests, limits } = controller.resources;
        assert.deepStrictEqual(values, {
            ...plain,
            controller: {
                ...controller,
                workers: 100,
                resources: { requests: { ...requests, cpu: "16" }, limits },
            },
        });
    });
});

describe("a load", () => {
    function problemsOf(value: unknown): string[] {
        const problems = new Problems();
        operatorReleaseFields["load"]?.(value, "operator.load", problems);
        return problems.list();
    }

    it("can be anything that one operator can handle", () => {
        assert.deepStrictEqual(problemsOf(load(1, 1)), []);
        assert.deepStrictEqual(problemsOf(load(150, 6000)), []);
    });

    it("is refused if it is higher, with what to do", () => {
        const advice = "share the teams out over several platforms, each on a cluster of its own";
        assert.deepStrictEqual(problemsOf(load(151, 6001)), [
            "operator.load.jobsPerMinute: 151 is more than the 150 a minute that one operator " +
                `can start: ${advice}`,
            "operator.load.concurrentJobs: 6001 is more than the 6000 that one operator was " +
                `measured with: ${advice}`,
        ]);
    });

    for (const wrong of [0, -1, 1.5, 200.5, "60"]) {
        it(`is refused as ${JSON.stringify(wrong)}`, () => {
            const shown = JSON.stringify(wrong);
            assert.deepStrictEqual(problemsOf({ jobsPerMinute: wrong, concurrentJobs: 1 }), [
                `operator.load.jobsPerMinute: ${shown} is not a whole number of 1 or more`,
            ]);
        });
    }

    it("needs both numbers, and has no others", () => {
        assert.deepStrictEqual(problemsOf({ jobs: 1 }), [
            'operator.load.jobs: unknown key "jobs" (known: jobsPerMinute, concurrentJobs)',
            "operator.load.jobsPerMinute: is missing",
            "operator.load.concurrentJobs: is missing",
        ]);
    });
});
