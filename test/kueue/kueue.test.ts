import { strict as assert } from "node:assert";
import { Application, driverLog, eventually, read, stateOf } from "../../testkit/applications";
import {
    conditionOf,
    createDryRun,
    provideQueue,
    setStopPolicy,
    workloadOf,
} from "../../testkit/kueue/queues";
import { TestStack } from "../../testkit/stack";
import { kubectl, sandboxConfig, SHORT_LIVED_JVMS } from "../../testkit/testSandbox";

const namespace = "processing";
const queue = "etl";
/** Room for one job of those below. */
const QUOTA = "1500m";
/** A job of two pods that sleeps without Spark. */
const nap = {
    team: namespace,
    main: "jobs/nap.py",
    arguments: ["15"],
    driver: { coreRequest: "500m", memory: "512m" },
    executor: { instances: 1, coreRequest: "500m", memory: "512m" },
    scheduler: { name: "kueue", queue },
    wait: "completed",
};
/** What Kueue counts of each pod, whose memory is larger. */
const COUNTED = { cpu: "500m", memory: "512Mi" };
const files = {
    "jobs/nap.py": "import sys, time\ntime.sleep(int(sys.argv[1]))\n",
    "jobs/count.py":
        "from pyspark.sql import SparkSession\n" +
        "spark = SparkSession.builder.getOrCreate()\n" +
        "print('COUNT', spark.range(1000).count())\n",
};
const count = { ...nap, main: "jobs/count.py", arguments: [] };

const runOf = (job: string) =>
    read<{ items: Application[] }>(
        ...["sparkapplications", "-n", namespace, "-l", `spark-platform.dev/job=${job}`],
    ).items[0]?.metadata.name;

const driversOf = (job: string) =>
    kubectl(
        ...["get", "pods", "-n", namespace, "-o", "name"],
        ...["-l", `spark-role=driver,spark-platform.dev/job=${job}`],
    );

describe("jobs in a queue of Kueue", () => {
    let stack: TestStack;

    const config = (jobs: object, more: object = {}) =>
        sandboxConfig({
            sparkConf: SHORT_LIVED_JVMS,
            teams: { [namespace]: {} },
            jobs,
            ...more,
        });

    async function up(jobs: object, more: object = {}): Promise<string> {
        stack.configure(config(jobs, more));
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        return output;
    }

    before(async () => {
        stack = await TestStack.create({
            program: `export * from "../../../index";\n`,
            files,
            config: config({}),
        });
        await up({});
    });

    after(() => stack.remove());

    it("a preview says where the queue is missing, and nothing once it exists", async () => {
        stack.configure(config({ count, nap }));
        const missing = 'namespace "processing" has no LocalQueue "etl"';
        assert.ok((await stack.preview()).output.includes(missing));
        provideQueue(queue, namespace, QUOTA);
        const { code, output } = await stack.preview();
        assert.equal(code, 0, output);
        assert.ok(!output.includes(missing), output);
    });

    it("a job that does not fit waits until the one before it has ended", async () => {
        const output = await up({ count, nap: { ...nap, restart: { policy: "on-failure" } } });
        assert.doesNotMatch(output, /started again/);
        const times = await Promise.all(
            ["count", "nap"].map(async (job) => {
                const run = runOf(job) ?? "";
                assert.equal(stateOf(namespace, run), "COMPLETED");
                const workload = await workloadOf(namespace, run);
                const at = (type: string) => conditionOf(workload, type)?.lastTransitionTime ?? "";
                const counted = workload.status?.admission?.podSetAssignments ?? [];
                assert.deepEqual(
                    counted.map(({ resourceUsage }) => resourceUsage),
                    [COUNTED, COUNTED],
                );
                return { admitted: at("QuotaReserved"), finished: at("Finished") };
            }),
        );
        const [first, second] = times.sort((a, b) => a.finished.localeCompare(b.finished));
        assert.match(driverLog(namespace, runOf("count") ?? ""), /^COUNT 1000$/m);
        assert.ok(first && second && first.finished !== "", JSON.stringify(times));
        assert.ok(first.finished <= second.admitted, JSON.stringify(times));
    });

    it("what Kueue has changed is no change of the stack", async () => {
        const refreshed = await stack.pulumi("refresh", "--yes", "--skip-preview");
        assert.equal(refreshed.code, 0, refreshed.output);
        const { code, output } = await stack.preview("--expect-no-changes");
        assert.equal(code, 0, output);
    });

    it("an update says why a job waits, and goes on once the queue has room", async () => {
        stack.configure(config({ large: { ...nap, driver: { coreRequest: "1200m" } } }));
        const why = /the job is waiting in Kueue's queue "etl": .*insufficient quota for cpu/;
        let states = "";
        const { code, output } = await stack.upWatched((soFar) => {
            if (states === "" && why.test(soFar)) {
                const run = runOf("large") ?? "";
                states = `${stateOf(namespace, run)}, ${driversOf("large")}`;
                provideQueue(queue, namespace, "2");
            }
        });
        assert.equal(code, 0, output);
        assert.equal(states, "SUSPENDED, ", output);
        assert.equal(stateOf(namespace, runOf("large") ?? ""), "COMPLETED");
        provideQueue(queue, namespace, QUOTA);
    });

    it("a job that Kueue takes back runs again from its beginning, and the update waits", async () => {
        stack.configure(config({ evicted: { ...nap, arguments: ["40"] } }));
        const update = stack.up();
        const run = await eventually("it exists", () => runOf("evicted"), 120);
        await eventually("it runs", () => stateOf(namespace, run) === "RUNNING");
        setStopPolicy(queue, "HoldAndDrain");
        await eventually("it is suspended", () => stateOf(namespace, run) === "SUSPENDED");
        await eventually("its driver is gone", () => driversOf("evicted") === "");
        setStopPolicy(queue, "None");
        const { code, output } = await update;
        assert.equal(code, 0, output);
        assert.equal(stateOf(namespace, run), "COMPLETED");
    });

    it("dynamic allocation is refused by Kueue itself, too", () => {
        const { spec, metadata, ...kind } = read<Application>(
            ...["sparkapplication", runOf("evicted") ?? "", "-n", namespace],
        );
        const { uid: _, ...rest } = metadata;
        const dynamicAllocation = { enabled: true, minExecutors: 1, maxExecutors: 2 };
        const object = {
            ...kind,
            metadata: { ...rest, name: "dynamic", resourceVersion: undefined },
            spec: { ...spec, dynamicAllocation },
        };
        assert.throws(
            () => createDryRun(object),
            /spec\.dynamicAllocation\.enabled.*can use dynamicAllocation only when/s,
        );
    });

    it("runs of a schedule wait in the queue, too", async () => {
        const { wait: _, ...job } = { ...nap, arguments: ["1"], schedule: "* * * * *" };
        await up({}, { scheduledJobs: { tick: job } });
        const selector = "sparkoperator.k8s.io/scheduled-app-name=tick";
        const run = await eventually(
            "a run",
            () =>
                read<{ items: Application[] }>(
                    ...["sparkapplications", "-n", namespace, "-l", selector],
                ).items[0]?.metadata.name,
            120,
        );
        const workload = await workloadOf(namespace, run);
        await eventually("it is completed", () => stateOf(namespace, run) === "COMPLETED", 120);
        assert.ok(workload);
    });
});
