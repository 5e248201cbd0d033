import assert from "node:assert/strict";
import fc from "fast-check";
import { scheduledJobProblems, teamNamed } from "../../../../components/job/checks/jobProblems";
import { ResolvedJobArgs, scheduledManifest } from "../../../../components/job/manifest/manifest";
import { Problems } from "../../../../components/validation/problems";
import { propertyRuns } from "../../../../testkit/propertyRuns";
import { jobWith } from "../../../../testkit/someJob";
import { arbitrarySchedule, broken } from "../arbitraryJob";
import { Case, MAIN, scheduledProblemsOf } from "./cases";

describe("scheduledJobProblems", () => {
    it("accepts a schedule with all settings", () => {
        const args = {
            team: "processing",
            schedule: "0 2 * * mon-fri",
            timeZone: "Europe/Lisbon",
            concurrency: "replace",
            history: { successful: 0, failed: 30 },
            suspend: true,
            timeToLive: "30d",
            restart: { policy: "on-failure" },
            executor: { instances: 2 },
        };
        assert.deepEqual(scheduledProblemsOf(args, ["processing"]), []);
    });

    const single: Case[] = [
        ["no schedule", { schedule: undefined }, "schedule: is missing"],
        [
            "a schedule that is none",
            { schedule: "0 25 * * *" },
            'schedule: "0 25 * * *" is not a schedule: hour "25": use 0-23, "*", ranges, steps or ' +
                "lists of them",
        ],
        [
            "an unknown time zone",
            { timeZone: "Europe/Lisboa" },
            'timeZone: "Europe/Lisboa" is not a time zone; did you mean "Europe/Lisbon"? ' +
                '(e.g. "UTC", "Europe/Lisbon")',
        ],
        [
            "an unknown concurrency",
            { concurrency: "Forbid" },
            'concurrency: unknown concurrency "Forbid"; did you mean "forbid"? ' +
                "(known: allow, forbid, replace)",
        ],
        [
            "a history of less than nothing",
            { history: { failed: -1 } },
            "history.failed: -1 is not a whole number of 0 or more",
        ],
        [
            "an unknown history",
            { history: { success: 1 } },
            'history.success: unknown key "success"; did you mean "successful"? ' +
                "(known: successful, failed)",
        ],
        ["a suspension in words", { suspend: "no" }, 'suspend: "no" is not true or false'],
        [
            "a time without a unit",
            { timeToLive: "30" },
            'timeToLive: "30" is not a duration: a whole number and s, m, h or d (e.g. "90s", "7d")',
        ],
        [
            "runs without an end",
            { restart: { policy: "always" } },
            'restart: cannot be "always" in a schedule, since the first run would never end: ' +
                'use "on-failure", or no schedule',
        ],
        [
            "a class for Python, as for any job",
            { mainClass: "Main" },
            "mainClass: applies only to jars, and this job is in Python: remove it",
        ],
        [
            "a wait, which no update does for a schedule",
            { wait: "completed" },
            'wait: unknown key "wait" (known: team, main, projectFolder, language, ' +
                "mainClass, arguments, parameters, deps, sparkVersion, image, user, group, " +
                "imagePullPolicy, imagePullSecrets, driver, executor, zonePolicy, zone, tableFormat, conf, logLevel, logFormat, restart, timeout, scheduler, ingress, labels, annotations, " +
                "schedule, timeZone, concurrency, history, suspend, timeToLive)",
        ],
    ];
    for (const [what, args, expected] of single) {
        it(`refuses ${what}`, () => {
            assert.deepEqual(scheduledProblemsOf(args), [`jobs.daily.${expected}`]);
        });
    }

    it("refuses names and teams as for any job", () => {
        const problems = new Problems();
        scheduledJobProblems("", "Daily", { main: MAIN, team: "x" }, problems, teamNamed(["y"]));
        assert.deepEqual(problems.list(), [
            '"Daily" is not a valid job name: use 1-63 lower-case letters, digits and "-", ' +
                'starting with a letter (e.g. "movie-ratings")',
            'team: unknown team "x"; did you mean "y"? (known: y)',
            "schedule: is missing",
        ]);
    });

    it("accepts every valid schedule", () => {
        fc.assert(
            fc.property(arbitrarySchedule, (args) => {
                assert.deepEqual(scheduledProblemsOf({ ...args }), []);
            }),
        );
    });

    it("either refuses a schedule or can build its manifest", () => {
        for (const args of fc.sample(broken(arbitrarySchedule), propertyRuns)) {
            const problems = new Problems();
            scheduledJobProblems("jobs.daily", "daily", args, problems);
            if (problems.list().length === 0) {
                const { metadata } = scheduledManifest(jobWith(args as ResolvedJobArgs));
                assert.equal(metadata.name, "pi");
            }
        }
    });
});
