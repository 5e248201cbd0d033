import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { credentialIn } from "./credentials/inside";
import { sameName, synonymOf } from "./synonyms";

/** One thing that is wrong with what a person wrote. */
export interface Problem {
    /** Property path as the person wrote it, e.g. `teams.processing.logLevel`. */
    path: string;
    /** The value, what is allowed, and what to do. */
    message: string;
}

/** Adds a problem for every part of a value that is not allowed. */
export interface Check {
    (value: unknown, path: string, problems: Problems): void;
    /** A value that is allowed, as YAML; a map may be made of what was given instead. */
    readonly example?: (given?: unknown) => string;
    /** Keys of a map that has no others. */
    readonly keys?: readonly string[];
}

/** An Output, and the check that it gets once it is known. */
export interface LaterCheck {
    output: unknown;
    path: string;
    check: Check;
}

/** A value that is right in another form. */
export interface Reading {
    value: unknown;
    /** What it is read as; undefined for absent. */
    as: unknown;
}

/** Collects problems, so that all of them are shown at once. */
export class Problems {
    /** Outputs that cannot be looked into yet. */
    readonly later: LaterCheck[] = [];
    /** Values that are right in another form, by their paths. */
    readonly readings = new Map<string, Reading>();
    private readonly found = new Map<string, Problem>();

    /** @param textAt what a stack file says at a path, before YAML makes a number of it */
    constructor(readonly textAt: (path: string) => string | undefined = () => undefined) {}

    /** Each problem counts once, even if several checks find it. */
    add(path: string, message: string): void {
        this.found.set(JSON.stringify([path, message]), { path, message });
    }

    /** Drops what was found at some paths, where something else is wrong with their values. */
    forget(paths: ReadonlySet<string>): void {
        for (const [key, { path }] of this.found) {
            if (paths.has(path)) {
                this.found.delete(key);
            }
        }
    }

    /** Adds a problem that is solved once the value is read in another form. */
    readAs(path: string, reading: Reading, message: string): void {
        this.readings.set(path, reading);
        this.add(path, message);
    }

    addLater(output: unknown, path: string, check: Check): void {
        this.later.push({ output, path, check });
    }

    /** One line per problem: `path: message`. */
    list(): string[] {
        return [...this.found.values()].map(({ path, message }) =>
            path ? `${path}: ${message}` : message,
        );
    }

    /**
     * Throws one `pulumi.RunError` (shown without a stack trace) that lists every problem.
     *
     * @param subject what was checked, e.g. `SparkTeam "processing"` or `Stack "dev"`
     */
    throwIfAny(subject: string): void {
        if (this.found.size > 0) {
            throw refusal(subject, this.list());
        }
    }
}

/** An error that users see as it is, without a stack trace; see {@link forPeople}. */
export function userError(message: string): pulumi.RunError {
    return forPeople(new pulumi.RunError(message), message);
}

/**
 * Guards an error against what the SDK does with those that pass through resource inputs:
 * - it writes "error serializing property" before the message, once for every level;
 * - it hangs the failed promise on the error and then prints both for its trace, which takes half a
 *   minute where the promise leads to the program's whole state.
 */
export function forPeople<E extends Error>(error: E, message: string): E {
    return Object.defineProperties(error, {
        message: { get: () => message, set: () => undefined },
        // Printed instead of the message if the program has already ended.
        stack: { get: () => message, set: () => undefined },
        [inspect.custom]: { value: () => message },
    });
}

/** The error for a single problem that rules out further checks. */
export function problem(subject: string, path: string, message: string): pulumi.RunError {
    return refusal(subject, [`${path}: ${message}`]);
}

/** Nobody reads more. */
const MOST_SHOWN = 200;

function refusal(subject: string, lines: string[]): pulumi.RunError {
    const count = lines.length === 1 ? "1 problem" : `${lines.length} problems`;
    const shown = lines.slice(0, MOST_SHOWN).map((line) => `  ${line}`);
    const rest = lines.length > MOST_SHOWN ? [`  … and ${lines.length - MOST_SHOWN} more`] : [];
    return userError([`${subject} has ${count}:`, ...shown, ...rest].join("\n"));
}

/** `parent.key`, or `parent["key"]` where the key is not a plain word. */
export function pathTo(parent: string, key: string | number): string {
    if (typeof key === "number") {
        return `${parent}[${key}]`;
    }
    if (!/^[A-Za-z_][\w-]*$/.test(key)) {
        return `${parent}[${JSON.stringify(key)}]`;
    }
    return parent ? `${parent}.${key}` : key;
}

/** A value as it is shown in a message, without credentials; never fails, whatever the value is. */
export function formatValue(value: unknown): string {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) {
        return "an Output";
    }
    if (pulumi.Resource.isInstance(value)) {
        return "a resource";
    }
    if (typeof value === "function") {
        return "a function";
    }
    const text = jsonOf(value) ?? String(value);
    if (credentialIn(text) !== undefined) {
        return "a value with a credential";
    }
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Not every value has a JSON form: some are circular, and big integers have none. */
function jsonOf(value: unknown): string | undefined {
    try {
        // An Output would print its own advice there.
        return JSON.stringify(value, function (this: Record<string, unknown>, key, entry: unknown) {
            return pulumi.Output.isInstance(this[key]) ? "an Output" : entry;
        });
    } catch {
        return typeof value === "object" ? "an object" : undefined;
    }
}

/** `a, b or c` */
export function alternatives(values: readonly string[]): string {
    const quoted = values.map((value) => JSON.stringify(value));
    const last = quoted.pop() ?? "nothing";
    return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}

/** The name that a person most likely meant, if one is close enough. */
export function didYouMean(wrong: string, known: readonly string[]): string | undefined {
    return sameName(wrong, known) ?? synonymOf(wrong, known) ?? nearest(wrong, known);
}

function nearest(wrong: string, known: readonly string[]): string | undefined {
    const near = known
        // A large difference in length is a large distance; and long strings take long.
        .filter((name) => Math.abs(name.length - wrong.length) <= mostEdits(name))
        .map((name) => ({ name, edits: editDistance(wrong.toLowerCase(), name.toLowerCase()) }))
        .filter(({ name, edits }) => edits <= mostEdits(name))
        .sort((a, b) => a.edits - b.edits);
    return near[0]?.name;
}

function mostEdits(name: string): number {
    return Math.max(1, Math.floor(name.length / 3));
}

/**
 * Message for a name that is not in a list: suggests the nearest and names them all.
 *
 * @param meant the names that were probably meant
 */
export function unknownName(
    what: string,
    wrong: string,
    known: readonly string[],
    meant: readonly string[] = [didYouMean(wrong, known) ?? []].flat(),
): string {
    const hint = meant.length === 0 ? "" : `; did you mean ${alternatives(meant)}?`;
    const list = known.length === 0 ? "none" : known.join(", ");
    return `unknown ${what} "${wrong}"${hint} (known: ${list})`;
}

/** Number of single-character edits that turn `a` into `b` (Levenshtein). */
function editDistance(a: string, b: string): number {
    let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row++) {
        const current = [row];
        for (let column = 1; column <= b.length; column++) {
            const swap = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
            const insert = (current[column - 1] ?? 0) + 1;
            const remove = (previous[column] ?? 0) + 1;
            current.push(Math.min(swap, insert, remove));
        }
        previous = current;
    }
    return previous[b.length] ?? 0;
}
