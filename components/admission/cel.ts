/** Values as literals of CEL, the language of admission policies. */

export function text(value: string): string {
    // CEL's strings and escapes are a superset of JSON's.
    return JSON.stringify(value);
}

export function list(values: readonly string[]): string {
    return `[${values.map(text).join(", ")}]`;
}

/** A map whose keys are the values: looking one up costs the same for any number of them. */
export function set(values: readonly string[]): string {
    return `{${values.map((value) => `${text(value)}: true`).join(", ")}}`;
}

/** Whether a string begins with one of several; the list is written out. */
export function startsWithAny(subject: string, prefixes: string): string {
    return `${prefixes}.exists(prefix, ${subject}.startsWith(prefix))`;
}
