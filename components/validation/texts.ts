import { valueCheck } from "./checks";
import { shown } from "./problems";

/** A text, also an empty one. */
export const anyText = valueCheck((value) =>
    typeof value === "string" ? undefined : notText(value),
);

/** Message for something that should be a text; YAML takes unquoted numbers for numbers. */
export function notText(value: unknown): string {
    const isScalar = typeof value === "number" || typeof value === "boolean";
    const hint = isScalar ? `: write it in quotes (e.g. "${String(value)}")` : "";
    return `${shown(value)} is not a text${hint}`;
}

/** A text or number as text; empty for anything else, which may not even have a text. */
export function textOf(value: unknown): string {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
