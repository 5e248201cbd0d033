import { valueCheck } from "../../validation/checks";
import { didYouMean, formatValue } from "../../validation/problems";
import { stringOf } from "../../validation/values";

const CAPITALS = /^[A-Z][^/]*(\/[A-Z][^/]*)*$/;

/** IANA name of a time zone, spelled as in the operator's time zone database. */
export const timeZone = valueCheck((value) => {
    const known = typeof value === "string" ? canonicalName(value) : undefined;
    // A zone may also have older names; in all of them each part starts with a capital.
    const isCanonical = known?.toLowerCase() === stringOf(value).toLowerCase();
    const isSpelledRight = isCanonical ? known === value : CAPITALS.test(stringOf(value));
    if (known !== undefined && isSpelledRight) {
        return undefined;
    }
    const meant = known ?? didYouMean(stringOf(value), Intl.supportedValuesOf("timeZone"));
    const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
    return `${formatValue(value)} is not a time zone${hint} (e.g. "UTC", "Europe/Lisbon")`;
});

function canonicalName(name: string): string | undefined {
    // Node also accepts offsets such as "+01:00"; the operator does not.
    if (!/^[A-Za-z]/.test(name)) {
        return undefined;
    }
    try {
        return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    } catch {
        return undefined;
    }
}
