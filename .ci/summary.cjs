"use strict";
// Sums the reports of the test tiers and names the slowest tests and hooks. A failed or skipped test is a failure, and so
// is a tier without a report.
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const SLOWEST = 10;
const [, , folder, ...tiers] = process.argv;
const files = tiers.map((tier) => join(folder, `${tier}.json`));
const reports = files
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, "utf8")));

const slowest = reports
    .flatMap(({ times }) => times)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, SLOWEST);
console.log(`The ${slowest.length} slowest tests and hooks:`);
for (const { title, ms } of slowest) {
    console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${title}`);
}

const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
const [passed, failed, skipped] = [sum("passes"), sum("failures"), sum("pending")];
const missing = tiers.filter((_, index) => !existsSync(files[index]));
for (const tier of missing) {
    console.log(`No report of the tier "${tier}": it did not come to its end.`);
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = missing.length === 0 && failed === 0 && skipped === 0 ? 0 : 1;
