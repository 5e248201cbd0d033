import { Check, fields, valueCheck, wholeNumber } from "../checks";
import { notText } from "../texts";
import { shown } from "../validation";

/** A quantity of one kind, more than nothing. */
function amount(pattern: RegExp, examples: string): Check {
    return valueCheck((value) => {
        if (typeof value === "number" || typeof value === "boolean") {
            return notText(value);
        }
        if (typeof value !== "string" || !pattern.test(value)) {
            return `${shown(value)} is not a Kubernetes quantity (e.g. ${examples})`;
        }
        return /^[0.]*\D*$/.test(value)
            ? `${shown(value)} would let no pod run: use more, or leave it out for no limit`
            : undefined;
    });
}

/** Check of a team's `quota`. Memory needs a unit: without one it is bytes, which nobody means. */
export const quota: Check = fields({
    cpu: amount(/^\d+(\.\d+)?m?$/, '"4", "500m"'),
    memory: amount(/^\d+(\.\d+)?([kMGTPE]|[KMGTPE]i)$/, '"256Gi", "512Mi"'),
    drivers: wholeNumber(1),
});
