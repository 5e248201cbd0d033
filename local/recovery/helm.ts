import { gunzipSync } from "node:zlib";
import type { KubernetesObject } from "@kubernetes/client-node";
import { parseAllDocuments } from "yaml";
import type { Repairing, Release } from "./kubernetes";

/**
 * Removes a release whose installation was cut off: the state does not know it, and Helm refuses to
 * install over it ("cannot re-use a name that is still in use").
 */
export async function removeRelease(api: Repairing, release: Release): Promise<void> {
    for (const record of await api.releaseRecords(release)) {
        for (const object of manifestOf(record.data)) {
            const named = {
                ...object,
                metadata: { namespace: release.namespace, ...object.metadata },
            };
            await api.deleteObject(named, (found) => belongsTo(found, release));
        }
        await api.deleteSecret(release.namespace, record.secret);
    }
}

/**
 * Drops the record of an upgrade that was cut off ("another operation is in progress"); the one
 * before it counts again.
 */
export async function unlockRelease(api: Repairing, release: Release): Promise<void> {
    for (const record of await api.releaseRecords(release)) {
        if (record.status.startsWith("pending-")) {
            await api.deleteSecret(release.namespace, record.secret);
        }
    }
}

/** The objects of a release, from Helm's record of it: base64 twice, gzip, JSON. */
function manifestOf(data: string): KubernetesObject[] {
    const zipped = Buffer.from(Buffer.from(data, "base64").toString(), "base64");
    const { manifest } = JSON.parse(gunzipSync(zipped).toString()) as { manifest: string };
    return parseAllDocuments(manifest)
        .map((document) => document.toJS() as KubernetesObject | null)
        .filter((object) => object !== null);
}

/** Helm writes on every object which release it belongs to. */
function belongsTo(found: KubernetesObject, release: Release): boolean {
    const annotations = found.metadata?.annotations ?? {};
    return (
        annotations["meta.helm.sh/release-name"] === release.name &&
        annotations["meta.helm.sh/release-namespace"] === release.namespace
    );
}
