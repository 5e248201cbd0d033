"use strict";
// Sums the reports of the test tiers. A failed or skipped test, or no test at all, is a failure.
const { existsSync, readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const folder = process.argv[2];
const reports = (existsSync(folder) ? readdirSync(folder) : []).map((name) =>
    JSON.parse(readFileSync(join(folder, name), "utf8")),
);
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
const [passed, failed, skipped] = [sum("passes"), sum("failures"), sum("pending")];
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = passed > 0 && failed === 0 && skipped === 0 ? 0 : 1;
