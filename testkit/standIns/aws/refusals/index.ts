import { ACCESS_REFUSALS } from "./access";
import { BUCKET_REFUSALS } from "./buckets";
import { CLUSTER_REFUSALS } from "./clusters";
import { LIMIT_REFUSALS } from "./limits";
import { NETWORK_REFUSALS } from "./network";
import { NODE_GROUP_REFUSALS } from "./nodeGroups";
import { Refusal, Request } from "./refusal";

/** Everything that the stand-in refuses, besides `references.ts`. */
export const REFUSALS: readonly Refusal[] = [
    ...CLUSTER_REFUSALS,
    ...ACCESS_REFUSALS,
    ...NODE_GROUP_REFUSALS,
    ...NETWORK_REFUSALS,
    ...BUCKET_REFUSALS,
    ...LIMIT_REFUSALS,
];

/** AWS' error for a call; undefined if AWS accepts it. */
export function refusalOf(request: Request): string | undefined {
    for (const { error } of REFUSALS) {
        const refused = error(request);
        if (refused !== undefined) {
            return refused;
        }
    }
    return undefined;
}
