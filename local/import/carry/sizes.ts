import { Carry } from "../fieldRow";

/** A size of memory in the form that arguments have: Spark also takes MiB without a unit, and `gb`. */
export function sparkSize(value: unknown): unknown {
    const text = typeof value === "number" ? String(value) : value;
    const [, amount, unit = "m"] =
        typeof text === "string" ? (/^\s*(\d+)([kmgt])?b?\s*$/i.exec(text) ?? []) : [];
    return amount === undefined ? value : `${amount}${unit.toLowerCase()}`;
}

export function size(argument: string): Carry {
    return (value, { target }) => (target[argument] = sparkSize(value));
}
