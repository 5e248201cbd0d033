import * as pulumi from "@pulumi/pulumi";
import { Check, formatValue, pathTo, Problems, unknownName } from "./problems";

export type { Check } from "./problems";

/** A check that takes an Output, too, and is made again once that is known. */
export type InputCheck = Check & { readonly takesOutputs: true };

/** A check of a field that must not be absent. */
export type RequiredCheck = Check & {
    readonly isRequired: true;
    /** What to do where it is absent. */
    readonly advice?: string;
};

const NOT_PLAIN =
    "is an Output, and must be a plain value here: it decides what is created, or how it is named " +
    "(take it from pulumi.Config)";

/** Takes an Output, too: it is checked once it is known. Anything else must be plain. */
export function input(check: Check): InputCheck {
    const whenKnown: Check = (value, path, problems) => {
        if (isKnown(value)) {
            check(value, path, problems);
        } else {
            problems.addLater(value, path, check);
        }
    };
    return Object.assign(whenKnown, { takesOutputs: true } as const);
}

export function required<C extends Check>(check: C, advice?: string): C & RequiredCheck {
    const same: Check = (value, path, problems) => check(value, path, problems);
    return Object.assign(same, check, { isRequired: true, advice } as const);
}

/** A check of one plain value: returns what is wrong with it, or nothing. */
export function valueCheck(problemOf: (value: unknown) => string | undefined): Check {
    return (value, path, problems) => {
        const message = isKnown(value) ? problemOf(value) : NOT_PLAIN;
        if (message !== undefined) {
            problems.add(path, message);
        }
    };
}

export function listOf(item: Check): Check {
    return (value, path, problems) => {
        if (!isKnown(value)) {
            problems.add(path, NOT_PLAIN);
        } else if (!Array.isArray(value)) {
            problems.add(path, `${formatValue(value)} is not a list`);
        } else {
            value.forEach((entry, index) => item(entry, pathTo(path, index), problems));
        }
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

/** A check for each argument of a type: one that may be absent or an Output there may be here. */
export type Shape<T> = { readonly [Key in keyof T]-?: FieldCheck<T, Key> };

type FieldCheck<T, Key extends keyof T> = ([Extract<T[Key], Promise<unknown>>] extends [never]
    ? Check
    : InputCheck) &
    (object extends Pick<T, Key> ? Check : RequiredCheck);

/**
 * Fixed keys: anything else is refused with the key that was probably meant.
 *
 * @typeParam T the type of the arguments: a field without a check does not compile
 * @param elsewhere what to do instead, by the key that other tools have for it
 */
export function fields<T>(
    shape: Shape<T>,
    elsewhere: ReadonlyMap<string, string> = new Map(),
): Check {
    const known = Object.keys(shape);
    return checkOf(shape, (name, path, problems) => {
        const instead = elsewhere.get(name);
        const message = unknownName("key", name, known);
        problems.add(pathTo(path, name), instead ? `unknown key "${name}": ${instead}` : message);
    });
}

/** The same without a word about other keys, for what may be of another version of this library. */
export function partOf<T>(shape: Shape<T>): Check {
    return checkOf(shape, () => undefined);
}

function checkOf<T>(
    shape: Shape<T>,
    onUnknown: (name: string, path: string, problems: Problems) => void,
): Check {
    const checks = new Map(Object.entries(shape) as [string, Check & Partial<RequiredCheck>][]);
    return (value, path, problems) => {
        for (const [name, entry] of entriesOf(value, path, problems)) {
            const check = checks.get(name);
            if (check === undefined) {
                onUnknown(name, path, problems);
            } else if (entry !== undefined) {
                check(entry, pathTo(path, name), problems);
            }
        }
        if (!isPlainObject(value)) {
            return;
        }
        for (const [name, { isRequired, advice }] of checks) {
            if (isRequired && value[name] === undefined) {
                problems.add(pathTo(path, name), advice ? `is missing: ${advice}` : "is missing");
            }
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

/** Whether a check has nothing against a value, so that rules with other values make sense. */
export function isSound<T>(check: Check, value: unknown): value is T {
    const problems = new Problems();
    check(value, "", problems);
    return problems.list().length === 0;
}

function entriesOf(value: unknown, path: string, problems: Problems): [string, unknown][] {
    if (!isKnown(value)) {
        problems.add(path, NOT_PLAIN);
        return [];
    }
    if (!isPlainObject(value)) {
        problems.add(path, `${formatValue(value)} is not a map of keys and values`);
        return [];
    }
    return Object.entries(value);
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
