import { KubernetesApi } from "../../kubernetes/api";
import { unlessForbidden } from "../../kubernetes/readCluster";
import { isOfNodes, volumeZones } from "./volumeZones";

/** What a look at a claim says of where its volume is. */
export interface ClaimPlace {
    /**
     * Zones whose nodes can mount its volume.
     * @default those of any zone can, or nobody knows
     */
    zones?: string[];
    /** Why nothing is known of its volume, for people. */
    unknown?: string;
}

/** Where the volumes of some claims are, by the claim's name. */
export async function claimPlaces(
    api: KubernetesApi,
    namespace: string,
    claims: readonly string[],
): Promise<Record<string, ClaimPlace>> {
    const names = [...new Set(claims)];
    const places = await Promise.all(names.map((name) => placeOf(api, namespace, name)));
    return Object.fromEntries(names.map((name, index) => [name, places[index] ?? {}]));
}

async function placeOf(api: KubernetesApi, namespace: string, name: string): Promise<ClaimPlace> {
    const forbidden = { metadata: undefined, spec: undefined };
    const claim = await unlessForbidden(api.readClaim({ namespace, name }), forbidden);
    if (claim === undefined) {
        return { unknown: "does not exist yet" };
    }
    if (claim === forbidden) {
        return { unknown: "may not be read with these credentials" };
    }
    const volumeName = claim.spec?.volumeName ?? "";
    if (volumeName === "") {
        // It waits for the first pod, and will be where that is.
        return {};
    }
    const volume = await unlessForbidden(api.readVolume(volumeName), undefined);
    if (volume === undefined) {
        return { unknown: "has a volume that may not be read with these credentials" };
    }
    const nodes = isOfNodes(volume) ? await unlessForbidden(api.listNodes(), []) : [];
    const zones = volumeZones(volume, nodes);
    return zones === undefined ? {} : { zones };
}
