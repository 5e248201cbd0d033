import * as pulumi from "@pulumi/pulumi";
import { alternatives, pathTo, Problems, formatValue, unknownName } from "./problems";

/**
 * Adds a problem for every part of a value that is not allowed.
 * Values that are not known yet (`Output`, `Promise`) pass: they cannot be looked into here.
 */
export type Check = (value: unknown, path: string, problems: Problems) => void;

/** A check of one known value: returns what is wrong with it, or nothing. */
export function valueCheck(problemOf: (value: unknown) => string | undefined): Check {
    return (value, path, problems) => {
        const message = isKnown(value) ? problemOf(value) : undefined;
        if (message !== undefined) {
            problems.add(path, message);
        }
    };
}

export const nonEmptyString = valueCheck((value) =>
    typeof value === "string" && value !== "" ? undefined : `${formatValue(value)} is not a text`,
);

export const boolean = valueCheck((value) =>
    typeof value === "boolean" ? undefined : `${formatValue(value)} is not true or false`,
);

export function wholeNumber(minimum: number): Check {
    return valueCheck((value) =>
        Number.isInteger(value) && (value as number) >= minimum
            ? undefined
            : `${formatValue(value)} is not a whole number of ${minimum} or more`,
    );
}

/** One of a const object's values, e.g. `oneOf("environment", Environment)`. */
export function oneOf(what: string, allowed: Readonly<Record<string, string>>): Check {
    const values = Object.values(allowed);
    return valueCheck((value) => {
        if (typeof value !== "string") {
            return `${formatValue(value)} is not ${alternatives(values)}`;
        }
        return values.includes(value) ? undefined : unknownName(what, value, values);
    });
}

/** RFC 1123 label, as Kubernetes wants it for namespaces. */
export const dnsLabel = valueCheck((value) =>
    typeof value === "string" && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value)
        ? undefined
        : `${formatValue(value)} is not a DNS label: use 1-63 lower-case letters, digits and "-", ` +
          `beginning and ending with a letter or digit (e.g. "data-science")`,
);

/** Memory in the JVM's form, as Spark wants it. */
export const memory = valueCheck((value) =>
    typeof value === "string" && /^[1-9][0-9]*[kmgt]$/.test(value)
        ? undefined
        : `${formatValue(value)} is not a Spark memory size: ` +
          `a whole number and k, m, g or t (e.g. "512m", "14g")`,
);

export function listOf(item: Check): Check {
    return (value, path, problems) => {
        if (!isKnown(value)) {
            return;
        }
        if (!Array.isArray(value)) {
            problems.add(path, `${formatValue(value)} is not a list`);
            return;
        }
        value.forEach((entry, index) => item(entry, pathTo(path, index), problems));
    };
}

/** A check of one entry of a map, which may look at its key too. */
export type EntryCheck = (value: unknown, path: string, problems: Problems, key: string) => void;

/**
 * Any keys, values of one kind.
 *
 * @param key returns what is wrong with a key, or nothing
 */
export function mapOf(entry: EntryCheck, key?: (name: string) => string | undefined): Check {
    return (value, path, problems) => {
        for (const [name, content] of entriesOf(value, path, problems)) {
            const message = key?.(name);
            if (message !== undefined) {
                problems.add(pathTo(path, name), message);
            }
            entry(content, pathTo(path, name), problems, name);
        }
    };
}

/** Fixed keys: anything else is refused with the key that was probably meant. */
export function fields(shape: Record<string, Check>, required: readonly string[] = []): Check {
    const known = Object.keys(shape);
    return (value, path, problems) => {
        const entries = entriesOf(value, path, problems);
        for (const [name, entry] of entries) {
            // Not what every object inherits: a person may write "constructor", too.
            const check = Object.hasOwn(shape, name) ? shape[name] : undefined;
            if (check === undefined) {
                problems.add(pathTo(path, name), unknownName("key", name, known));
            } else if (entry !== undefined) {
                check(entry, pathTo(path, name), problems);
            }
        }
        if (!isPlainObject(value)) {
            return;
        }
        for (const name of required.filter((name) => value[name] === undefined)) {
            problems.add(pathTo(path, name), "is missing");
        }
    };
}

/** False for values that only a later step of the engine knows. */
export function isKnown(value: unknown): boolean {
    return !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}

/** A map of keys and values whose contents are known. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && isKnown(value);
}

function entriesOf(value: unknown, path: string, problems: Problems): [string, unknown][] {
    if (!isKnown(value)) {
        return [];
    }
    if (!isPlainObject(value)) {
        problems.add(path, `${formatValue(value)} is not a map of keys and values`);
        return [];
    }
    return Object.entries(value);
}

/** A text, also an empty one. */
export const anyString = valueCheck((value) =>
    typeof value === "string" ? undefined : notString(value),
);

/** Message for something that should be a text; YAML takes unquoted numbers for numbers. */
export function notString(value: unknown): string {
    const isScalar = typeof value === "number" || typeof value === "boolean";
    const hint = isScalar ? `: write it in quotes (e.g. "${String(value)}")` : "";
    return `${formatValue(value)} is not a text${hint}`;
}

/** A text or number as text; empty for anything else, which may not even have a text. */
export function stringOf(value: unknown): string {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Several checks of one value. */
export function every(...checks: Check[]): Check {
    return (value, path, problems) => checks.forEach((check) => check(value, path, problems));
}

/** A rule between several keys of a map: returns the key that is wrong and why. */
export function rule(
    broken: (map: Record<string, unknown>) => [key: string, message: string] | undefined,
): Check {
    return (value, path, problems) => {
        if (typeof value !== "object" || value === null || !isKnown(value)) {
            return;
        }
        const found = broken(value as Record<string, unknown>);
        if (found !== undefined) {
            problems.add(pathTo(path, found[0]), found[1]);
        }
    };
}
