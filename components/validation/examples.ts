import { formatValue } from "./problems";

/** Stands for a value that anybody chooses. */
export const OPEN = "…";

/** Characters of a value that an example may show. */
const MOST_CHARACTERS = 40;

/** A value that a check takes, as YAML. */
export function exampleOf({ example }: { readonly example?: (given?: unknown) => string }): string {
    return example?.() ?? OPEN;
}

/** Whether a message shows all of a value, which then is no credential. */
export function isShort(value: unknown): boolean {
    const shown = formatValue(value);
    return shown.length <= MOST_CHARACTERS && shown === plainJson(value);
}

/** Big integers and circular objects have no JSON form. */
function plainJson(value: unknown): string | undefined {
    try {
        return JSON.stringify(value);
    } catch {
        return undefined;
    }
}

/** A key as YAML. */
export function flowKey(name: string): string {
    return /^[A-Za-z_][\w.-]*$/.test(name) ? name : JSON.stringify(name);
}
