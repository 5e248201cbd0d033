import { Carry } from "../fieldRow";

/** A memory size in the format of arguments: Spark also accepts MiB without a unit, and `gb`. */
export function sparkSize(value: unknown): unknown {
    const size = typeof value === "number" ? String(value) : value;
    const [, amount, unit = "m"] =
        typeof size === "string" ? (/^\s*(\d+)([kmgt])?b?\s*$/i.exec(size) ?? []) : [];
    return amount === undefined ? value : `${amount}${unit.toLowerCase()}`;
}

export function size(argument: string): Carry {
    return (value, { target }) => (target[argument] = sparkSize(value));
}

const UNITS = { d: 86400, h: 3600, m: 60 };

/** Seconds in the largest unit that expresses them exactly. */
export function timeOf(seconds: unknown): string {
    const number = Number(seconds);
    const fitting = Object.entries(UNITS).find(([, length]) => number > 0 && number % length === 0);
    return fitting === undefined ? `${String(seconds)}s` : `${number / fitting[1]}${fitting[0]}`;
}
