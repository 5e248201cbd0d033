import * as pulumi from "@pulumi/pulumi";
import { exampleOf, flowKey, isShort, OPEN } from "./examples";
import { Check, didYouMean, formatValue, pathTo, Problems, unknownName } from "./problems";
import { sameName } from "./synonyms";
import { otherReading, quotesProblem, Unquoted } from "./unquoted";

export type { Check } from "./problems";

/** A check that also takes an Output, and runs again once its value is known. */
export type InputCheck = Check & { readonly takesOutputs: true };

/** A check of a field that must not be absent. */
export type RequiredCheck = Check & {
    readonly isRequired: true;
    /** What to do if it is absent. */
    readonly advice?: string;
};

const NOT_PLAIN =
    "is an Output, and must be a plain value here: it decides what is created, or how it is named " +
    "(take it from pulumi.Config)";

/** Also takes an Output, which is checked once its value is known. Anything else must be plain. */
export function input(check: Check): InputCheck {
    const whenKnown: Check = (value, path, problems) => {
        if (isKnown(value)) {
            check(value, path, problems);
        } else {
            problems.addLater(value, path, check);
        }
    };
    return Object.assign(whenKnown, check, { takesOutputs: true } as const);
}

export function required<C extends Check>(check: C, advice?: string): C & RequiredCheck {
    const same: Check = (value, path, problems) => check(value, path, problems);
    return Object.assign(same, check, { isRequired: true, advice } as const);
}

/**
 * A check of one plain value. One that is right in another form is read so: `6` as "6", "2" as `2`.
 *
 * @param problemOf returns what is wrong with a value, or nothing
 * @param example an allowed value, as YAML
 * @param unquoted which numbers may stand for strings
 */
export function valueCheck(
    problemOf: (value: unknown) => string | undefined,
    { example = OPEN, unquoted = Unquoted.Text }: { example?: string; unquoted?: Unquoted } = {},
): Check {
    const check: Check = (value, path, problems) => {
        const message = isKnown(value) ? problemOf(value) : NOT_PLAIN;
        if (message === undefined) {
            return;
        }
        const reading = otherReading(value);
        // A check that takes an object does not ask for a type.
        const isOther = reading !== undefined && problemOf({}) !== undefined;
        if (!isOther || problemOf(reading) !== undefined) {
            problems.add(path, message);
            return;
        }
        const needsQuotes = quotesProblem(value, unquoted, problems.textAt(path));
        if (needsQuotes === undefined) {
            problems.readAs(path, { value, as: reading }, message);
        } else {
            problems.add(path, needsQuotes);
        }
    };
    return Object.assign(check, { example: () => example });
}

export function listOf(item: Check): Check {
    const example = (given?: unknown) => {
        const isItem = given !== undefined && isShort(given) && isSound(item, given);
        return `[${isItem ? JSON.stringify(given) : exampleOf(item)}]`;
    };
    const check: Check = (value, path, problems) => {
        if (!isKnown(value)) {
            problems.add(path, NOT_PLAIN);
        } else if (!Array.isArray(value)) {
            problems.add(path, `${formatValue(value)} is not a list (e.g. ${example(value)})`);
        } else {
            value.forEach((entry, index) => item(entry, pathTo(path, index), problems));
        }
    };
    return Object.assign(check, { example });
}

/** A check of one entry of a map, which may look at its key too. */
export interface EntryCheck {
    (value: unknown, path: string, problems: Problems, key: string): void;
    readonly example?: Check["example"];
}

/**
 * Any keys, values of one kind.
 *
 * @param key returns what is wrong with a key, or nothing
 */
export function mapOf(entry: EntryCheck, key?: (name: string) => string | undefined): Check {
    const isEntry = (value: unknown, name: string) =>
        isSound((one, path, problems) => entry(one, path, problems, name), value);
    const entryExample = (name: string, given?: unknown) => {
        const value = [given, {}].find(
            (one) => one !== undefined && isShort(one) && isEntry(one, name),
        );
        return `${flowKey(name)}: ${value === undefined ? exampleOf(entry) : JSON.stringify(value)}`;
    };
    const example = (given?: unknown) => {
        const named = namedEntries(given).filter(([name]) => key?.(name) === undefined);
        const entries = named.length === 0 ? [["NAME"] as const] : named;
        return `{ ${entries.map(([name, value]) => entryExample(name, value)).join(", ")} }`;
    };
    const check: Check = (value, path, problems) => {
        for (const [name, content] of entriesOf(value, path, problems, example)) {
            const message = key?.(name);
            if (message !== undefined) {
                problems.add(pathTo(path, name), message);
            }
            entry(content, pathTo(path, name), problems, name);
        }
    };
    return Object.assign(check, { example });
}

