import assert from "node:assert/strict";
import fc from "fast-check";
import {
    applicationName,
    scheduledName,
} from "../../../../components/job/manifest/applicationName";

/** Names that `jobProblems` lets through. */
const jobName = fc.stringMatching(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/);
/** DNS-1035, which the operator's webhook demands. */
const APPLICATION_NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** What the operator appends to a schedule's name for a run: nanoseconds since 1970. */
const RUN_SUFFIX = "-1795305600123456789";

describe("the name of a run", () => {
    it("leaves room for what Spark and the operator append", () => {
        fc.assert(
            fc.property(jobName, (job) => {
                const name = applicationName(job, "0123abcd");
                assert.match(name, APPLICATION_NAME);
                assert.ok(name.endsWith("-0123abcd"));
                // Spark: `<name>-<16 characters>` is the prefix of executors, 47 at most in 3.3.0.
                assert.ok(name.length + 17 <= 47, name);
            }),
        );
    });

    it("starts with as much of the job's name as fits", () => {
        assert.equal(applicationName("movie-ratings", "0123abcd"), "movie-ratings-0123abcd");
        assert.equal(
            applicationName("a-very-long-name-of-a-job", "0123abcd"),
            "a-very-long-name-of-a-0123abcd",
        );
    });
});

describe("the name of a schedule", () => {
    it("gives runs a name that is valid as a label and an application name", () => {
        fc.assert(
            fc.property(jobName, (job) => {
                const name = scheduledName(job);
                assert.match(name, APPLICATION_NAME);
                assert.match(`${name}${RUN_SUFFIX}`, APPLICATION_NAME);
                assert.equal(scheduledName(job), name);
            }),
        );
    });

    it("is the job's own, up to 43 characters", () => {
        const job = `${"a".repeat(42)}b`;
        assert.equal(scheduledName(job), job);
        assert.equal(scheduledName("daily-sales"), "daily-sales");
    });

    it("distinguishes long names by their suffixes", () => {
        fc.assert(
            fc.property(fc.uniqueArray(jobName, { minLength: 2, maxLength: 2 }), (ends) => {
                const [one, other] = ends.map((end) => scheduledName(`${"a".repeat(43)}${end}`));
                assert.notEqual(one, other);
            }),
        );
        assert.equal(
            scheduledName("a-long-name-that-tells-all-of-what-the-job-does"),
            "a-long-name-that-tells-all-of-what-2313ca5a",
        );
    });
});
