/** A role of a Spark application. */
export type Role = "driver" | "executor";

/** A map of a document. */
export type Values = Record<string, unknown>;

/** Whether a value is a map. */
export function isMap(value: unknown): value is Values {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The maps of a list. */
export function mapsIn(value: unknown): Values[] {
    return Array.isArray(value) ? value.filter(isMap) : [];
}

/** The map at a key, created if missing. */
export function mapAt(target: Values, key: string): Values {
    const found = target[key];
    if (isMap(found)) {
        return found;
    }
    const made: Values = {};
    target[key] = made;
    return made;
}

/** The list at a key, created if missing. */
export function listAt(target: Values, key: string): unknown[] {
    const found = target[key];
    if (Array.isArray(found)) {
        return found;
    }
    const made: unknown[] = [];
    target[key] = made;
    return made;
}

/** Sets a value in nested maps, which are created if missing. */
export function setAt(
    target: Values,
    [first = "", ...rest]: readonly string[],
    value: unknown,
): void {
    if (rest.length === 0) {
        target[first] = value;
    } else {
        setAt(mapAt(target, first), rest, value);
    }
}

/** The list entry with a name, created if missing. */
export function entryNamed(target: Values, key: string, name: string): Values {
    const list = listAt(target, key);
    const found = mapsIn(list).find((entry) => entry["name"] === name);
    if (found !== undefined) {
        return found;
    }
    const made: Values = { name };
    list.push(made);
    return made;
}

/** A value as Spark and environments read it. */
export function textOf(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}
