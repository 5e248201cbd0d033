/** Which numbers may stand without quotes where a string is expected. */
export const Unquoted = {
    /** Whole numbers, and others where the stack file shows that YAML has kept them as they are. */
    Text: "text",
    /** Also fractions: the value is a number for the program that reads it. */
    Number: "number",
    /** Also fractions in another spelling, such as `2.0`: only the amount counts. */
    Amount: "amount",
    /** None: `1.30` would be `1.3`. */
    Nothing: "nothing",
} as const;
export type Unquoted = (typeof Unquoted)[keyof typeof Unquoted];

const DECIMAL = /^(0|[1-9]\d*)(\.\d+)?$/;

/** The same value in the other type: a number or boolean as string, and the reverse. */
export function otherReading(value: unknown): string | number | boolean | undefined {
    if (typeof value === "number" || typeof value === "boolean") {
        return String(value);
    }
    if (value === "true" || value === "false") {
        return value === "true";
    }
    return typeof value === "string" && DECIMAL.test(value) && isExact(Number(value))
        ? Number(value)
        : undefined;
}

/**
 * Why a number or boolean must be in quotes, or nothing where its string is what was written.
 *
 * @param written what the stack file says, where that is known
 */
export function quotesProblem(
    value: unknown,
    allowed: Unquoted,
    written?: string,
): string | undefined {
    if (typeof value !== "number" && typeof value !== "boolean") {
        return undefined;
    }
    const reading = String(value);
    // Of another file, e.g. because `--config-file` names one, nothing is known.
    const text = written !== undefined && isSpelling(written, value) ? written : undefined;
    const isSame = text === reading || (allowed === Unquoted.Amount && DECIMAL.test(text ?? ""));
    if (text !== undefined && !isSame) {
        return `YAML reads ${text} as ${reading}: write it in quotes (e.g. "${text}")`;
    }
    if (typeof value === "number" && !isExact(value)) {
        return `${reading} may not be the number that was written: write it in quotes`;
    }
    const isAllowed =
        typeof value === "boolean" ||
        (allowed !== Unquoted.Nothing && Number.isInteger(value)) ||
        (allowed === Unquoted.Text && text !== undefined) ||
        allowed === Unquoted.Number ||
        allowed === Unquoted.Amount;
    return isAllowed ? undefined : inQuotes(value);
}

/** Message for a number or boolean that should be a string. */
export function inQuotes(value: number | boolean): string {
    return `${value} is not a string: write it in quotes (e.g. "${value}")`;
}

/** Whether a number has a decimal form that no reader has rounded. */
function isExact(value: number): boolean {
    return Math.abs(value) <= Number.MAX_SAFE_INTEGER && !/[^-\d.]/.test(String(value));
}

/** Whether YAML reads a scalar as a value: also `0123` (octal), `1_000`, `0x1F` and `True`. */
function isSpelling(text: string, value: number | boolean): boolean {
    if (typeof value === "boolean") {
        return text.toLowerCase() === String(value);
    }
    const plain = text.replace(/_/g, "");
    const isOctal = /^[-+]?0[0-7]+$/.test(plain);
    return value === Number(plain) || (isOctal && value === parseInt(plain, 8));
}
