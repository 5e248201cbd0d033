import assert from "node:assert/strict";
import { stackOf } from "../../components";
import { play } from "../components/job/scenario";
import { blocks } from "./blocks";

/** The README's sample that begins with these words. */
function sample(beginning: string): string {
    const found = blocks("text").find(
        ({ where, text }) => where.startsWith("README.md:") && text.startsWith(beginning),
    );
    assert.ok(found, `README.md has no sample "${beginning}"`);
    return found.text.trimEnd();
}

describe("the samples of the README", () => {
    it("show what a preview says about mistakes", () => {
        const stack = {
            cluster: { context: "laptop" },
            teams: { processing: { quota: { cpu: "8" } } },
            jobs: {
                "daily-load": {
                    team: "procesing",
                    main: "jobs/pi.py",
                    conf: { "spark.executor.cores": "4" },
                },
                report: {
                    team: "processing",
                    main: "jobs/pi.py",
                    executor: { instances: 4, cores: 4 },
                },
            },
        };
        assert.throws(() => stackOf(stack, 'Configuration of stack "prod"'), {
            message: sample("Configuration of stack"),
        });
    });

    it("show what an update says about a failed job", async () => {
        const log = [
            "Traceback (most recent call last):",
            '  File "/etc/spark-platform/main/pi.py", line 26, in main',
            "    tasks = int(arguments[0]) if arguments else 10",
            "ValueError: invalid literal for int() with base 10: 'many'",
        ].join("\n");
        const reason = "driver container failed with ExitCode: 1, Reason: Error";
        const { failure } = await play([{ state: "FAILED", reason }], {}, log);
        assert.equal(failure?.message, sample("Job "));
    });
});
