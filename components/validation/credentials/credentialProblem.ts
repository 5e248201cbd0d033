import { CredentialPlace } from "./credentialPlaces";
import { credentialIn } from "./inside";
import { namesCredential } from "./keys";
import { isHarmless, VARIABLES } from "./references";
import { tokenIn } from "./tokens";

/** Why a credential must not stand in what a job consists of; advice follows. */
export const READERS = ", which anyone who can view the job can read: ";

/** Values with these keys tell how credentials look, without being any. */
const PATTERN_KEY = /(regex|pattern)$/i;

/**
 * What is wrong with a value that is or holds a credential, or nothing. The message never shows the
 * value, not even a part of it.
 *
 * @param key what the value is for: a property, a variable, a parameter; empty where it has no key
 * @param value a value that is not known yet is judged by its key
 */
export function credentialProblem(
    place: CredentialPlace,
    key: string,
    value: unknown,
): string | undefined {
    const text = typeof value === "string" ? value : "";
    const held = PATTERN_KEY.test(key) ? tokenIn(text) : credentialIn(text);
    if (held !== undefined) {
        return `holds ${held}${READERS}${place.advice}`;
    }
    const isNothing = typeof value === "boolean" || value === null || value === undefined;
    const isNone = isNothing || (typeof value === "string" && isHarmless(value));
    if (isNone || !namesCredential(key, text)) {
        return undefined;
    }
    if (place.variables.test(text)) {
        return undefined;
    }
    return VARIABLES.any.test(text)
        ? `refers to a variable in a form that nothing fills in here: ${place.advice}`
        : `looks like a credential${READERS}${place.advice}`;
}
