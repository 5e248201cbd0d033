import { ACCESS_REFUSALS } from "./access";
import { BUCKET_REFUSALS } from "./buckets";
import { CLUSTER_REFUSALS } from "./clusters";
import { LIMIT_REFUSALS } from "./limits";
import { NETWORK_REFUSALS } from "./network";
import { NODE_GROUP_REFUSALS } from "./nodeGroups";
import { Refusal, Request } from "./refusal";

/** All that the stand-in refuses beside what `references.ts` has. */
export const REFUSALS: readonly Refusal[] = [
    ...CLUSTER_REFUSALS,
    ...ACCESS_REFUSALS,
    ...NODE_GROUP_REFUSALS,
    ...NETWORK_REFUSALS,
    ...BUCKET_REFUSALS,
    ...LIMIT_REFUSALS,
];

/** AWS' error for a call; nothing where it accepts it. */
export function refusalOf(request: Request): string | undefined {
    for (const { error } of REFUSALS) {
        const refused = error(request);
        if (refused !== undefined) {
            return refused;
        }
    }
    return undefined;
}
