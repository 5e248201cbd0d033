import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../../testkit/applications";
import { versions } from "../../components/versions";
import { imageNames } from "../../sandbox/images/recipe";
import { PEAK_MEMORY_FILES, peakMemory, recordingPeakMemory } from "../../testkit/peakMemory";
import { TestStack, UP, type Run } from "../../testkit/stack";
import { kubectl, sandboxConfig, SHORT_LIVED_JVMS, testSandbox } from "../../testkit/testSandbox";
import { faultRows } from "./faults/rows";
import { FaultScene } from "./faults/scene";
import { allowDrivers, REFUSALS, refusedJobs, refusedTeams, refuseDrivers } from "./refusals";

const failing = { team: "processing", main: "jobs/fail.py", wait: "completed" };

/** What the engine says on behalf of the program, without its own progress lines. */
function diagnostics({ output }: Run): string {
    return output.slice(output.indexOf("Diagnostics:"));
}

/** What is said of each job, without its name. */
function reportsOf(run: Run): Map<string, string> {
    const parts = diagnostics(run)
        .split(/^ +error: Job "([^"]+)" /m)
        .slice(1);
    return new Map(parts.flatMap((name, at) => (at % 2 ? [] : [[name, parts[at + 1] ?? ""]])));
}

function assertHarmless(report: string): void {
    assert.doesNotMatch(report.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\u2028\u2029]/u);
    assert.doesNotMatch(report, /^\s*::|##\w*\[|<img|hunter2|AKIA/m);
    assert.ok(report.length > 0 && report.length < 10_000, `${report.length}`);
}

function assertNoStackTrace(run: Run): void {
    assert.doesNotMatch(run.output, /^ +at .*(\.ts|\.js|node:)/m, run.output);
    assert.doesNotMatch(run.output, /unhandled|PromiseRejection/i, run.output);
}

