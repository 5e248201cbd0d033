import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parseSettings } from "../../program/settings";
import { REPORTED_JOBS, ReportedJob } from "./reportedJobs";

function problemsOf({ job, team = {} }: ReportedJob): string[] {
    const settings = {
        cluster: { context: "kind-x" },
        teams: { processing: team },
        jobs: { reported: { team: "processing", ...job } },
    };
    const config = Object.fromEntries(
        Object.entries(settings).map(([key, value]) => [
            `spark-platform:${key}`,
            JSON.stringify(value),
        ]),
    );
    try {
        parseSettings(config, "dev");
        return [];
    } catch (error) {
        assert.ok(pulumi.RunError.isInstance(error));
        return error.message.split("\n").slice(1);
    }
}

describe("reported jobs", () => {
    for (const reported of REPORTED_JOBS) {
        const { title, refused = {} } = reported;
        const isRefused = Object.keys(refused).length > 0;
        it(`${isRefused ? "are refused" : "are taken"}: ${title}`, () => {
            const problems = problemsOf(reported);
            for (const [path, part] of Object.entries(refused)) {
                const line = problems.find((one) => one.startsWith(`  jobs.reported.${path}: `));
                assert.ok(line?.includes(part), `${path}, ${part}: ${problems.join("\n")}`);
                assert.doesNotMatch(line ?? "", /hunter22/);
            }
            assert.equal(problems.length, Object.keys(refused).length, problems.join("\n"));
        });
    }
});
