/** Values as literals of CEL, the language of admission policies. */

export function celString(value: string): string {
    // CEL's strings and escapes are a superset of JSON's.
    return JSON.stringify(value);
}

export function celList(values: readonly string[]): string {
    return `[${values.map(celString).join(", ")}]`;
}

/** A map whose keys are the values: a lookup costs the same for any number of them. */
export function celSet(values: readonly string[]): string {
    return `{${values.map((value) => `${celString(value)}: true`).join(", ")}}`;
}

/** Whether a string begins with one of several prefixes; both are CEL. */
export function startsWithAny(subject: string, prefixes: string): string {
    return `${prefixes}.exists(prefix, ${subject}.startsWith(prefix))`;
}
