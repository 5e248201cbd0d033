import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually, read, stateOf } from "../../testkit/applications";
import { checkout, TestStack } from "../../testkit/stack";
import {
    apply,
    kubectl,
    sandboxConfig,
    SHORT_LIVED_JVMS,
    testSandbox,
} from "../../testkit/testSandbox";
import { podGroupCrds } from "./podGroups";

interface List<T> {
    items: T[];
}

interface Pod {
    metadata: { labels: Record<string, string>; annotations?: Record<string, string> };
    spec: { schedulerName: string };
    status: { phase: string; reason?: string };
}

const namespace = "processing";
/** Without Spark, which nothing here is about. */
const nap = "import sys, time\ntime.sleep(int(sys.argv[1]))\n";
const sleep = { team: namespace, main: "jobs/nap.py", arguments: ["600"] };
/** No node has so many. */
const tooLarge = { coreRequest: "64" };
const batch = (name: string, queue?: string) => ({ ...sleep, scheduler: { name, queue } });

const first = {
    endless: { ...sleep, timeout: "40s", wait: "completed" },
    held: { ...sleep, arguments: ["1"], suspend: true },
    connect: {
        team: namespace,
        main: "jobs/connect.py",
        conf: { "spark.plugins": "org.apache.spark.sql.connect.SparkConnectPlugin" },
        ingress: [{ port: 15002, from: ["default"] }],
    },
    gang: batch("yunikorn", "root.etl"),
    group: batch("volcano", "etl"),
    coscheduled: batch("kube-scheduler"),
};

const scheduledJobs = {
    stuck: { ...sleep, schedule: "* * * * *", driver: tooLarge, timeout: "10s" },
};

const driverOf = (job: string) =>
    read<List<Pod>>(
        ...["pods", "-n", namespace],
        ...["-l", `spark-role=driver,spark-platform.dev/job=${job}`],
    ).items[0];

const names = (selector: string) =>
    kubectl("get", "sparkapplications", "-n", namespace, "-l", selector, "-o", "name")
        .split("\n")
        .filter((name) => name !== "");

/** Name of a job's run. */
function runOf(job: string): string {
    const [name = ""] = names(`spark-platform.dev/job=${job}`);
    return name.replace(/^.*\//, "");
}

describe("when a run starts and ends", () => {
    let stack: TestStack;
    let output: string;

    const config = (jobs: object) =>
        sandboxConfig({
            sparkConf: SHORT_LIVED_JVMS,
            teams: { [namespace]: {} },
            operator: {
                values: {
                    controller: {
                        batchScheduler: { enable: true, kubeSchedulerNames: ["kube-scheduler"] },
                    },
                },
            },
            jobs,
            scheduledJobs,
        });

    before(async () => {
        apply(testSandbox(), ...podGroupCrds);
        stack = await TestStack.create({
            program: `export * from "../../../index";\n`,
            files: {
                "jobs/nap.py": nap,
                "jobs/connect.py": readFileSync(join(checkout, "jobs/connect.py"), "utf8"),
            },
            config: config(first),
        });
        const run = await stack.up();
        assert.notEqual(run.code, 0);
        output = run.output;
    });

    after(async () => {
        await stack.remove();
        kubectl("delete", "crd", ...podGroupCrds.map(({ metadata }) => metadata.name));
    });

    it("a job that runs longer than its timeout is ended by its node, and says so", () => {
        assert.match(output, /reason: the driver ran longer than its timeout \(40s\)/);
        assert.equal(driverOf("endless")?.status.reason, "DeadlineExceeded");
        assert.match(output, /timeout/);
    });

    it("a suspended job has no driver, and is the same run once it is resumed", async () => {
        const run = runOf("held");
        await eventually("it is suspended", () => stateOf(namespace, run) === "SUSPENDED");
        assert.equal(driverOf("held"), undefined);
        const held = { ...first.held, suspend: false, wait: "completed" };
        stack.configure(config({ ...first, endless: { ...first.endless, wait: "none" }, held }));
        const { code, output: said } = await stack.up();
        assert.equal(code, 0, said);
        assert.deepEqual([runOf("held"), stateOf(namespace, run)], [run, "COMPLETED"]);
    });

    it("Spark Connect answers in the driver of a program, by a Service for the job", () => {
        const metadata = { name: "connect", namespace };
        const selector = { "spark-platform.dev/job": "connect", "spark-role": "driver" };
        const spec = { selector, ports: [{ port: 15002 }] };
        const client = {
            name: "client",
            image: testSandbox().artifacts.images.spark,
            command: [
                ...["python3", "-c"],
                `import socket; socket.create_connection(("connect.${namespace}", 15002), 5)`,
            ],
        };
        apply(
            testSandbox(),
            { apiVersion: "v1", kind: "Service", metadata, spec },
            {
                apiVersion: "v1",
                kind: "Pod",
                metadata: { name: "client", namespace: "default" },
                spec: { restartPolicy: "OnFailure", containers: [client] },
            },
        );
        kubectl("wait", "--for=jsonpath={.status.phase}=Succeeded", "pod/client", "--timeout=90s");
        kubectl("delete", "pod", "client", "--now");
        kubectl("delete", "service", "connect", "-n", namespace);
    });

    it("batch schedulers get the pods, their queue and their group", async () => {
        const pod = (job: string) => eventually(`${job} has a driver`, () => driverOf(job));
        const gang = await pod("gang");
        assert.equal(gang.spec.schedulerName, "yunikorn");
        assert.equal(gang.metadata.labels["queue"], "root.etl");
        assert.ok(gang.metadata.annotations?.["yunikorn.apache.org/task-groups"]);
        assert.equal((await pod("group")).spec.schedulerName, "volcano");
        const [group] = read<List<{ spec: { queue: string } }>>(
            ...["podgroups.scheduling.volcano.sh", "-n", namespace],
        ).items;
        assert.equal(group?.spec.queue, "etl");
        const { spec, metadata } = await pod("coscheduled");
        assert.equal(spec.schedulerName, "kube-scheduler");
        const name = metadata.labels["scheduling.x-k8s.io/pod-group"] ?? "";
        assert.ok(read("podgroups.scheduling.x-k8s.io", name, "-n", namespace));
    });

    it("a driver that never gets a node is ended by the update that waits for it", async () => {
        const unplaced = { ...sleep, driver: tooLarge, timeout: "15s", wait: "completed" };
        stack.configure(config({ unplaced }));
        const run = await stack.up();
        assert.notEqual(run.code, 0);
        assert.match(
            run.output,
            /reason: the driver did not get a node within its timeout \(15s\): 0\/\d+ nodes are available/,
        );
        assert.equal(stateOf(namespace, runOf("unplaced")), "FAILED");
        assert.equal(driverOf("unplaced"), undefined);
    });

    it("a stuck run of a schedule is ended, and does not block the next one", async () => {
        const runs = () => names("sparkoperator.k8s.io/scheduled-app-name=stuck");
        const failed = await eventually(
            "a run has failed",
            () => runs().find((run) => stateOf(namespace, run.replace(/^.*\//, "")) === "FAILED"),
            150,
        );
        await eventually("another one has begun", () => runs().some((run) => run !== failed), 90);
    });
});
