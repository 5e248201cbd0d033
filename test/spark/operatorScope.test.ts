import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { driverLog, eventually, read, stateOf, type Application } from "../../testkit/applications";
import { TestStack, type Run } from "../../testkit/stack";
import {
    apply,
    kubectl,
    sandboxConfig,
    SHORT_LIVED_JVMS,
    testSandbox,
} from "../../testkit/testSandbox";

/** The operator's own limit, so that two applications can hold all of its workers. */
const WORKERS = 2;
const BLOCKERS = 10;

interface List<T> {
    items: T[];
}

interface Pod {
    metadata: {
        name: string;
        uid: string;
        labels: Record<string, string>;
        deletionTimestamp?: string;
    };
}

interface PodEvent {
    involvedObject: { name: string; uid: string };
}

interface Spec {
    sparkConf: Record<string, string>;
    driver: { template: { spec: object } };
}

describe("the scope of the operator", () => {
    let stack: TestStack;
    let names: Record<string, string>;

    const config = (scope: string) => {
        const job = { main: "jobs/sleep.py", wait: "running" };
        return sandboxConfig({
            sparkConf: SHORT_LIVED_JVMS,
            teams: { alpha: {}, beta: {} },
            // Admission policies would refuse what holds a worker: here the scope has to be enough.
            operator: { scope, admission: false, values: { controller: { workers: WORKERS } } },
            jobs: {
                long: { ...job, team: "alpha", arguments: ["150"] },
                short: { ...job, team: "beta", arguments: ["1"], wait: "completed" },
            },
        });
    };

    before(async () => {
        const sleep = readFileSync(join(__dirname, "programs/sleep.py"), "utf8");
        stack = await TestStack.create({
            program: `export * from "../../../index";\n`,
            files: { "jobs/sleep.py": sleep },
            config: config("platform"),
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        const { jobs } = (await stack.outputs()) as {
            jobs: Record<string, { application: string }>;
        };
        names = Object.fromEntries(
            Object.entries(jobs).map(([name, { application }]) => [name, application]),
        );
        long = podOf(`${names["long"]}-driver`, "alpha");
    });

    after(() => stack.remove());

    let long: Pod;
    const podOf = (name: string, namespace: string) => read<Pod>("pod", name, "-n", namespace);

    /** Another application like a declared one, as a person submits it with kubectl. */
    function submit(
        name: string,
        namespace: string,
        change: (spec: Spec) => Spec = (spec) => spec,
    ): void {
        const like = namespace === "alpha" ? names["long"] : names["short"];
        const { spec } = read<Application>("sparkapplication", like ?? "", "-n", namespace);
        apply(testSandbox(), {
            apiVersion: "sparkoperator.k8s.io/v1beta2",
            kind: "SparkApplication",
            metadata: { name, namespace },
            spec: change({ ...spec, arguments: ["1"] } as unknown as Spec),
        });
    }

    const completed = (name: string, namespace: string) =>
        eventually(
            `${name} is completed`,
            () => {
                const state = stateOf(namespace, name);
                assert.doesNotMatch(
                    state,
                    /FAILED/,
                    JSON.stringify(applicationOf(name, namespace)),
                );
                return state === "COMPLETED";
            },
            180,
        );
    const applicationOf = (name: string, namespace: string) =>
        read<Application>("sparkapplication", name, "-n", namespace).status;

    /** Uids of all driver pods that ever were scheduled for an application. */
    function driversOf(name: string, namespace: string): string[] {
        const events = read<List<PodEvent>>(
            ...["events", "-n", namespace],
            ...["--field-selector", `involvedObject.name=${name}-driver,involvedObject.kind=Pod`],
        );
        return [...new Set(events.items.map(({ involvedObject }) => involvedObject.uid))];
    }

    /** Releases whose controllers run, and are not about to end. */
    function controllers(): string[] {
        const selector = "app.kubernetes.io/component=controller";
        const pods = read<List<Pod>>("pods", "-n", "spark-operator", "-l", selector);
        return pods.items
            .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
            .map(({ metadata }) => metadata.labels["app.kubernetes.io/instance"] ?? "")
            .sort();
    }

    /** A switch, in the middle of which an application is submitted, as soon as alpha's rights move. */
    async function switchTo(scope: string, between: string): Promise<Run> {
        stack.configure(config(scope));
        let submitted = false;
        const run = await stack.upWatched((output) => {
            if (!submitted && /RoleBinding spark-operator-team-alpha updat/.test(output)) {
                submitted = true;
                submit(between, "alpha");
            }
        });
        assert.equal(run.code, 0, run.output);
        assert.ok(submitted, run.output);
        return run;
    }

    async function assertOneRun(name: string): Promise<void> {
        await completed(name, "alpha");
        const { submissionAttempts, executionAttempts } = applicationOf(name, "alpha") ?? {};
        assert.deepEqual(
            { submissionAttempts, executionAttempts },
            {
                submissionAttempts: 1,
                executionAttempts: 1,
            },
        );
        assert.deepEqual(driversOf(name, "alpha"), [podOf(`${name}-driver`, "alpha").metadata.uid]);
        assert.match(driverLog("alpha", name), /^SUM 0$/m);
    }

    it("moves from the platform to the teams while a job runs, and another one is submitted", async () => {
        assert.deepEqual(controllers(), ["spark-operator"]);
        const { output } = await switchTo("team", "between-1");
        assert.doesNotMatch(output, /SparkApplication .*(updat|replac|delet)/, output);
        assert.deepEqual(controllers(), ["spark-operator-alpha", "spark-operator-beta"]);
        assert.equal(stateOf("alpha", names["long"] ?? ""), "RUNNING");
        assert.equal(podOf(long.metadata.name, "alpha").metadata.uid, long.metadata.uid);
        await assertOneRun("between-1");
    });

    it("of a team: all workers of its operator are held, and another team's job completes", async () => {
        const blockers = Array.from({ length: BLOCKERS }, (_, index) => `blocker-${index}`);
        for (const name of blockers) {
            submit(name, "alpha", (spec) => ({
                ...spec,
                // Comes after the operator's own "false" on the command line.
                sparkConf: {
                    ...spec.sparkConf,
                    "spark.kubernetes.submission.waitAppCompletion": "true",
                },
                driver: {
                    ...spec.driver,
                    template: {
                        ...spec.driver.template,
                        spec: { ...spec.driver.template.spec, nodeSelector: { nowhere: "true" } },
                    },
                },
            }));
        }
        const drivers = () =>
            read<List<Pod>>("pods", "-n", "alpha", "-l", "spark-role=driver").items.filter(
                ({ metadata }) => metadata.name.startsWith("blocker-"),
            );
        await eventually("all workers are held", () => drivers().length === WORKERS);
        submit("unheld", "beta");
        await completed("unheld", "beta");
        // Nothing of alpha went on meanwhile: no third driver, no state.
        assert.equal(drivers().length, WORKERS);
        assert.deepEqual(
            blockers.map((name) => stateOf("alpha", name)),
            blockers.map(() => ""),
        );
        kubectl("delete", "sparkapplications", "-n", "alpha", ...blockers);
        await eventually("no blocker is left", () => drivers().length === 0);
    });

    it("moves back to the platform while the job runs, and another one is submitted", async () => {
        await switchTo("platform", "between-2");
        assert.deepEqual(controllers(), ["spark-operator"]);
        assert.equal(podOf(long.metadata.name, "alpha").metadata.uid, long.metadata.uid);
        await assertOneRun("between-2");
    });

    it("has left the job that ran all the time alone", async () => {
        const name = names["long"] ?? "";
        await completed(name, "alpha");
        assert.match(driverLog("alpha", name), /^SUM 11175$/m);
        assert.deepEqual(driversOf(name, "alpha"), [long.metadata.uid]);
        const { submissionAttempts, executionAttempts } = applicationOf(name, "alpha") ?? {};
        assert.deepEqual([submissionAttempts, executionAttempts], [1, 1]);
        const submitted = read<List<{ count?: number }>>(
            ...["events", "-n", "alpha", "--field-selector"],
            `involvedObject.name=${name},reason=SparkApplicationSubmitted`,
        );
        assert.deepEqual(
            submitted.items.map(({ count = 1 }) => count),
            [1],
        );
    });

    it("leaves nothing behind", async () => {
        const { code, output } = await stack.destroy();
        assert.equal(code, 0, output);
        const left = kubectl("get", "roles,rolebindings,clusterroles,clusterrolebindings", "-A")
            .split("\n")
            .filter((line) => /spark-(operator|platform)/.test(line));
        assert.deepEqual(left, []);
    });
});