describe("failures", () => {
    let stack: TestStack;
    const config = (jobs: object, more: object = {}) =>
        sandboxConfig({
            sparkConf: SHORT_LIVED_JVMS,
            teams: { processing: {}, ...refusedTeams },
            jobs,
            ...more,
        });

    before(async () => {
        stack = await TestStack.create({
            program: `export * from "../../../index";\n`,
            files: {
                "jobs/fail.py": readFileSync(join(__dirname, "programs/fail.py"), "utf8"),
                "jobs/sleep.py": "import time\ntime.sleep(600)\n",
                ...PEAK_MEMORY_FILES,
                "jobs/hostile.py": readFileSync(join(__dirname, "programs/hostile.py"), "utf8"),
                "jobs/quick.py": readFileSync(join(__dirname, "programs/quick.py"), "utf8"),
                "jobs/sleep_some.py": readFileSync(join(__dirname, "programs/sleep.py"), "utf8"),
                "jobs/endless.py": readFileSync(join(__dirname, "programs/endless.py"), "utf8"),
            },
            config: config({}),
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
    });

    after(() => stack.remove());

    it("a failed job fails the update within 10 s, with its state, reason and last lines", async () => {
        // The other job goes on for long: the report must not wait for it.
        const busy = { team: "processing", main: "jobs/sleep.py", wait: "completed" };
        stack.configure(config({ fail: failing, busy }));
        const run = await stack.up();
        const reportedAt = Date.now();
        assert.notEqual(run.code, 0);
        const report = diagnostics(run);
        const [, application] = /^ +application: (fail-[0-9a-f]{8})$/m.exec(report) ?? [];
        assert.ok(application, report);
        assert.match(report, /error: Job "fail" failed\.$/m);
        assert.match(report, /^ +namespace: processing$/m);
        assert.match(report, /^ +state: FAILED$/m);
        assert.match(report, /^ +reason: .*ExitCode: 1/m);
        assert.match(report, /driver log, last 20 lines:/);
        assert.match(report, /ValueError: the reason why this job fails/);
        assertNoStackTrace(run);

        const path = "{.status.containerStatuses[0].state.terminated.finishedAt}";
        const pod = `${application}-driver`;
        const finished = kubectl("get", "pod", pod, "-n", "processing", "-o", `jsonpath=${path}`);
        const seconds = (reportedAt - Date.parse(finished)) / 1000;
        assert.ok(seconds <= 10, `reported ${seconds} s after the driver's end`);
    });

    it("an unchanged job that failed is reported again, and not run again", async () => {
        stack.configure(config({ fail: failing }));
        const before = kubectl("get", "pods", "-n", "processing", "-o", "name");
        const run = await stack.up();
        assert.notEqual(run.code, 0);
        assert.match(diagnostics(run), /Job "fail" failed\./);
        assert.ok(run.seconds < 30, `${run.seconds} s`);
        const after = kubectl("get", "pods", "-n", "processing", "-o", "name");
        assert.deepEqual(
            after.split("\n").filter((pod) => !before.includes(pod)),
            [],
        );
    });

    describe("jobs that are refused or print anything, side by side", () => {
        let reports: Map<string, string>;

        before(async () => {
            refuseDrivers();
            const jobs = {
                ...refusedJobs(failing),
                hostile: { ...failing, main: "jobs/hostile.py" },
                endless: { ...failing, main: "jobs/endless.py" },
                // The image has no connector to S3, and nobody has said so.
                "without-jars": {
                    ...{ ...failing, main: "jobs/quick.py", tableFormat: "files" },
                    ...{ image: imageNames.spark, sparkVersion: versions.spark },
                },
            };
            // The first failure would end the wait for the others.
            const started = Object.entries(jobs).map(([name, job]) => [
                name,
                { ...job, wait: "none" },
            ]);
            stack.configure(config(Object.fromEntries(started) as object));
            const { code, output } = await stack.up();
            assert.equal(code, 0, output);
            const haveFailed = () => {
                const path = "{.items[*].status.applicationState.state}";
                const states = kubectl("get", "sparkapplications", "-A", "-o", `jsonpath=${path}`);
                return states === Array(Object.keys(jobs).length).fill("FAILED").join(" ");
            };
            // Eight JVMs that submit, on two cores.
            await eventually("all jobs have failed", haveFailed, 300);
            stack.configure(config(jobs));
            const run = await stack.watched(UP, () => undefined, {
                env: recordingPeakMemory(stack.folder),
            });
            assert.notEqual(run.code, 0);
            assertNoStackTrace(run);
            reports = reportsOf(run);
        });

        after(allowDrivers);

        it("what a job prints has no effect in its report, however long it is", () => {
            const report = reports.get("hostile") ?? "";
            assertHarmless(report);
            assert.match(report, /^ +\\x1b\[2Jcleared$/m);
            assert.match(report, /^ +\\x3a:error::command$/m);
            assert.match(report, /^ +password=\*\*\* \*\*\*$/m);
            assert.match(report, /^ +x+ … \d+ more characters$/m);
            assert.match(report, /^ +the end$/m);
        });

        it("nor do 200 MB, half of them without an end; reading them takes little memory", () => {
            const report = reports.get("endless") ?? "";
            assertHarmless(report);
            assert.match(report, /^ +reason: .*ExitCode: 1/m);
            const mebibytes = peakMemory(stack.folder);
            assert.ok(mebibytes > 50 && mebibytes < 400, `${mebibytes} MiB`);
        });

        it("a table format whose jars the image lacks ends a job before its driver starts", () => {
            const report = reports.get("without-jars") ?? "";
            assert.match(
                report,
                /^ +Image \S+ lacks the connector to S3 \(org\.apache\.hadoop:hadoop-aws\) and .*spark-hadoop-cloud\) among the jars of \/opt\/spark\/jars: tableFormat "files" needs it\. Use an image that has it/m,
            );
            assert.doesNotMatch(report, /SparkContext/);
        });

        for (const [job, cause] of Object.entries(REFUSALS)) {
            it(`a submission that is refused ${job.replace("-", " ")} is reported with the cause first`, () => {
                const [first = ""] = (reports.get(job) ?? "").split("\n");
                const [, said = ""] = /^could not be submitted: (.*)$/.exec(first) ?? [];
                assert.match(said, cause);
            });
        }
    });

    it("an image that cannot be pulled is reported at once", async () => {
        const image = "spark-platform.local/missing:1";
        stack.configure(config({ pull: { ...failing, image, sparkVersion: "4.1.2" } }));
        const run = await stack.up();
        assert.notEqual(run.code, 0);
        const report = diagnostics(run);
        assert.match(report, /error: Job "pull" cannot start\.$/m);
        assert.match(
            report,
            /reason: pod pull-[0-9a-f]{8}-driver: (ErrImagePull|ImagePullBackOff)/,
        );
        assert.ok(report.includes(image), report);
        assert.ok(run.seconds < 90, `${run.seconds} s`);
        assertNoStackTrace(run);
    });

    describe("faults of the cluster", () => {
        faultRows(
            () =>
                new FaultScene(stack, (jobs, teams) =>
                    stack.configure(config(jobs, { teams: { processing: {}, ...teams } })),
                ),
        );
    });

    it("an operator that does not become ready is reported with its pods and their events", async () => {
        const { artifacts } = testSandbox();
        const images = { ...artifacts.images, sparkOperator: "spark-platform.local/absent:1" };
        stack.configure(config({}, { artifacts: { ...artifacts, images } }));
        const run = await stack.up();
        assert.notEqual(run.code, 0);
        const report = diagnostics(run);
        assert.match(
            report,
            /error: The Spark operator in namespace "spark-operator" did not become ready/,
        );
        assert.match(report, /Pod spark-operator-controller-\S+: (ErrImagePull|ImagePullBackOff)/);
        assert.match(report, /Events:/);
        assert.match(report, /spark-platform\.local\/absent:1/);
        assert.doesNotMatch(report, /context deadline exceeded/);
        assertNoStackTrace(run);

        stack.configure(config({}));
        const mended = await stack.up();
        assert.equal(mended.code, 0, mended.output);
    });
});
