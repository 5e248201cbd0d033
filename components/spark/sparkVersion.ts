import { Check, valueCheck } from "../validation/checks";
import { formatValue } from "../validation/problems";
import { isAtLeast } from "../validation/versionOrder";
import { versions } from "../versions";

/** Spark 3.3 is the first with log4j2, which the platform configures. */
const OLDEST = "3.3";

/** A whole Spark version, e.g. `4.1.2`. */
export const sparkVersion: Check = valueCheck((value) => {
    if (typeof value === "number") {
        return `${value} is not a Spark version: write all of it, in quotes (e.g. "${versions.spark}")`;
    }
    if (typeof value !== "string" || !/^\d+\.\d+\.\d+$/.test(value)) {
        return `${formatValue(value)} is not a Spark version (e.g. "${versions.spark}")`;
    }
    return isAtLeast(value, OLDEST)
        ? undefined
        : `${formatValue(value)} is too old: ${OLDEST} or newer`;
});
