import assert from "node:assert/strict";
import fc from "fast-check";
import { schedule } from "../../../../components/job/checks/schedule";
import { timeZone } from "../../../../components/job/checks/timeZone";
import { Problems } from "../../../../components/validation/problems";

function problemsOf(check: typeof schedule, value: unknown): string[] {
    const problems = new Problems();
    check(value, "", problems);
    return problems.list();
}

const DAYS = "0-6 or sun, mon, tue, wed, thu, fri, sat";
const MONTHS = "1-12 or jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec";
const MACROS =
    "use one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually, " +
    'or "@every 1h30m"';
const hint = (what: string, allowed: string) =>
    `${what}: use ${allowed}, "*", ranges, steps or lists of them`;

describe("a schedule", () => {
    for (const text of [
        "0 2 * * *",
        "*/15 8-18 * * mon-fri",
        "0 0 1,15 * ?",
        "5/10 * * * *",
        "0-30/5 * * * *",
        "0 0 * JAN,jul Sun",
        "  0   2 * * *  ",
        "0 0 29 2 *",
        "0 0 31 2 fri",
        "0 0 31 1,2 *",
        "59 23 31 12 6",
        "@hourly",
        "@daily",
        "@midnight",
        "@weekly",
        "@monthly",
        "@yearly",
        "@annually",
        "@every 90m",
        "@every 1h30m10s",
    ]) {
        it(`may be "${text}"`, () => assert.deepEqual(problemsOf(schedule, text), []));
    }

    const refused: [unknown, string][] = [
        ["", "it has 1 instead of 5 fields (minute, hour, day of month, month, day of week)"],
        [
            "0 0 2 * * *",
            "it has 6 instead of 5 fields (minute, hour, day of month, month, day of week)",
        ],
        ["60 * * * *", hint('minute "60"', "0-59")],
        ["* 24 * * *", hint('hour "24"', "0-23")],
        ["* * 0 * *", hint('day of month "0"', "1-31")],
        ["* * * 13 *", hint('month "13"', MONTHS)],
        ["* * * january *", hint('month "january"', MONTHS)],
        ["* * * * 7", hint('day of week "7"', DAYS)],
        ["* * * * fri-mon", hint('day of week "fri-mon"', DAYS)],
        ["*/0 * * * *", hint('minute "*/0"', "0-59")],
        ["1,,2 * * * *", hint('minute ""', "0-59")],
        ["1-2-3 * * * *", hint('minute "1-2-3"', "0-59")],
        ["-1 * * * *", hint('minute "-1"', "0-59")],
        ["*-5 * * * *", hint('minute "*-5"', "0-59")],
        ["1.5 * * * *", hint('minute "1.5"', "0-59")],
        ["0 0 30 2 *", "that date never occurs"],
        ["0 0 31 4,6,9,11 *", "that date never occurs"],
        ["0 0 31 feb ?", "that date never occurs"],
        ["CRON_TZ=UTC 0 2 * * *", "set the time zone in timeZone"],
        ["TZ=UTC 0 2 * * *", "set the time zone in timeZone"],
        ["@Daily", MACROS],
        ["@every 0s", MACROS],
        ["@every", MACROS],
        ["@every 5", MACROS],
        ["@reboot", MACROS],
    ];
    for (const [text, problem] of refused) {
        it(`is not ${JSON.stringify(text)}`, () => {
            const expected = `${JSON.stringify(text)} is not a schedule: ${problem}`;
            assert.deepEqual(problemsOf(schedule, text), [expected]);
        });
    }

    it("is a string", () => {
        assert.deepEqual(problemsOf(schedule, 5), ['5 is not a schedule (e.g. "0 2 * * *")']);
    });

    it("accepts any numbers in range, alone or as a range with a step", () => {
        const field = (min: number, max: number) =>
            fc
                .tuple(
                    fc.integer({ min, max }),
                    fc.integer({ min, max }),
                    fc.integer({ min: 1, max: 99 }),
                    fc.boolean(),
                )
                .map(([a, b, step, isRange]) =>
                    isRange ? `${Math.min(a, b)}-${Math.max(a, b)}/${step}` : `${a}`,
                );
        const text = fc
            .tuple(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6))
            .map((fields) => fields.join(" "));
        fc.assert(fc.property(text, (value) => assert.deepEqual(problemsOf(schedule, value), [])));
    });

    it("never makes the check fail", () => {
        fc.assert(
            fc.property(fc.string(), (text) => assert.ok(problemsOf(schedule, text).length <= 1)),
        );
    });
});

describe("a time zone", () => {
    for (const name of ["UTC", "Europe/Lisbon", "America/Sao_Paulo", "US/Pacific", "Etc/GMT+1"]) {
        it(`may be ${name}`, () => assert.deepEqual(problemsOf(timeZone, name), []));
    }

    const refused: [unknown, string][] = [
        ["Europe/Lisboa", '; did you mean "Europe/Lisbon"?'],
        ["europe/lisbon", '; did you mean "Europe/Lisbon"?'],
        ["utc", '; did you mean "UTC"?'],
        ["us/pacific", '; did you mean "America/Los_Angeles"?'],
        ["+01:00", ""],
        ["Local", ""],
        ["", ""],
        [1, ""],
    ];
    for (const [name, meant] of refused) {
        it(`is not ${JSON.stringify(name)}`, () => {
            const expected = `${JSON.stringify(name)} is not a time zone${meant} (e.g. "UTC", "Europe/Lisbon")`;
            assert.deepEqual(problemsOf(timeZone, name), [expected]);
        });
    }
});
