import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parseSettings } from "../../program/settings";
import { REPORTED_PODS, ReportedStack } from "./reportedPods";

function problemsOf({ job, team = {}, stack = {} }: ReportedStack): string[] {
    const settings = {
        cluster: { context: "kind-x" },
        teams: { processing: team },
        jobs: { reported: { team: "processing", ...job } },
        ...stack,
    };
    const config = Object.entries(settings).map(([key, value]) => [
        `spark-platform:${key}`,
        JSON.stringify(value),
    ]);
    try {
        parseSettings(Object.fromEntries(config) as Record<string, string>, "dev");
        return [];
    } catch (error) {
        assert.ok(pulumi.RunError.isInstance(error));
        return error.message.split("\n").slice(1);
    }
}

describe("reported pods", () => {
    for (const reported of REPORTED_PODS) {
        const { title, refused = {}, refusedElsewhere = {} } = reported;
        const expected = [
            ...Object.entries(refused).map(([path, part]) => [`jobs.reported.${path}`, part]),
            ...Object.entries(refusedElsewhere),
        ];
        it(`${expected.length > 0 ? "are refused" : "are taken"}: ${title}`, () => {
            const problems = problemsOf(reported);
            for (const [path, part = ""] of expected) {
                const line = problems.find((one) => one.startsWith(`  ${path}: `));
                assert.ok(line?.includes(part), `${path}, ${part}: ${problems.join("\n")}`);
            }
            assert.equal(problems.length, expected.length, problems.join("\n"));
        });
    }
});
