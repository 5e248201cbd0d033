import { Check, fields, valueCheck } from "../../validation/checks";
import { formatValue } from "../../validation/problems";
import { MOST_BYTES, quantityBytes } from "../../validation/quantities";
import { notString, wholeNumber } from "../../validation/values";
import { QuotaArgs } from "../teamArgs";

const NO_POD = "would let no pod run: use more, or leave it out for no limit";

/**
 * A quantity of one kind, more than nothing.
 *
 * @param nothing what a quantity of zero would do
 */
function amount(pattern: RegExp, examples: string, nothing = NO_POD): Check {
    return valueCheck((value) => {
        if (typeof value === "number" || typeof value === "boolean") {
            return notString(value);
        }
        if (typeof value !== "string" || !pattern.test(value)) {
            return `${formatValue(value)} is not a Kubernetes quantity (e.g. ${examples})`;
        }
        if (quantityBytes(value) > MOST_BYTES) {
            return `${formatValue(value)} is more than Kubernetes takes (8Ei)`;
        }
        return /^[0.]*\D*$/.test(value) ? `${formatValue(value)} ${nothing}` : undefined;
    });
}

/** With a unit: without one it is bytes, which nobody means. */
const BYTES = /^\d+(\.\d+)?([kMGTPE]|[KMGTPE]i)$/;

/** Check of a team's `quota`. */
export const quota: Check = fields<QuotaArgs>({
    cpu: amount(/^\d+(\.\d+)?m?$/, '"4", "500m"'),
    memory: amount(BYTES, '"256Gi", "512Mi"'),
    drivers: wholeNumber(1),
    storage: amount(
        BYTES,
        '"500Gi", "20Ti"',
        "would allow no volume claim: use more, or set volumeClaims: 0",
    ),
    volumeClaims: wholeNumber(0),
    applications: wholeNumber(1),
    pods: wholeNumber(2),
    ephemeralStorage: amount(BYTES, '"500Gi", "2Ti"'),
});
