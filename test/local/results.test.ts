import assert from "node:assert/strict";
import { nextCommands, printedLines } from "../../local/results";

describe("what a job printed", () => {
    it("is its log without Spark's own lines", () => {
        const log = [
            "++ id -u",
            "+ myuid=185",
            "+ exec /usr/bin/tini -s -- /opt/spark/bin/spark-submit",
            "WARNING: Using incubator modules: jdk.incubator.vector",
            "26/11/22 18:00:00 INFO SparkContext: Running Spark version 4.1.2",
            "2026-11-22T18:00:00,123 WARN TaskSetManager: slow",
            "Pi is roughly 3.1416",
            "+-----+----+",
            "|movie|mean|",
            "+-----+----+",
            "|   12| 4.2|",
            "26/11/22 18:00:09 INFO ShutdownHookManager: Shutdown hook called",
            "",
        ];
        assert.deepEqual(printedLines(log.join("\n")), [
            "Pi is roughly 3.1416",
            "+-----+----+",
            "|movie|mean|",
            "+-----+----+",
            "|   12| 4.2|",
        ]);
    });

    it("contains no control characters, and is short", () => {
        const log = `${"line\n".repeat(5000)}\x1b[2J\n::error::x\ntoken=abc\n`;
        const lines = printedLines(log);
        assert.deepEqual(
            [lines.length, lines[0], ...lines.slice(-3)],
            [200, "… 4804 earlier lines", "\\x1b[2J", "\\x3a:error::x", "token=***"],
        );
    });
});

describe("the next commands", () => {
    const jobs = {
        pi: { application: "pi-1a2b3c4d", namespace: "processing", state: "COMPLETED" },
    };

    it("work as they are printed", () => {
        const cluster = { context: "here", kubeconfig: "/cache/kubeconfig" };
        assert.deepEqual(nextCommands(jobs, cluster, "/cache/kubectl"), [
            "  /cache/kubectl --kubeconfig /cache/kubeconfig --context here get sparkapplications --all-namespaces",
            "  /cache/kubectl --kubeconfig /cache/kubeconfig --context here --namespace processing logs pi-1a2b3c4d-driver",
            "  make down",
        ]);
    });

    it("use the user's own kubeconfig for a user's context", () => {
        assert.deepEqual(nextCommands({}, { context: "here" }, "kubectl"), [
            "  kubectl --context here get sparkapplications --all-namespaces",
            "  make down",
        ]);
    });
});
