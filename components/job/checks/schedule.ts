import { valueCheck } from "../../validation/checks";
import { formatValue } from "../../validation/problems";

/** One of cron's five fields. */
interface Field {
    what: string;
    min: number;
    max: number;
    /** Names of the values, starting at `min`. */
    names?: string[];
}

const FIELDS: readonly Field[] = [
    { what: "minute", min: 0, max: 59 },
    { what: "hour", min: 0, max: 23 },
    { what: "day of month", min: 1, max: 31 },
    {
        what: "month",
        min: 1,
        max: 12,
        names: "jan feb mar apr may jun jul aug sep oct nov dec".split(" "),
    },
    { what: "day of week", min: 0, max: 6, names: "sun mon tue wed thu fri sat".split(" ") },
];

const MACROS = ["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"];

/** Days of each month, in a leap year. */
const MONTH_LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The values of a field, or what is wrong with it. */
interface Parsed {
    values: number[];
    /** Whether the field has `*`, so that only the other day field restricts the day. */
    any: boolean;
    problem?: string;
}

/**
 * A schedule that the operator can parse: `ParseStandard` of robfig/cron 3.0.1. Stricter in two
 * ways: no time zone, which is set in `timeZone`, and no date that never occurs.
 */
export const schedule = valueCheck((value) => {
    if (typeof value !== "string") {
        return `${formatValue(value)} is not a schedule (e.g. "0 2 * * *")`;
    }
    const problem = value.startsWith("@") ? macroProblem(value) : fieldsProblem(value);
    return problem && `${formatValue(value)} is not a schedule: ${problem}`;
});

function macroProblem(text: string): string | undefined {
    const every = /^@every ((\d+h)?(\d+m)?(\d+s)?)$/.exec(text)?.[1] ?? "";
    return MACROS.includes(text) || /[1-9]/.test(every)
        ? undefined
        : `use one of ${MACROS.join(", ")}, or "@every 1h30m"`;
}

function fieldsProblem(text: string): string | undefined {
    if (/^(CRON_)?TZ=/.test(text)) {
        return "set the time zone in timeZone";
    }
    const parts = text.trim().split(/\s+/);
    if (parts.length !== FIELDS.length) {
        const names = FIELDS.map(({ what }) => what).join(", ");
        return `it has ${parts.length} instead of ${FIELDS.length} fields (${names})`;
    }
    const parsed = FIELDS.map((field, index) => parseField(parts[index] ?? "", field));
    const wrong = parsed.find(({ problem }) => problem !== undefined);
    return wrong === undefined ? impossibleDateProblem(parsed) : wrong.problem;
}

function parseField(text: string, field: Field): Parsed {
    const parts = text.split(",").map((part) => parseRange(part, field));
    return {
        values: parts.flatMap(({ values }) => values),
        any: parts.some(({ any }) => any),
        problem: parts.find(({ problem }) => problem !== undefined)?.problem,
    };
}

/** `*`, `5`, `mon-fri`, with a step such as `/15`. */
function parseRange(text: string, field: Field): Parsed {
    const { what, min, max } = field;
    const [, from = "", to, step] = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(text) ?? [];
    const isStar = from === "*" || from === "?";
    const start = isStar ? min : valueOf(from, field);
    // "5/10" extends to the maximum, as "5-59/10" does.
    const end =
        to === undefined ? (isStar || step !== undefined ? max : start) : valueOf(to, field);
    const isFine =
        start >= min && end <= max && start <= end && step !== "0" && !(isStar && to !== undefined);
    if (!isFine) {
        const allowed = `${min}-${max}${field.names ? ` or ${field.names.join(", ")}` : ""}`;
        const problem = `${what} ${formatValue(text)}: use ${allowed}, "*", ranges, steps or lists of them`;
        return { values: [], any: false, problem };
    }
    const distance = Number(step ?? 1);
    const count = Math.floor((end - start) / distance) + 1;
    const values = Array.from({ length: count }, (_, index) => start + index * distance);
    return { values, any: isStar && distance === 1 };
}

function valueOf(text: string, { min, names = [] }: Field): number {
    const index = names.indexOf(text.toLowerCase());
    if (index >= 0) {
        return min + index;
    }
    return /^\d{1,3}$/.test(text) ? Number(text) : NaN;
}

/** If day of month or day of week is `*`, both must match; otherwise either is enough. */
function impossibleDateProblem([, , days, months, weekdays]: Parsed[]): string | undefined {
    if (days === undefined || months === undefined || weekdays?.any === false) {
        return undefined;
    }
    const firstDay = Math.min(...days.values);
    const occurs = months.values.some((month) => firstDay <= (MONTH_LENGTHS[month - 1] ?? 0));
    return occurs ? undefined : "that date never occurs";
}
