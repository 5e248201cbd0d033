import assert from "node:assert/strict";
import { Case, problemsOf, refusesEach, scheduledProblemsOf } from "./cases";

const SET_USER = "set the job's `user`, the ID that driver and executors run as";
const SET_GROUP = "set the job's `group`, the group ID of its pods and their volumes";
const SET_BOTH =
    "set the job's `user` and `group`, the IDs that its pods run as; the rest of the security " +
    'context meets Pod Security "restricted"';

const cases: Case[] = [
    [
        "root",
        { user: 0 },
        "user: 0 is root, which job pods never run as: use another user's ID " +
            "(Spark's images use 185)",
    ],
    ["a user below 0", { user: -1 }, "user: -1 is not a whole number from 1 to 2147483647"],
    ["half a user", { user: 1.5 }, "user: 1.5 is not a whole number from 1 to 2147483647"],
    [
        "a user that Kubernetes does not take",
        { user: 2147483648 },
        "user: 2147483648 is not a whole number from 1 to 2147483647",
    ],
    ["a user's name", { user: "hadoop" }, 'user: "hadoop" is not a user ID: use a number'],
    [
        "a group that is no whole number",
        { group: "01" },
        'group: "01" is not a group ID: use a number',
    ],
    ["a group below 0", { group: -1 }, "group: -1 is not a whole number from 0 to 2147483647"],
    // where other tools have them
    ["runAsUser", { runAsUser: 1000 }, `runAsUser: unknown key "runAsUser": ${SET_USER}`],
    ["fsGroup", { fsGroup: 1000 }, `fsGroup: unknown key "fsGroup": ${SET_GROUP}`],
    [
        "a security context",
        { securityContext: { runAsUser: 1000 } },
        `securityContext: unknown key "securityContext": ${SET_BOTH}`,
    ],
    [
        "runAsUser of a driver",
        { driver: { runAsUser: 1000 } },
        `driver.runAsUser: unknown key "runAsUser": ${SET_USER}`,
    ],
    [
        "a user of a driver alone",
        { driver: { user: 1000 } },
        `driver.user: unknown key "user": ${SET_USER}`,
    ],
    [
        "runAsGroup of executors",
        { executor: { runAsGroup: 1000 } },
        `executor.runAsGroup: unknown key "runAsGroup": ${SET_GROUP}`,
    ],
    [
        "a security context of executors",
        { executor: { podSecurityContext: {} } },
        `executor.podSecurityContext: unknown key "podSecurityContext": ${SET_BOTH}`,
    ],
];

describe("the user of a job", () => {
    for (const args of [
        { user: 1 },
        { user: 2147483647, group: 2147483647 },
        { user: 999, group: 1000 },
        { group: 0 },
    ]) {
        it(`accepts ${JSON.stringify(args)}`, () => assert.deepEqual(problemsOf(args), []));
    }

    refusesEach(cases);

    it("is checked in schedules, too", () => {
        assert.deepEqual(scheduledProblemsOf({ runAsUser: 1000 }), [
            `jobs.daily.runAsUser: unknown key "runAsUser": ${SET_USER}`,
        ]);
    });
});
