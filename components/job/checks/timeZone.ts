import { valueCheck } from "../../validation/checks";
import { didYouMean, formatValue } from "../../validation/problems";
import { stringOf } from "../../validation/values";

const CAPITALS = /^[A-Z][^/]*(\/[A-Z][^/]*)*$/;

/** IANA name of a time zone, in the spelling that the operator's time zone database has. */
export const timeZone = valueCheck((value) => {
    const known = typeof value === "string" ? canonicalName(value) : undefined;
    // A zone may have older names, too; all of them begin each part with a capital.
    const isCanonical = known?.toLowerCase() === stringOf(value).toLowerCase();
    const isSpeltWell = isCanonical ? known === value : CAPITALS.test(stringOf(value));
    if (known !== undefined && isSpeltWell) {
        return undefined;
    }
    const meant = known ?? didYouMean(stringOf(value), Intl.supportedValuesOf("timeZone"));
    const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
    return `${formatValue(value)} is not a time zone${hint} (e.g. "UTC", "Europe/Lisbon")`;
});

function canonicalName(name: string): string | undefined {
    // Node also takes offsets such as "+01:00", the operator does not.
    if (!/^[A-Za-z]/.test(name)) {
        return undefined;
    }
    try {
        return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    } catch {
        return undefined;
    }
}
