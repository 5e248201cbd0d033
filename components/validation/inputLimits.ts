import { pathTo, Problems } from "./problems";

/** Far more than any argument needs; bounds recursion and regular expressions. */
export const MOST = {
    /** Lists and maps inside of each other. */
    depth: 64,
    /** Characters of one string: the longest argument that Linux hands to a process (execve(2), MAX_ARG_STRLEN). */
    characters: 128 * 1024,
    /** Characters of a key. Kubernetes' longest, of a label or a property, have about 320. */
    keyCharacters: 1024,
    /** Entries of one list or map: each may be compared with each other one. */
    entries: 10_000,
    /** Values in all. 256 teams with ten jobs each have about 50,000. */
    values: 100_000,
} as const;

interface Place {
    value: unknown;
    path: string;
    depth: number;
}

/**
 * Adds what is too deep, too long or too large to check. Does not recurse itself.
 *
 * @returns whether the rest can be looked at
 */
export function isWithinLimits(value: unknown, path: string, problems: Problems): boolean {
    const open: Place[] = [{ value, path, depth: 0 }];
    let count = 0;
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
        count += 1;
        const message = count > MOST.values ? tooMany : problemOf(place);
        if (message !== undefined) {
            problems.add(count > MOST.values ? path : place.path, message);
            return false;
        }
        open.push(...below(place));
    }
    return true;
}

const tooMany = `has more than ${MOST.values} values in all: split them over several stacks`;

function problemOf({ value, depth }: Place): string | undefined {
    if (typeof value === "string" && value.length > MOST.characters) {
        return (
            `has ${value.length} characters; the limit is ${MOST.characters}: ` +
            "keep long strings in a file or an object store"
        );
    }
    const keys = isLiteral(value) ? Object.keys(value) : [];
    const longKey = keys.find((key) => key.length > MOST.keyCharacters);
    if (longKey !== undefined) {
        return `has a key of ${longKey.length} characters; the limit is ${MOST.keyCharacters}`;
    }
    const entries = Array.isArray(value) ? value.length : keys.length;
    if (entries > MOST.entries) {
        return `has ${entries} entries; the limit is ${MOST.entries}`;
    }
    return depth > MOST.depth
        ? `is nested more than ${MOST.depth} levels deep: check its indentation`
        : undefined;
}

/** Only of lists and plain maps: what else there may be (resources, clusters) was not written by a person. */
function below({ value, path, depth }: Place): Place[] {
    if (Array.isArray(value)) {
        return (value as unknown[]).map((entry, index) => ({
            value: entry,
            path: pathTo(path, index),
            depth: depth + 1,
        }));
    }
    if (!isLiteral(value)) {
        return [];
    }
    return Object.entries(value).map(([key, entry]) => ({
        value: entry,
        path: pathTo(path, key),
        depth: depth + 1,
    }));
}

/** A map as a person writes it, not an instance of some class. */
export function isLiteral(value: unknown): value is Record<string, unknown> {
    if (typeof value !== "object" || value === null) {
        return false;
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
}
