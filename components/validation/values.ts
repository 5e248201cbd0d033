import { Check, valueCheck } from "./checks";
import { alternatives, formatValue, unknownName } from "./problems";
import { inQuotes } from "./unquoted";

/** A plain value that is checked elsewhere, together with others. */
export const anyPlain = valueCheck(() => undefined);

export const nonEmptyString = valueCheck((value) =>
    typeof value === "string" && value !== ""
        ? undefined
        : `${formatValue(value)} is not a non-empty string`,
);

/** A string, even an empty one. */
export const anyString = valueCheck((value) =>
    typeof value === "string" ? undefined : notString(value),
);

/** Message for something that should be a string. */
export function notString(value: unknown): string {
    if (typeof value === "number" || typeof value === "boolean") {
        return inQuotes(value);
    }
    const hint = value === null ? ': write "" for an empty one' : "";
    return `${formatValue(value)} is not a string${hint}`;
}

/** A string or number as string; empty for anything else, which may not even have one. */
export function stringOf(value: unknown): string {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export const boolean = valueCheck(
    (value) =>
        typeof value === "boolean" ? undefined : `${formatValue(value)} is not true or false`,
    { example: "true" },
);

/** The largest number of Java's `int` and Kubernetes' `int32`. */
const MOST_INT32 = 2 ** 31 - 1;

export function wholeNumber(minimum: number, maximum?: number): Check {
    const example = String(minimum);
    return valueCheck(
        (value) => {
            const isNumber =
                typeof value === "number" && Number.isInteger(value) && value >= minimum;
            if (!isNumber || value > (maximum ?? Infinity)) {
                const range =
                    maximum === undefined
                        ? `of ${minimum} or more`
                        : `from ${minimum} to ${maximum}`;
                return `${formatValue(value)} is not a whole number ${range}`;
            }
            return value > MOST_INT32
                ? `${value} is more than ${MOST_INT32}, the largest number that Kubernetes and Spark support`
                : undefined;
        },
        { example },
    );
}

/** One of a const object's values, e.g. `oneOf("environment", Environment)`. */
export function oneOf(what: string, allowed: Readonly<Record<string, string>>): Check {
    const values = Object.values(allowed);
    return valueCheck(
        (value) => {
            if (typeof value !== "string") {
                return `${formatValue(value)} is not ${alternatives(values)}`;
            }
            return values.includes(value) ? undefined : unknownName(what, value, values);
        },
        { example: values[0] },
    );
}

/** A string of a certain form. @param what says what it is, with an example */
export function matching(pattern: RegExp, what: string): Check {
    return valueCheck((value) =>
        typeof value === "string" && pattern.test(value)
            ? undefined
            : `${formatValue(value)} is not ${what}`,
    );
}

/** RFC 1123 label, as Kubernetes wants it for namespaces. */
export const dnsLabel = valueCheck((value) =>
    typeof value === "string" && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value)
        ? undefined
        : `${formatValue(value)} is not a DNS label: use 1-63 lower-case letters, digits and "-", ` +
          `beginning and ending with a letter or digit (e.g. "data-science")`,
);
