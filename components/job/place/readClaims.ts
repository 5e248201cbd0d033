import { KubernetesApi } from "../../kubernetes/api";
import { unlessForbidden } from "../../kubernetes/readCluster";
import { isNodeLocal, volumeZones } from "./volumeZones";

/** Where a claim's volume is, as read from the cluster. */
export interface ClaimLocation {
    /**
     * Zones whose nodes can mount the volume.
     * @default any zone, or unknown
     */
    zones?: string[];
    /** Why the volume's zone is unknown, for messages. */
    unknown?: string;
}

/** Where the volumes of claims are, by the claim's name. */
export async function readClaimLocations(
    api: KubernetesApi,
    namespace: string,
    claims: readonly string[],
): Promise<Record<string, ClaimLocation>> {
    const names = [...new Set(claims)];
    const places = await Promise.all(names.map((name) => placeOf(api, namespace, name)));
    return Object.fromEntries(names.map((name, index) => [name, places[index] ?? {}]));
}

async function placeOf(
    api: KubernetesApi,
    namespace: string,
    name: string,
): Promise<ClaimLocation> {
    const forbidden = { metadata: undefined, spec: undefined };
    const claim = await unlessForbidden(api.readClaim({ namespace, name }), forbidden);
    if (claim === undefined) {
        return { unknown: "does not exist yet" };
    }
    if (claim === forbidden) {
        return { unknown: "cannot be read with these credentials" };
    }
    const volumeName = claim.spec?.volumeName ?? "";
    if (volumeName === "") {
        // Not bound yet: the volume will be created where the first pod is scheduled.
        return {};
    }
    const volume = await unlessForbidden(api.readVolume(volumeName), undefined);
    if (volume === undefined) {
        return { unknown: "has a volume that cannot be read with these credentials" };
    }
    const nodes = isNodeLocal(volume) ? await unlessForbidden(api.listNodes(), []) : [];
    const zones = volumeZones(volume, nodes);
    return zones === undefined ? {} : { zones };
}
