import { isLiteral, MOST } from "./inputLimits";
import { Check, pathTo, Problems } from "./problems";

/** Each round reads what the round before could not reach; more are never needed. */
const MOST_ROUNDS = 5;

/** Values, and what is wrong with them. */
export interface Checked<T> {
    values: T;
    problems: Problems;
}

/**
 * Checks values, and reads them as they are meant: `6` as "6" where a string is expected, an empty key
 * as `{}` or as absent. What changes a value is read once more, so that each rule sees the same values
 * as if they had been written so.
 *
 * @param path of the values
 * @param textAt what a stack file says at a path, before YAML makes a number of it
 */
export function readValues<T>(
    given: T,
    path: string,
    check: Check,
    textAt?: (path: string) => string | undefined,
): Checked<T> {
    let values = given;
    for (let round = 1; ; round++) {
        const problems = new Problems(textAt);
        check(values, path, problems);
        const read = problems.readings.size === 0 ? values : withReadings(values, path, problems);
        if (read === values || round === MOST_ROUNDS) {
            return { values, problems };
        }
        values = read as T;
    }
}

/** Connections are known by their identity: what needs no change stays the same object. */
function withReadings(value: unknown, path: string, problems: Problems): unknown {
    const reading = problems.readings.get(path);
    // A path may also stand for the name of the value at it.
    if (reading !== undefined && reading.value === value) {
        return reading.as;
    }
    if (Array.isArray(value)) {
        const list = value.map((entry, index) =>
            withReadings(entry, pathTo(path, index), problems),
        );
        return list.every((entry, index) => entry === value[index]) ? value : list;
    }
    if (!isLiteral(value)) {
        return value;
    }
    const entries = Object.entries(value).map(
        ([key, entry]) => [key, withReadings(entry, pathTo(path, key), problems)] as const,
    );
    // What is read as absent is removed, but not what a program has left undefined.
    const kept = entries.filter(([key, entry]) => entry !== undefined || value[key] === undefined);
    return entries.every(([key, entry]) => entry === value[key]) ? value : Object.fromEntries(kept);
}

/** A look at values as they were written, by property paths; they are only read where one is asked for. */
export function writtenAt(read: () => unknown): (path: string) => string | undefined {
    let texts: ReadonlyMap<string, string> | undefined;
    return (path) => (texts ??= new Map(textsIn(read(), ""))).get(path);
}

function textsIn(value: unknown, path: string, depth = 0): [path: string, text: string][] {
    if (typeof value === "string") {
        return [[path, value]];
    }
    if (typeof value !== "object" || value === null || depth > MOST.depth) {
        return [];
    }
    return Object.entries(value).flatMap(([key, entry]) => {
        const step = Array.isArray(value) ? Number(key) : key;
        return textsIn(entry, pathTo(path, step), depth + 1);
    });
}
