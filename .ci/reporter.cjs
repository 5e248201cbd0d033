"use strict";
// Mocha's usual output, and the counts in the file that MOCHA_REPORT names.
const { mkdirSync, writeFileSync } = require("node:fs");
const { dirname } = require("node:path");
const { reporters, Runner } = require("mocha");

module.exports = class extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const { passes, failures, pending } = this.stats;
            const file = process.env.MOCHA_REPORT;
            if (file) {
                mkdirSync(dirname(file), { recursive: true });
                writeFileSync(file, JSON.stringify({ passes, failures, pending }));
            }
        });
    }
};
