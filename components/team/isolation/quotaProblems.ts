import { Check, fields } from "../../validation/checks";
import { amount, BYTES_WITH_UNIT } from "../../validation/quantities";
import { wholeNumber } from "../../validation/values";
import { QuotaArgs } from "../teamArgs";

/** Check of a team's `quota`. */
export const quota: Check = fields<QuotaArgs>({
    cpu: amount(/^\d+(\.\d+)?m?$/, '"4", "500m"'),
    memory: amount(BYTES_WITH_UNIT, '"256Gi", "512Mi"'),
    drivers: wholeNumber(1),
    storage: amount(
        BYTES_WITH_UNIT,
        '"500Gi", "20Ti"',
        "would allow no volume claim: use more, or set volumeClaims: 0",
    ),
    volumeClaims: wholeNumber(0),
    applications: wholeNumber(1),
    pods: wholeNumber(2),
    ephemeralStorage: amount(BYTES_WITH_UNIT, '"500Gi", "2Ti"'),
});
