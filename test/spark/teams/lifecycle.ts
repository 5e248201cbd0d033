import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
    driverLog,
    eventually,
    nodesOf,
    read,
    stateOf,
    type Application,
} from "../../support/applications";
import { kubectl } from "../../support/testSandbox";
import type { Scene } from "./scene";

const team = "lifecycle";
const again = { policy: "on-failure", retries: 2, interval: "1s" };
const long = { team, main: "jobs/sleep.py", arguments: ["30"], restart: again };

const jobs = {
    done: { team, main: "jobs/sleep.py", arguments: ["1"], wait: "completed" },
    fails: { team, main: "jobs/fail.py", restart: { ...again, retries: 1 } },
    executor: {
        team,
        main: "jobs/replaced.py",
        restart: again,
        wait: "running",
        executor: { instances: 2 },
    },
};

const everyMinute = { team, main: "jobs/sleep.py", arguments: ["1"], schedule: "* * * * *" };

export function lifecycle(scene: Scene): void {
    describe("the life of jobs", () => {
        before(() =>
            scene.up({
                jobs,
                scheduledJobs: {
                    "every-minute": { ...everyMinute, timeToLive: "20s" },
                    "every-minute-later": { ...everyMinute, suspend: true },
                },
            }),
        );

        it("an executor that is killed is replaced, and the job completes", async () => {
            const name = scene.application("executor");
            const selector = `sparkoperator.k8s.io/app-name=${name},spark-role=executor`;
            const pods = () =>
                kubectl("get", "pods", "-n", team, "-l", selector, "-o", "name").split("\n");
            const [first = ""] = await eventually("executors", () => {
                return pods().filter(Boolean).length === 2 && pods();
            });
            kubectl("delete", first, "-n", team, "--grace-period=0", "--force");
            await eventually("completed", () => stateOf(team, name) === "COMPLETED", 180);
            assert.match(driverLog(team, name), /^EXECUTORS .*3$/m);
            const { status } = read<Application>("sparkapplication", name, "-n", team);
            assert.equal(status?.executionAttempts, 1);
        });

        it("a job that fails is tried again as often as it asks for", async () => {
            const name = scene.application("fails");
            await eventually("failed", () => stateOf(team, name) === "FAILED", 120);
            const { status } = read<Application>("sparkapplication", name, "-n", team);
            assert.equal(status?.executionAttempts, 2);
        });

        it("refresh and update after completion run nothing again", async () => {
            const before = runs();
            const refreshed = await scene.stack.pulumi("refresh", "--yes", "--skip-preview");
            assert.equal(refreshed.code, 0, refreshed.output);
            const { code, output } = await scene.stack.up();
            assert.equal(code, 0, output);
            assert.deepEqual(runs(), before);
        });

        it("another trigger runs a job once more, and a changed script as well", async () => {
            const others = runs().filter((run) => !run.startsWith("done-"));
            await scene.up({ jobs: { ...jobs, done: { ...jobs.done, trigger: "again" } } });
            const triggered = runs().filter((run) => run.startsWith("done-"));
            assert.equal(triggered.length, 1);

            const script = join(scene.stack.folder, "jobs/sleep.py");
            writeFileSync(script, `${readFileSync(script, "utf8")}\n# changed\n`);
            await scene.up({
                jobs: { done: { ...jobs.done, trigger: "again" }, fails: jobs.fails },
            });
            const changed = runs().filter((run) => run.startsWith("done-"));
            assert.equal(changed.length, 1);
            assert.notDeepEqual(changed, triggered);
            assert.deepEqual(
                runs().filter((run) => run.startsWith("fails-")),
                others.filter((run) => run.startsWith("fails-")),
            );
        });

        it("a schedule fires, and its runs go after their time to live", async () => {
            const [first = ""] = await eventually(
                "a run",
                () => runsOf("every-minute")[0] && runsOf("every-minute"),
                90,
            );
            await eventually(
                "removed",
                () =>
                    !kubectl("get", "sparkapplications", "-n", team, "-o", "name").includes(first),
                120,
            );
        });

        it("a suspended schedule does nothing until it is resumed", async () => {
            assert.deepEqual(runsOf("every-minute-later"), []);
            await scene.up({ scheduledJobs: { "every-minute-later": everyMinute } });
            await eventually("a run", () => runsOf("every-minute-later")[0], 90);
            await scene.up({ scheduledJobs: {} });
        });

        it("a driver whose node is drained starts again elsewhere", async () => {
            await scene.up({ jobs: { drained: { ...long, zonePolicy: "any", wait: "running" } } });
            const name = scene.application("drained");
            const driver = `${name}-driver`;
            const [node = ""] = [nodesOf(team).get(driver)];
            try {
                kubectl("drain", node, "--ignore-daemonsets", "--force", "--delete-emptydir-data");
                await eventually("completed", () => stateOf(team, name) === "COMPLETED", 180);
            } finally {
                kubectl("uncordon", node);
            }
            assert.notEqual(nodesOf(team).get(driver), node);
            assert.match(driverLog(team, name), /^SUM 435$/m);
        });

        it("a job that is removed leaves no pod, service or ConfigMap", async () => {
            await scene.up({ jobs: { running: { ...long, wait: "running" } } });
            const name = scene.application("running");
            await scene.up({ jobs: {} });
            await eventually("gone", () => {
                const left = kubectl("get", "pods,services,configmaps", "-n", team, "-o", "name");
                return !left.split("\n").some((object) => object.includes(name));
            });
            assert.deepEqual(runs(), []);
            const left = kubectl("get", "pods,services", "-n", team, "-o", "name");
            assert.equal(left.trim(), "");
        });
    });
}

/** Names of the runs of a schedule, in the order of their start. */
function runsOf(schedule: string): string[] {
    return kubectl("get", "sparkapplications", "-n", team, "-o", "name")
        .split("\n")
        .filter((name) => name.includes(`/${schedule}-`))
        .sort();
}

/** Unique ids of all one-shot runs that there are. */
function runs(): string[] {
    return read<{ items: Application[] }>("sparkapplications", "-n", team)
        .items.filter(({ metadata }) => !metadata.name.startsWith("every-"))
        .map(({ metadata }) => `${metadata.name} ${metadata.uid}`)
        .sort();
}
