import { gunzipSync } from "node:zlib";
import type { KubernetesObject } from "@kubernetes/client-node";
import { parseAllDocuments } from "yaml";
import type { RepairApi, Release } from "./kubernetes";

/**
 * Removes a release whose installation was interrupted: it is not in the state, and Helm refuses to
 * install over it ("cannot re-use a name that is still in use").
 */
export async function removeRelease(api: RepairApi, release: Release): Promise<void> {
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
 * Deletes the record of an interrupted upgrade ("another operation is in progress"); the previous
 * one is then current again.
 */
export async function unlockRelease(api: RepairApi, release: Release): Promise<void> {
    for (const record of await api.releaseRecords(release)) {
        if (record.status.startsWith("pending-")) {
            await api.deleteSecret(release.namespace, record.secret);
        }
    }
}

/** The objects of a release, from Helm's record: double base64, gzip, JSON. */
function manifestOf(data: string): KubernetesObject[] {
    const zipped = Buffer.from(Buffer.from(data, "base64").toString(), "base64");
    const { manifest } = JSON.parse(gunzipSync(zipped).toString()) as { manifest: string };
    return parseAllDocuments(manifest)
        .map((document) => document.toJS() as KubernetesObject | null)
        .filter((object) => object !== null);
}

/** Helm annotates every object with its release. */
function belongsTo(found: KubernetesObject, release: Release): boolean {
    const annotations = found.metadata?.annotations ?? {};
    return (
        annotations["meta.helm.sh/release-name"] === release.name &&
        annotations["meta.helm.sh/release-namespace"] === release.namespace
    );
}
