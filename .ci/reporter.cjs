"use strict";
// Mocha's usual output, and in the file that MOCHA_REPORT names the counts, and how long each test and hook took.
const { mkdirSync, writeFileSync } = require("node:fs");
const { dirname } = require("node:path");
const { reporters, Runner } = require("mocha");

const { EVENT_HOOK_END, EVENT_RUN_END, EVENT_TEST_END } = Runner.constants;

module.exports = class extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        const times = [];
        const note = (runnable) => {
            if (runnable.duration > 0) {
                times.push({ title: runnable.titlePath().join(" › "), ms: runnable.duration });
            }
        };
        runner.on(EVENT_TEST_END, note);
        runner.on(EVENT_HOOK_END, note);
        runner.once(EVENT_RUN_END, () => {
            const { passes, pending } = this.stats;
            // A test that did not run, because a hook before it failed, has failed.
            const failures = Math.max(this.stats.failures, runner.total - passes - pending);
            const file = process.env.MOCHA_REPORT;
            if (file) {
                mkdirSync(dirname(file), { recursive: true });
                writeFileSync(file, JSON.stringify({ passes, failures, pending, times }));
            }
        });
    }
};
