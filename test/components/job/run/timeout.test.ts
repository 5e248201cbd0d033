import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { homelessDriver, play, runningPod, Scene } from "../scenario";

const TIMEOUT = { timeout: "2m" };
const DRIVER = "processing/pi-12345678-driver";
const NOT_FOUND = { state: "FAILED", reason: "driver pod not found" };
const WHY =
    "the driver did not get a node within its timeout (2m): 0/4 nodes are available: 4 " +
    "Insufficient cpu.";

function times(count: number, scene: Scene): Scene[] {
    return Array.from({ length: count }, () => scene);
}

const stuck = (uid: string, more: Scene = {}): Scene => ({
    state: "SUBMITTED",
    pods: [homelessDriver(uid)],
    ...more,
});

describe("a job's timeout, while an update waits", () => {
    it("deletes a driver that gets no node in time, and says why the job failed", async () => {
        const { deleted, failure } = await play([...times(122, stuck("1")), NOT_FOUND], TIMEOUT);
        assert.deepEqual(deleted, [`${DRIVER} at 120`]);
        assert.ok(pulumi.RunError.isInstance(failure));
        assert.ok(failure.message.includes(`  reason: ${WHY}\n`), failure.message);
    });

    it("does nothing without a timeout, before it, or to a driver that has a node", async () => {
        const completed = { state: "COMPLETED" };
        assert.deepEqual((await play([...times(300, stuck("1")), completed])).deleted, []);
        assert.deepEqual((await play([...times(119, stuck("1")), completed], TIMEOUT)).deleted, []);
        const running = { state: "RUNNING", pods: [runningPod("pi-12345678-driver", "driver")] };
        const placed = await play(
            [...times(100, stuck("1")), ...times(300, running), completed],
            TIMEOUT,
        );
        assert.deepEqual([placed.deleted, placed.state], [[], "COMPLETED"]);
    });

    it("starts again for each attempt", async () => {
        const again = { restart: "OnFailure" };
        const played = await play(
            [
                ...times(122, stuck("1", again)),
                { state: "FAILING", reason: "driver pod not found", ...again },
                ...times(122, stuck("2", { ...again, attempts: 2 })),
                NOT_FOUND,
            ],
            TIMEOUT,
        );
        assert.deepEqual(played.deleted, [`${DRIVER} at 120`, `${DRIVER} at 243`]);
        assert.ok(
            played.warnings.includes(`attempt 1 failed (${WHY}); restarting the job`),
            played.warnings.join("\n"),
        );
    });

    it("names the scheduler that ignores the driver", async () => {
        const driver = homelessDriver("1");
        const pod = { ...driver, spec: { schedulerName: "volcano" }, status: { phase: "Pending" } };
        const { failure, warnings } = await play(
            [...times(122, { state: "SUBMITTED", pods: [pod] }), NOT_FOUND],
            TIMEOUT,
        );
        const why = 'scheduler "volcano" has not processed it';
        assert.deepEqual(warnings, [`1 of 1 pods are waiting for a node: ${why}`]);
        assert.ok(failure?.message.includes(`within its timeout (2m): ${why}`), failure?.message);
    });

    it("says so if the driver may not be deleted", async () => {
        const { failure } = await play(times(200, stuck("1", { mayNotDelete: true })), TIMEOUT);
        assert.ok(
            failure?.message.includes(
                `${WHY}; it cannot be deleted: cannot delete resource "pods"`,
            ),
            failure?.message,
        );
    });

    it("is named if the kubelet has stopped the driver", async () => {
        const driver = runningPod("pi-12345678-driver", "driver");
        const pods = [{ ...driver, status: { phase: "Failed", reason: "DeadlineExceeded" } }];
        const reason = "driver container failed with ExitCode: 143, Reason: Error";
        const { failure } = await play([{ state: "FAILED", reason, pods }], TIMEOUT);
        assert.match(
            failure?.message ?? "",
            /reason: the driver ran longer than its timeout \(2m\)/,
        );
        const other = await play([{ state: "FAILED", reason, pods: [driver] }], TIMEOUT);
        assert.ok(other.failure?.message.includes(`reason: ${reason}`));
    });

    it("ends the wait for an operator that never submits the job", async () => {
        const { failure, seconds } = await play([{}], TIMEOUT);
        assert.equal(seconds, 120);
        assert.ok(pulumi.RunError.isInstance(failure));
        assert.match(
            failure.message,
            /^Job "pi" cannot start\.[^]*reason: the Spark operator has not submitted the job within its timeout \(2m\)/,
        );
        assert.equal((await play([{}], { timeout: "5s" })).seconds, 90);
    });

    it("does not count while a job is suspended or waits in a queue", async () => {
        const held = times(400, { state: "SUSPENDED" });
        assert.equal((await play([...held, { state: "COMPLETED" }], TIMEOUT)).state, "COMPLETED");
    });
});
