import { strict as assert } from "node:assert";
import { versions } from "../../components/versions";
import { imageNames } from "../../sandbox/images/recipe";
import { driverLog } from "../../testkit/applications";
import { kubectl } from "../../testkit/testSandbox";

/** What does not come from log4j: the image's entrypoint (`set -x`) and the JVM itself. */
const NOT_LOG4J = /^(\++ |WARNING: |NOTE: |Picked up )/;

const namespace = "processing";

const job = {
    team: namespace,
    main: "jobs/fails_once.py",
    logFormat: "json",
    // Executors that are gone have no log.
    conf: { "spark.kubernetes.executor.deleteOnTermination": "false" },
    wait: "completed",
};

/** A job of a team that logs text, for each Spark. */
export const jsonLogJobs = {
    "json-log": job,
    "json-log-older": { ...job, image: imageNames.olderSpark, sparkVersion: versions.olderSpark },
};

interface Line {
    ts: string;
    level: string;
    msg: string;
    exception?: { stacktrace: string };
    logger: string;
}

/** @param applicationOf name of a job's application in the cluster */
export function jsonLogs(applicationOf: (job: string) => string): void {
    for (const name of Object.keys(jsonLogJobs)) {
        it(`all that log4j writes is JSON, line by line, where it is asked for: ${name}`, () => {
            const application = applicationOf(name);
            const driver = parsed(driverLog(namespace, application));
            const logged = driver.filter(({ logger }) => logger === "FailsOnce");
            const text = 'a "quoted"\nmessage \\ of größe ☂ and \u001b[31mcolour\u0007';
            assert.deepEqual(
                logged.map(({ level, msg }) => [level, msg]),
                [["ERROR", text]],
            );
            const [first = "", second = ""] = text.split("\n");
            const stack = logged[0]?.exception?.stacktrace ?? "";
            assert.deepEqual(stack.split("\n").slice(0, 2), [
                `java.lang.IllegalStateException: ${first}`,
                second,
            ]);
            assert.match(stack, /\n\tat /);

            const executor = parsed(executorLog(application));
            const failure = executor.find(({ msg }) => msg.startsWith("Exception in task 0.0"));
            assert.match(failure?.exception?.stacktrace ?? "", /PythonException: .*\n[^]*\n\tat /);
            assert.ok(failure?.exception?.stacktrace.includes(`ValueError: ${text}`));
        });
    }
}

/** The lines of log4j; the first lines that are no JSON, or of another form, are in the message. */
function parsed(log: string): Line[] {
    const lines = log.split("\n").filter((line) => line !== "" && !NOT_LOG4J.test(line));
    assert.deepEqual(lines.filter((line) => !isRecord(line)).slice(0, 10), []);
    const records = lines.map((line) => JSON.parse(line) as Line);
    assert.ok(records.length > 10, log);
    return records;
}

function isRecord(line: string): boolean {
    try {
        const { ts, level, msg, exception, logger, ...others } = JSON.parse(line) as Line;
        return (
            /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(ts) &&
            /^[A-Z]+$/.test(level) &&
            [msg, logger, exception?.stacktrace ?? ""].every((text) => typeof text === "string") &&
            Object.keys(others).length === 0
        );
    } catch {
        return false;
    }
}

/** The log of the only executor that a run has had. */
function executorLog(application: string): string {
    const selector = `sparkoperator.k8s.io/app-name=${application},spark-role=executor`;
    const pods = kubectl("get", "pods", "-n", namespace, "-l", selector, "-o", "name");
    const [pod = "", ...others] = pods.trim().split("\n");
    assert.deepEqual(others, []);
    return kubectl("logs", "-n", namespace, pod);
}
