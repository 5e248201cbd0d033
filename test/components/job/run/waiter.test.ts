import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { KubernetesApiError } from "../../../../components/kubernetes/http";
import { homelessPod, play, runningPod, Scene, waitingPod } from "../scenario";

const SUBMITTED: Scene = { state: "SUBMITTED" };
const RUNNING: Scene = { state: "RUNNING" };
const SUCCEEDING: Scene = { state: "SUCCEEDING" };
const COMPLETED: Scene = { state: "COMPLETED" };

function times(count: number, scene: Scene): Scene[] {
    return Array.from({ length: count }, () => scene);
}

describe("waiting for a run", () => {
    it("ends when the run is completed, and shows its progress", async () => {
        const played = await play([{}, SUBMITTED, RUNNING, RUNNING, SUCCEEDING, COMPLETED]);
        assert.deepEqual(played, {
            state: "COMPLETED",
            warnings: [],
            progress: ["NEW", "SUBMITTED", "RUNNING", "SUCCEEDING"],
            seconds: 5,
            deleted: [],
        });
    });

    it("polls a finished run once", async () => {
        assert.equal((await play([COMPLETED])).seconds, 0);
    });

    it("ends when the run is running, if that is all that was asked", async () => {
        for (const scene of [RUNNING, SUCCEEDING, COMPLETED]) {
            const played = await play([SUBMITTED, scene], { until: "running" });
            assert.deepEqual([played.state, played.seconds], [scene.state, 1]);
        }
    });

    it("waits as long as a run takes", async () => {
        assert.equal((await play([...times(500, RUNNING), COMPLETED])).state, "COMPLETED");
    });

    it("reports a failed run at once, with the end of the driver's log", async () => {
        const log = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join("\n");
        const reason = "driver container failed with ExitCode: 1, Reason: Error";
        const played = await play([SUBMITTED, RUNNING, { state: "FAILED", reason }], {}, log);
        assert.ok(pulumi.RunError.isInstance(played.failure));
        assert.equal(played.seconds, 2);
        assert.deepEqual(played.failure?.message.split("\n"), [
            'Job "pi" failed.',
            "  application: pi-12345678",
            "  namespace: processing",
            "  state: FAILED",
            "  reason: driver container failed with ExitCode: 1, Reason: Error",
            "  driver log, last 20 lines:",
            ...Array.from({ length: 20 }, (_, index) => `    line ${index + 11}`),
            "  more: kubectl -n processing describe sparkapplication pi-12345678",
            "  It will not be retried: change the job, or set another `trigger`.",
        ]);
    });

    it("reports a failed submission, cut to the end of its reason", async () => {
        const reason = Array.from({ length: 50 }, (_, index) => `trace ${index + 1}`).join("\n");
        const played = await play([{ state: "FAILED", reason }]);
        const lines = played.failure?.message.split("\n") ?? [];
        assert.deepEqual(lines.slice(3, 6), [
            "  state: FAILED",
            "  reason: trace 31",
            "    trace 32",
        ]);
        assert.ok(lines.includes("  driver log: none"));
    });

    it("reports pip's output if requirements cannot be installed", async () => {
        const failed = { state: "FAILED", reason: "driver container failed" };
        const said = "ERROR: No matching distribution found for shouting==9";
        const logs = { "python-requirements": said };
        for (const log of [logs, { ...logs, "spark-kubernetes-driver": "" }]) {
            const played = await play([failed], {}, log);
            assert.ok(played.failure?.message.includes(`    ${said}`), played.failure?.message);
        }
    });

    it("reports the output of a job's container that failed before the driver started", async () => {
        const pod = {
            metadata: { name: "pi-12345678-driver" },
            status: {
                initContainerStatuses: [
                    { name: "wait", state: { terminated: { exitCode: 0 } } },
                    { name: "fetch", state: { terminated: { exitCode: 1 } } },
                ],
            },
        };
        const failed = { state: "FAILED", reason: "driver pod failed", pods: [pod] };
        const logs = { wait: "fine", fetch: "404 Not Found" };
        const played = await play([failed], {}, logs);
        assert.ok(played.failure?.message.includes("    404 Not Found"), played.failure?.message);
    });

    it("reports missing jars of a table format", async () => {
        const failed = { state: "FAILED", reason: "driver container failed" };
        const said = "Image example/spark:1 lacks Delta (io.delta:delta-spark)";
        const played = await play([failed], {}, { "table-format": said });
        assert.ok(played.failure?.message.includes(`    ${said}`), played.failure?.message);
    });

    it("reports a failed run even if its log cannot be read", async () => {
        const failed = { state: "FAILED", reason: "x" };
        const played = await play([failed], {}, new Error("connection refused"));
        assert.match(
            played.failure?.message ?? "",
            /reason: x\n.*log: cannot be read \(connection/,
        );
    });

    it("names the error if the end of the log does not", async () => {
        const error = 'Exception in thread "main" java.nio.file.NoSuchFileException: /opt/app.jar';
        const log = ["ValueError: old", error, ...Array(40).fill("\tat a.b.C"), ""].join("\n");
        const played = await play([{ state: "FAILED", reason: "x" }], {}, log);
        const lines = played.failure?.message.split("\n") ?? [];
        assert.deepEqual(lines.slice(5, 8), [
            `  error: ${error}`,
            "  driver log, last 20 lines:",
            "        at a.b.C",
        ]);
        const shown = await play([{ state: "FAILED", reason: "x" }], {}, `${error}\n`);
        assert.equal(shown.failure?.message.split(error).length, 2);
    });

    it("stops if another job has failed and this one has not ended", async () => {
        const played = await play([RUNNING, { ...RUNNING, inVain: true }]);
        assert.deepEqual([played.state, played.failure, played.seconds], ["RUNNING", undefined, 1]);
        const failed = await play([{ state: "FAILED", inVain: true }]);
        assert.ok(failed.failure);
    });

    for (const reason of ["ErrImagePull", "ImagePullBackOff", "InvalidImageName"]) {
        it(`reports ${reason} of a driver or an executor at once`, async () => {
            const pods = [waitingPod("pi-12345678-exec-1", reason, "not found: spark:nope")];
            const played = await play([{}, { ...RUNNING, pods }]);
            assert.ok(pulumi.RunError.isInstance(played.failure));
            assert.equal(played.seconds, 1);
            assert.deepEqual(played.failure?.message.split("\n"), [
                'Job "pi" cannot start.',
                "  application: pi-12345678",
                "  namespace: processing",
                "  state: RUNNING",
                `  reason: pod pi-12345678-exec-1: ${reason}: not found: spark:nope`,
                "  more: kubectl -n processing describe pods " +
                    "-l sparkoperator.k8s.io/app-name=pi-12345678",
            ]);
        });
    }

    it("ignores pods that are being deleted", async () => {
        const pod = waitingPod("pi-12345678-exec-1", "ImagePullBackOff", "x");
        const going = { ...pod, metadata: { ...pod.metadata, deletionTimestamp: "2024-01-01" } };
        const played = await play([{ ...RUNNING, pods: [going] }, COMPLETED]);
        assert.equal(played.state, "COMPLETED");
    });

    it("warns once about pods without a node for 30 s", async () => {
        const pods = [homelessPod("a", "0/4 nodes are available: 4 Insufficient cpu.")];
        const short = await play([...times(29, { ...SUBMITTED, pods }), RUNNING, COMPLETED]);
        assert.deepEqual(short.warnings, []);
        const long = await play([...times(90, { ...SUBMITTED, pods }), COMPLETED]);
        assert.deepEqual(long.warnings, [
            "1 of 1 pods are waiting for a node: 0/4 nodes are available: 4 Insufficient cpu.",
        ]);
        assert.equal(long.state, "COMPLETED");
    });

    it("warns once if the operator does not submit the job for 90 s", async () => {
        const short = await play([...times(90, {}), SUBMITTED, COMPLETED]);
        assert.deepEqual(short.warnings, []);
        const played = await play([...times(200, {}), SUBMITTED, COMPLETED]);
        assert.deepEqual(played.warnings, [
            "the Spark operator has not submitted the job yet: it may be busy, or may not " +
                "watch namespace processing",
        ]);
    });

    it("warns about every attempt that is retried, and keeps waiting", async () => {
        const restart = "OnFailure";
        const played = await play([
            { state: "FAILING", reason: "exit code 1", restart, attempts: 1 },
            { state: "PENDING_RERUN", restart, attempts: 1 },
            { state: "RUNNING", restart, attempts: 2 },
            { state: "PENDING_RERUN", restart, attempts: 2 },
            COMPLETED,
        ]);
        assert.deepEqual(played.warnings, [
            "attempt 1 failed (exit code 1); restarting the job",
            "attempt 2 failed; restarting the job",
        ]);
        assert.equal(played.state, "COMPLETED");
    });

    it("does not report a failure without a retry before it is final", async () => {
        const played = await play([{ state: "FAILING", reason: "x" }, { state: "FAILED" }]);
        assert.deepEqual(played.warnings, []);
        assert.match(played.failure?.message ?? "", /^Job "pi" failed\./);
    });

    it("ends when the run is deleted", async () => {
        const played = await play([RUNNING, { gone: true }]);
        assert.ok(pulumi.RunError.isInstance(played.failure));
        assert.match(played.failure.message, /pi-12345678 .* was deleted outside Pulumi\. Run/);
    });

    it("treats a run that was removed after its time to live as finished", async () => {
        assert.equal((await play([{ gone: true }], { expires: true })).state, "REMOVED");
    });

    it("survives a restart of the API server, with one warning per outage", async () => {
        const error = new KubernetesApiError("connection refused", undefined, "ECONNREFUSED");
        const warning =
            "the API server (https://test:6443) does not answer: connection refused; " +
            "trying again for up to 60 s";
        const short = await play([RUNNING, ...times(50, { error }), RUNNING, COMPLETED]);
        assert.deepEqual([short.state, short.warnings], ["COMPLETED", [warning]]);
        const twice = [...times(50, { error }), RUNNING, ...times(50, { error }), COMPLETED];
        const played = await play(twice);
        assert.deepEqual([played.state, played.warnings], ["COMPLETED", [warning, warning]]);
    });

    it("gives up if the API server stays unreachable, and says what happens to the job", async () => {
        for (const error of [
            new KubernetesApiError("connection refused", undefined, "ECONNREFUSED"),
            new KubernetesApiError("etcdserver: request timed out", 500),
        ]) {
            const { failure, seconds } = await play([RUNNING, { error }]);
            assert.ok(pulumi.RunError.isInstance(failure));
            assert.equal(
                failure.message,
                `Job "pi": the API server (https://test:6443) has not answered for 60 s: ${error.message}. ` +
                    "The job does not depend on this wait and may still be running. Once the " +
                    "API server responds, `pulumi up` waits for the same run again; it " +
                    "does not start another.",
            );
            assert.equal(seconds, 61);
        }
    });

    it("ends on a refusal by the API server and on an internal error", async () => {
        for (const error of [new KubernetesApiError("forbidden", 403), new TypeError("x")]) {
            const played = await play([RUNNING, { error }]);
            assert.deepEqual([played.failure, played.seconds], [error, 1]);
        }
    });

    const refused =
        'pods "pi-exec-2" is forbidden: exceeded quota: spark-quota, requested: ' +
        "requests.cpu=1, used: requests.cpu=2, limited: requests.cpu=2";
    const quota = {
        metadata: { name: "spark-quota" },
        status: { hard: { "requests.cpu": "2" }, used: { "requests.cpu": "1900m" } },
    };
    const short: Scene = {
        ...RUNNING,
        instances: 2,
        pods: [runningPod("pi-driver", "driver"), runningPod("pi-exec-1", "executor")],
        quotas: [quota],
    };

    it("warns once about executors that the cluster refuses, with its message", async () => {
        const log = `26/11/22 10:00:00 WARN Message: ${refused}. Received status\n`;
        const { warnings } = await play([...times(100, short), COMPLETED], {}, log);
        assert.deepEqual(warnings, [`1 of 2 executors are running: ${refused}. Received status`]);
    });

    it("shows the quotas if the driver's log says nothing", async () => {
        const { warnings } = await play([...times(100, short), COMPLETED]);
        assert.deepEqual(warnings, [
            "1 of 2 executors are running: quota spark-quota has requests.cpu 1900m of 2 in use",
        ]);
    });

    it("is silent if executors are missing briefly, or the reason is unknown", async () => {
        const brief = await play([
            ...times(20, short),
            ...times(60, { ...short, instances: 1 }),
            COMPLETED,
        ]);
        assert.deepEqual(brief.warnings, []);
        const open = await play([...times(100, { ...short, quotas: [] }), COMPLETED]);
        assert.deepEqual(open.warnings, []);
    });

    it("keeps waiting if it may not read why executors are missing", async () => {
        const quotas = new KubernetesApiError("resourcequotas is forbidden", 403);
        const scenes = [...times(100, { ...short, quotas }), COMPLETED];
        for (const log of ["", new KubernetesApiError("pods/log is forbidden", 403)]) {
            const { state, failure, warnings } = await play(scenes, {}, log);
            assert.deepEqual(
                { state, failure, warnings },
                {
                    state: "COMPLETED",
                    failure: undefined,
                    warnings: [],
                },
            );
        }
    });
});
