import { Check, valueCheck } from "./checks";
import { formatValue } from "./problems";
import { Unquoted } from "./unquoted";
import { stringOf } from "./values";

const BYTES: Record<string, number> = {
    "": 1,
    m: 1e-3,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    P: 1e15,
    E: 1e18,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
    Pi: 2 ** 50,
    Ei: 2 ** 60,
};

/** Kubernetes keeps quantities in 63 bits. */
export const MOST_BYTES = 2 ** 63 - 1;

/** Bytes of a Kubernetes quantity such as `2Gi`, `512M` or `1024`; NaN for anything else. */
export function quantityBytes(quantity: unknown): number {
    const [, amount, unit = "?"] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(stringOf(quantity)) ?? [];
    return Number(amount) * (BYTES[unit] ?? NaN);
}

const NO_POD = "would not allow any pod: use more, or omit it for no limit";

/**
 * A quantity of one kind, more than nothing.
 *
 * @param nothing what a quantity of zero would do
 */
export function amount(pattern: RegExp, examples: string, nothing = NO_POD): Check {
    return valueCheck(
        (value) => {
            if (typeof value !== "string" || !pattern.test(value)) {
                return `${formatValue(value)} is not a Kubernetes quantity (e.g. ${examples})`;
            }
            if (quantityBytes(value) > MOST_BYTES) {
                return `${formatValue(value)} is more than Kubernetes supports (8Ei)`;
            }
            return /^[0.]*\D*$/.test(value) ? `${formatValue(value)} ${nothing}` : undefined;
        },
        { example: examples.split(",")[0], unquoted: Unquoted.Amount },
    );
}

/** With a unit: without one it is bytes, which nobody means. */
export const BYTES_WITH_UNIT = /^\d+(\.\d+)?([kMGTPE]|[KMGTPE]i)$/;

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86400 };
const KIBIBYTES: Record<string, number> = { k: 1, m: 1024, g: 1024 ** 2, t: 1024 ** 3 };

/** Go keeps durations as nanoseconds in 63 bits: 292 years. */
const MOST_SECONDS = 292 * 365 * 86400;

/** Spark keeps memory as MiB in Java's `int`. */
const MOST_MIB = 2 ** 31 - 1;

/** Kubernetes keeps quantities in 63 bits, CPU in thousandths. */
const MOST_CORES = (2 ** 63 - 1) / 1000;

/** A number that lacks its unit. */
function isCount(value: unknown): value is number {
    return Number.isInteger(value) && Number(value) > 0;
}

/** A duration such as `90s`, `15m`, `2h` or `7d`. */
export const duration: Check = valueCheck(
    (value) => {
        if (typeof value !== "string" || !/^[1-9][0-9]*[smhd]$/.test(value)) {
            const example = isCount(value) ? `"${value}s"` : '"90s", "7d"';
            return `${formatValue(value)} is not a duration: a whole number and s, m, h or d (e.g. ${example})`;
        }
        return durationSeconds(value) > MOST_SECONDS
            ? `${formatValue(value)} is more than 292 years, the longest that Kubernetes supports`
            : undefined;
    },
    { example: "2h" },
);

export function durationSeconds(text: string): number {
    return parseInt(text, 10) * (SECONDS[text.slice(-1)] ?? 1);
}

/** CPU as Kubernetes wants it. */
export const cpu: Check = valueCheck(
    (value) => {
        if (typeof value !== "string" || !/^(\d+(\.\d+)?|\d+m)$/.test(value)) {
            return `${formatValue(value)} is not an amount of CPU (e.g. "2", "0.5", "500m")`;
        }
        return cpuCores(value) > MOST_CORES
            ? `${formatValue(value)} is more than Kubernetes supports (${MOST_CORES} cores)`
            : undefined;
    },
    { example: '"2"', unquoted: Unquoted.Amount },
);

/** Memory in the JVM's form, as Spark wants it. */
export const memory: Check = valueCheck(
    (value) => {
        if (typeof value !== "string" || !/^[1-9][0-9]*[kmgt]$/.test(value)) {
            const example = isCount(value) ? `"${value}g"` : '"512m", "14g"';
            return (
                `${formatValue(value)} is not a Spark memory size: ` +
                `a whole number and k, m, g or t (e.g. ${example})`
            );
        }
        return memoryMib(value) > MOST_MIB
            ? `${formatValue(value)} is more than Spark supports (${MOST_MIB}m)`
            : undefined;
    },
    { example: "4g" },
);

/** MiB of a Spark memory size such as `512m`; NaN for anything else. */
export function memoryMib(size: unknown): number {
    const [, amount, unit = ""] = /^(\d+)([kmgt])$/.exec(stringOf(size)) ?? [];
    return (Number(amount) * (KIBIBYTES[unit] ?? NaN)) / 1024;
}

/** Cores of a Kubernetes CPU quantity such as `2`, `0.5` or `500m`; NaN for anything else. */
export function cpuCores(quantity: unknown): number {
    const cores = parseFloat(stringOf(quantity));
    return stringOf(quantity).endsWith("m") ? cores / 1000 : cores;
}
