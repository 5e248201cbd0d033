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
} from "../../../testkit/applications";
import { kubectl } from "../../../testkit/testSandbox";
import type { Scene } from "./scene";

const team = "lifecycle";
const again = { policy: "on-failure", retries: 2, interval: "1s" };
const long = { team, main: "jobs/sleep.py", restart: again, wait: "running" };

export const lifecycleJobs = {
    done: { team, main: "jobs/sleep.py", arguments: ["1"], wait: "completed" },
    edited: { team, main: "jobs/edited.py", wait: "completed" },
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

export const lifecycleSchedules = {
    "every-minute": { ...everyMinute, timeToLive: "20s" },
    "every-minute-later": { ...everyMinute, suspend: true },
};

/** With the scene's second update in place. */
export function lifecycle(scene: Scene): void {
    describe("the life of jobs", () => {
        let firstOfSchedule: string;

        it("a killed executor is replaced, and the job completes", async () => {
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

        it("a failing job is retried as often as it requests", async () => {
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

        it("a schedule runs, but not while it is suspended", async () => {
            firstOfSchedule = await eventually("a run", () => runsOf("every-minute")[0]);
            assert.deepEqual(runsOf("every-minute-later"), []);
        });

        it("a new trigger or a changed script runs its job again, and no other", async () => {
            const before = runs();
            const script = join(scene.stack.folder, "jobs/edited.py");
            writeFileSync(script, `${readFileSync(script, "utf8")}\n# changed\n`);
            const { done, edited, fails } = lifecycleJobs;
            await scene.up({
                jobs: { done: { ...done, trigger: "again" }, edited, fails },
                scheduledJobs: { ...lifecycleSchedules, "every-minute-later": everyMinute },
            });
            const of = (job: string, list: string[]) =>
                list.filter((run) => run.startsWith(`${job}-`));
            for (const job of ["done", "edited"]) {
                const [was, is] = [of(job, before), of(job, runs())];
                assert.equal(is.length, 1);
                assert.notDeepEqual(is, was);
            }
            assert.deepEqual(of("fails", runs()), of("fails", before));
        });

        it("a schedule's run is deleted after its time to live", async () => {
            const left = () => kubectl("get", "sparkapplications", "-n", team, "-o", "name");
            await eventually("removed", () => !left().includes(firstOfSchedule), 120);
        });

        it("a resumed schedule runs", async () => {
            await eventually("a run", () => runsOf("every-minute-later")[0]);
        });

        it("a driver restarts elsewhere when its node is drained", async () => {
            await scene.up({
                jobs: {
                    drained: { ...long, arguments: ["15"], zonePolicy: "any" },
                    running: { ...long, arguments: ["600"] },
                },
                scheduledJobs: {},
            });
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
            assert.match(driverLog(team, name), /^SUM 105$/m);
        });
    });
}

/** With the scene's last update in place, which has no job of this team. */
export function endOfJobs(): void {
    it("a job that is deleted while it runs leaves no pod, service or ConfigMap", async () => {
        await eventually("gone", () => {
            const left = kubectl("get", "pods,services,configmaps", "-n", team, "-o", "name");
            return !/\/(drained|running)-/.test(left);
        });
        assert.deepEqual(runs(), []);
        const left = kubectl("get", "pods,services", "-n", team, "-o", "name");
        assert.equal(left.trim(), "");
    });
}

/** Names of the runs of a schedule, in the order of their start. */
function runsOf(schedule: string): string[] {
    return kubectl("get", "sparkapplications", "-n", team, "-o", "name")
        .split("\n")
        .filter((name) => name.includes(`/${schedule}-`))
        .sort();
}

/** Unique ids of all existing one-shot runs. */
function runs(): string[] {
    return read<{ items: Application[] }>("sparkapplications", "-n", team)
        .items.filter(({ metadata }) => !metadata.name.startsWith("every-"))
        .map(({ metadata }) => `${metadata.name} ${metadata.uid}`)
        .sort();
}
