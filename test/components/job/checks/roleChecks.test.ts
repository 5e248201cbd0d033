import assert from "node:assert/strict";
import fc from "fast-check";
import { problemsOf, refusesEach } from "./cases";

describe("a job's driver and executors", () => {
    refusesEach([
        // sizes
        [
            "a heap that Spark refuses",
            { driver: { memory: "256m" } },
            'driver.memory: "256m" is too small: Spark needs a heap of at least 450m (e.g. "512m")',
        ],
        [
            "an overhead in units of Kubernetes",
            { executor: { memoryOverhead: "1Gi" } },
            'executor.memoryOverhead: "1Gi" is not a Spark memory size: ' +
                'a whole number and k, m, g or t (e.g. "512m", "14g")',
        ],
        [
            "half a core",
            { executor: { cores: 0.5 } },
            "executor.cores: 0.5 is not a whole number of 1 or more",
        ],
        [
            "CPU in units of memory",
            { driver: { coreRequest: "1Gi" } },
            'driver.coreRequest: "1Gi" is not an amount of CPU (e.g. "2", "0.5", "500m")',
        ],
        [
            "a limit of CPU that is a number",
            { driver: { coreLimit: 2 } },
            'driver.coreLimit: 2 is not an amount of CPU (e.g. "2", "0.5", "500m")',
        ],
        [
            "a limit below the request",
            { executor: { cores: 2, coreLimit: "1200m" } },
            'executor.coreLimit: "1200m" is less than the pod\'s CPU request ("2")',
        ],
        [
            "a limit below the default request",
            { driver: { coreLimit: "0.2" } },
            'driver.coreLimit: "0.2" is less than the pod\'s CPU request ("250m")',
        ],
        // numbers of executors
        [
            "no executors",
            { executor: { instances: 0 } },
            "executor.instances: 0 is not a whole number of 1 or more",
        ],
        [
            "instances of a driver",
            { driver: { instances: 2 } },
            'driver.instances: unknown key "instances" (known: cores, coreRequest, coreLimit, ' +
                "memory, memoryOverhead, pool, labels, annotations, env, secretEnv, configMapEnv, " +
                "fieldEnv, envFrom, tolerations, nodeSelector, initContainers, sidecars, hostAliases, " +
                "terminationGracePeriodSeconds, ports, podTemplate, resources, volumes)",
        ],
        [
            "a range without an end",
            { executor: { dynamicAllocation: { min: 1 } } },
            "executor.dynamicAllocation.max: is missing",
        ],
        [
            "a start outside of the range",
            { executor: { dynamicAllocation: { min: 1, max: 2, initial: 3 } } },
            "executor.dynamicAllocation.initial: 3 is not between min (1) and max (2)",
        ],
        // labels, variables
        [
            "a label of the platform",
            { driver: { labels: { "spark-platform.dev/team": "b" } } },
            'driver.labels["spark-platform.dev/team"]: is set by Spark or the platform; ' +
                "choose another key",
        ],
        [
            "an annotation that is a number",
            { executor: { annotations: { a: 1 } } },
            'executor.annotations.a: 1 is not a string: write it in quotes (e.g. "1")',
        ],
        [
            "a pool that cannot be a label",
            { executor: { pool: "on demand" } },
            'executor.pool: "on demand" is not a name: use up to 63 letters, digits, "-", "_" and "."',
        ],
    ]);

    it("accepts every memory size from 450m, and no other string", () => {
        const unit = fc.constantFrom("m", "g", "t");
        fc.assert(
            fc.property(fc.integer({ min: 450, max: 99999 }), unit, (amount, suffix) => {
                // Spark keeps it as MiB in an int.
                fc.pre(suffix !== "t" || amount < 2048);
                assert.deepEqual(problemsOf({ driver: { memory: `${amount}${suffix}` } }), []);
            }),
        );
        fc.assert(
            fc.property(fc.string(), (text) => {
                fc.pre(!/^[1-9][0-9]*[kmgt]$/.test(text));
                assert.equal(problemsOf({ driver: { memory: text } }).length, 1);
            }),
            { examples: [["0t"], ["00g"], ["0"], ["450"]] },
        );
    });
});
