import { createHash } from "crypto";

/** Eight hexadecimal digits that change when the value changes; the order of keys does not matter. */
export function contentHash(value: unknown): string {
    return createHash("sha256").update(canonicalJson(value)).digest("hex").slice(0, 8);
}

/** JSON with sorted keys. */
function canonicalJson(value: unknown): string {
    return JSON.stringify(value, (_key, part: unknown) => {
        if (typeof part !== "object" || part === null || Array.isArray(part)) {
            return part;
        }
        return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
    });
}
