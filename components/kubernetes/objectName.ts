import { contentHash } from "../hash";

/** Leaves room for a prefix and the hash in the 63 characters of a DNS label. */
const MAX_LENGTH = 38;

/**
 * A DNS label for any string; a hash keeps changed or truncated ones apart.
 *
 * @param maxLength of the part before the hash
 */
export function objectName(value: string, maxLength = MAX_LENGTH): string {
    const safe = value
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .slice(0, maxLength)
        .replace(/^-|-$/g, "");
    return safe === value ? value : [safe, contentHash(value)].filter(Boolean).join("-");
}
