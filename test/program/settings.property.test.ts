import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { Stack } from "../../components";
import { isPlainObject } from "../../components/validation/checks";
import { confOf } from "../../local/commands/conf";
import { parseSettings } from "../../program/settings";
import { propertyRuns } from "../../testkit/propertyRuns";
import { broken } from "../components/job/arbitraryJob";
import { arbitraryEksStackFile, arbitraryStackFile, StackFile } from "./arbitraryStackFile";

const anyStackFile = fc.oneof(
    { arbitrary: arbitraryStackFile, weight: 2 },
    { arbitrary: arbitraryEksStackFile, weight: 1 },
);

function parsed(values: StackFile): Stack {
    const config = Object.entries(values).map(([key, value]) => [
        `spark-platform:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    return parseSettings(Object.fromEntries(config) as Record<string, string>, "dev");
}

/** Makes all of a job that can be made without a cluster. */
function build(settings: Stack): void {
    for (const job of [...Object.keys(settings.jobs), ...Object.keys(settings.scheduledJobs)]) {
        assert.ok(Object.keys(confOf(settings, job)).length > 0);
    }
}

describe("stack files at random", () => {
    it("are taken where they are right, and all their jobs can be made", () => {
        fc.assert(
            fc.property(arbitraryStackFile, (values) => build(parsed(values))),
            propertyRuns,
        );
    });

    it("are taken or refused with a message for people, whatever is wrong in them", () => {
        let refused = 0;
        fc.assert(
            fc.property(broken(anyStackFile).filter(isPlainObject), (values) => {
                try {
                    build(parsed(values));
                } catch (error) {
                    refused += 1;
                    assert.ok(pulumi.RunError.isInstance(error), String((error as Error).stack));
                    assert.match(error.message, /^Configuration of stack "dev" has \d+ problems?:/);
                }
            }),
            propertyRuns,
        );
        // Something that is never wrong would show nothing.
        assert.ok(refused > propertyRuns.numRuns / 10, `only ${refused} were refused`);
    });
});
