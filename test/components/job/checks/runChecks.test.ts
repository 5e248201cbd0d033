import assert from "node:assert/strict";
import { Case, problemsOf, refusesEach, scheduledProblemsOf } from "./cases";

const kueue = { name: "kueue", queue: "etl" };
const jar = { main: "local:///a.jar" };

describe("when a job runs, and who can connect to it", () => {
    it("accepts all of it together", () => {
        const args = {
            timeout: "2h",
            scheduler: { ...kueue, priorityClass: "high" },
            ingress: [
                { port: 15002, from: ["notebooks"] },
                { port: 1, protocol: "UDP", from: ["a"] },
            ],
            labels: { "cost-centre": "42" },
            annotations: { "example.com/owner": "Data Platform" },
        };
        assert.deepEqual(problemsOf(args), []);
        assert.deepEqual(
            problemsOf({ ...args, scheduler: { name: "volcano" }, suspend: true }),
            [],
        );
        assert.deepEqual(scheduledProblemsOf({ ...args, suspend: true }), []);
    });

    refusesEach([
        [
            "a timeout without a unit",
            { timeout: "90" },
            'timeout: "90" is not a duration: a whole number and s, m, h or d (e.g. "90s", "7d")',
        ],
        [
            "a timeout that Kubernetes does not take",
            { timeout: "30000d" },
            'timeout: "30000d" is more than 24855d, the maximum that Kubernetes accepts here',
        ],
        [
            "an unknown scheduler",
            { scheduler: { name: "Kueue", queue: "etl" } },
            'scheduler.name: unknown batch scheduler "Kueue"; did you mean "kueue"? ' +
                "(known: kueue, yunikorn, volcano, kube-scheduler)",
        ],
        [
            "a scheduler in one word",
            { scheduler: "kueue" },
            'scheduler: "kueue" is not a map of keys and values (e.g. { name: kueue })',
        ],
        [
            "Kueue without a queue",
            { scheduler: { name: "kueue" } },
            "scheduler.queue: is missing: name a LocalQueue in the team's namespace; Kueue " +
                "ignores jobs without one",
        ],
        [
            "Kueue and executors by the work",
            { scheduler: kueue, executor: { dynamicAllocation: { min: 1, max: 4 } } },
            "executor.dynamicAllocation: is rejected by Kueue, which admits jobs with a fixed " +
                "number of pods only: use executor.instances",
        ],
        [
            "a suspension beside Kueue's",
            { scheduler: kueue, suspend: true },
            "suspend: cannot be combined with scheduler kueue, which suspends and resumes " +
                "jobs itself: remove it, or stop the queue (stopPolicy: Hold on the LocalQueue)",
        ],
        [
            "a priority for YuniKorn",
            { scheduler: { name: "yunikorn", priorityClass: "high" } },
            "scheduler.priorityClass: is not passed to YuniKorn, which reads the pods' own: " +
                "remove it",
        ],
        [
            "a queue for kube-scheduler",
            { scheduler: { name: "kube-scheduler", queue: "etl" } },
            "scheduler.queue: has no effect on kube-scheduler, whose pod groups have no " +
                "queues: remove it",
        ],
        [
            "a second word for the scheduler",
            {
                scheduler: { name: "volcano" },
                conf: { "spark.kubernetes.scheduler.name": "yunikorn" },
            },
            'conf["spark.kubernetes.scheduler.name"]: is set by `scheduler.name` ("volcano"); ' +
                "remove it here",
        ],
        [
            "the label of a queue",
            { labels: { "kueue.x-k8s.io/queue-name": "etl" } },
            'labels["kueue.x-k8s.io/queue-name"]: is set by `scheduler`: use { name: kueue, ' +
                "queue: … }",
        ],
        [
            "a label of the library",
            { labels: { "spark-platform.dev/job": "other" } },
            'labels["spark-platform.dev/job"]: is set by Spark or the platform; choose another key',
        ],
        [
            "an annotation of the engine",
            { annotations: { "pulumi.com/waitFor": "condition=Ready" } },
            'annotations["pulumi.com/waitFor"]: is set by the platform; choose another key',
        ],
        [
            "a port that is none",
            { ingress: [{ port: 70000, from: ["a"] }] },
            "ingress[0].port: 70000 is not a whole number from 1 to 65535",
        ],
        ["a port for nobody", { ingress: [{ port: 80 }] }, "ingress[0].from: is missing"],
        [
            "a port for everybody by accident",
            { ingress: [{ port: 80, from: [] }] },
            "ingress[0].from: is empty: name the namespaces whose pods may connect",
        ],
        [
            "Spark Connect's server as a class",
            { ...jar, mainClass: "org.apache.spark.sql.connect.service.SparkConnectServer" },
            'mainClass: "org.apache.spark.sql.connect.service.SparkConnectServer" does not run in ' +
                "cluster mode: run a program that waits, with the property " +
                "spark.plugins: org.apache.spark.sql.connect.SparkConnectPlugin, which starts the " +
                "server in its driver, and open port 15002 with `ingress`",
        ],
        [
            "the Thrift server as a class",
            { ...jar, mainClass: "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2" },
            'mainClass: "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2" does not run in ' +
                "cluster mode: run a program that calls HiveThriftServer2.startWithContext and waits, " +
                "and open port 10000 with `ingress`",
        ],
        [
            "the SQL shell as a class",
            { ...jar, mainClass: "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver" },
            'mainClass: "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver" does not run in ' +
                "cluster mode: run a program that gives each statement to spark.sql(…)",
        ],
    ]);

    const names: Case[] = [
        [
            "batchScheduler",
            { batchScheduler: "volcano" },
            "use `scheduler`: { name, queue, priorityClass }",
        ],
        [
            "timeToLiveSeconds",
            { timeToLiveSeconds: 60 },
            'use `timeToLive`, a duration (e.g. "7d")',
        ],
        [
            "activeDeadlineSeconds",
            { activeDeadlineSeconds: 60 },
            'use `timeout`, a duration (e.g. "2h")',
        ],
        ["sparkConf", { sparkConf: {} }, "use `conf`"],
        ["restartPolicy", { restartPolicy: {} }, "use `restart`: { policy, retries, interval }"],
    ];
    for (const [key, args, advice] of names) {
        it(`says what to use instead of the operator's ${key}`, () => {
            const expected = `${key}: unknown key "${key}": ${advice}`;
            assert.deepEqual(problemsOf(args), [`jobs.pi.${expected}`]);
            assert.deepEqual(scheduledProblemsOf(args), [`jobs.daily.${expected}`]);
        });
    }

    it("says what to use instead of the operator's keys of schedules", () => {
        assert.deepEqual(scheduledProblemsOf({ concurrencyPolicy: "Forbid" }), [
            'jobs.daily.concurrencyPolicy: unknown key "concurrencyPolicy": use `concurrency`',
        ]);
    });
});