/** What a list would be as a map: its strings or the names in it are the keys. */
function namedEntries(given: unknown): [name: string, value?: unknown][] {
    const list: unknown[] = Array.isArray(given) && given.length <= MOST_SHOWN ? given : [];
    return list.flatMap((entry): [string, unknown?][] => {
        const name = isPlainObject(entry) ? entry["name"] : entry;
        return typeof name === "string" && isShort(name)
            ? [[name, isPlainObject(entry) ? entry["value"] : undefined]]
            : [];
    });
}

/** Entries of a list that are shown as those of a map. */
const MOST_SHOWN = 3;

/** A check for each argument of a type; it may be absent or an Output where the type says so. */
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
    const checks = checksOf(shape);
    const keys = [...checks.keys()];
    const others = [...elsewhere.keys()];
    const check = checkOf(checks, true, (name, path, problems) => {
        const inOtherCase = sameName(name, keys);
        const instead =
            inOtherCase === undefined ? elsewhere.get(sameName(name, others) ?? "") : undefined;
        const meant = inOtherCase ?? didYouMean(name, keys);
        const message = unknownName(
            "key",
            name,
            keys,
            meant === undefined ? keysBelow(name, checks) : [meant],
        );
        problems.add(pathTo(path, name), instead ? `unknown key "${name}": ${instead}` : message);
    });
    return Object.assign(check, { keys });
}

/** The same, but other keys are allowed: they may be of another version of this library. */
export function partOf<T>(shape: Shape<T>): Check {
    return checkOf(checksOf(shape), false, () => undefined);
}

type Checks = ReadonlyMap<string, Check & Partial<RequiredCheck>>;

function checksOf<T>(shape: Shape<T>): Checks {
    return new Map(Object.entries(shape) as [string, Check & Partial<RequiredCheck>][]);
}

/** Where a key would be right one level further down. */
function keysBelow(name: string, checks: Checks): string[] {
    return [...checks].flatMap(([key, { keys = [] }]) => {
        const below = sameName(name, keys);
        return below === undefined ? [] : [`${key}.${below}`];
    });
}

/** @param isOfPerson whether an empty key is the same as none */
function checkOf(
    checks: Checks,
    isOfPerson: boolean,
    onUnknown: (name: string, path: string, problems: Problems) => void,
): Check {
    const example = () => {
        const needed = [...checks].filter(([, { isRequired }]) => isRequired);
        const shown = needed.length === 0 ? [...checks].slice(0, 1) : needed;
        return `{ ${shown.map(([key, one]) => `${key}: ${exampleOf(one)}`).join(", ")} }`;
    };
    const check: Check = (value, path, problems) => {
        for (const [name, entry] of entriesOf(value, path, problems, example)) {
            const check = checks.get(name);
            if (check === undefined) {
                onUnknown(name, path, problems);
            } else if (entry === null && isOfPerson) {
                emptyKey(check, pathTo(path, name), problems);
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
    return Object.assign(check, { example });
}

/** A key without a value: an empty map where one may be empty, else the same as no key. */
function emptyKey(check: Check & Partial<RequiredCheck>, path: string, problems: Problems): void {
    const asNull = new Problems();
    check(null, path, asNull);
    const isMap = asNull.readings.has(path);
    const as = isMap && (check.isRequired || isSound(check, {})) ? {} : undefined;
    problems.readAs(path, { value: null, as }, "is empty");
}

/** False for Outputs and promises. */
export function isKnown(value: unknown): boolean {
    return !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}

/** A map of keys and values whose contents are known. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && isKnown(value);
}

/** Whether a value passes a check, so that rules about other values make sense. */
export function isSound<T>(check: Check, value: unknown): value is T {
    const problems = new Problems();
    check(value, "", problems);
    return problems.list().length === 0;
}

function entriesOf(
    value: unknown,
    path: string,
    problems: Problems,
    example: (given: unknown) => string,
): [string, unknown][] {
    if (!isKnown(value)) {
        problems.add(path, NOT_PLAIN);
        return [];
    }
    if (value === null) {
        problems.readAs(path, { value, as: {} }, "is empty");
        return [];
    }
    if (!isPlainObject(value)) {
        const message = `${formatValue(value)} is not a map of keys and values`;
        problems.add(path, `${message} (e.g. ${example(value)})`);
        return [];
    }
    return Object.entries(value);
}

/** Several checks of one value. */
export function every(...checks: Check[]): Check {
    const all: Check = (value, path, problems) =>
        checks.forEach((check) => check(value, path, problems));
    const example = checks.find((check) => check.example !== undefined)?.example;
    return Object.assign(all, { example, keys: checks.find(({ keys }) => keys)?.keys });
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
