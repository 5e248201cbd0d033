import { contentHash } from "../hash";

/** Leaves room for a prefix and the hash in the 63 characters of a DNS label. */
const MAX_LENGTH = 38;

/**
 * A DNS label for any text; a hash tells apart what was changed or cut.
 *
 * @param maxLength length of what is kept of the text, before the hash
 */
export function objectName(text: string, maxLength = MAX_LENGTH): string {
    const safe = text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .slice(0, maxLength)
        .replace(/^-|-$/g, "");
    return safe === text ? text : [safe, contentHash(text)].filter(Boolean).join("-");
}
