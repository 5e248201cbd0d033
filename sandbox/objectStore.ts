import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./cache";
import { addImage } from "./containerd";
import { kubectl } from "./controlPlane";
import { writeConfiguration } from "./files";
import { objectStoreArchive, objectStoreImage, objectStorePreparation } from "./images/objectStore";
import { isAlive, type SandboxNamespaces } from "./namespaces";
import { sandboxNodes } from "./nodes";
import { prepare } from "./preparation";
import { UserError } from "./shell";
import { readRecord, sandboxDir } from "./state";
import { goPreparation } from "./tools";
import { s3Server } from "./tools/catalogue";

const VOLUME = "object-store";

/**
 * Prepares a running sandbox for a stack with an object store: the server's image on each node, and
 * a volume. Call it before each update, since a volume serves only one claim; safe to repeat.
 */
export async function provideObjectStore(id: string): Promise<void> {
    await prepare([goPreparation(s3Server), objectStorePreparation()]);
    await withLock(`sandbox-${id}`, () => {
        const namespaces = readRecord(id)?.namespaces;
        if (!isAlive(namespaces)) {
            throw new UserError(`The sandbox ${id} is not running; run make up`);
        }
        for (const { name } of sandboxNodes) {
            addImage(namespaces, name, objectStoreImage, objectStoreArchive());
        }
        provideVolume(namespaces, id);
        return Promise.resolve();
    });
}

/** Creates an empty volume, unless one is free or in use, and the default storage class. */
function provideVolume(namespaces: SandboxNamespaces, id: string): void {
    const phase = ["get", "persistentvolume", VOLUME, "--ignore-not-found"];
    const found = kubectl(namespaces, id, ...phase, "--output=jsonpath={.status.phase}");
    if (found === "Bound" || found === "Available") {
        return;
    }
    const path = join(sandboxDir(id), "volumes", VOLUME);
    kubectl(namespaces, id, "delete", "persistentvolume", VOLUME, "--ignore-not-found");
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
    // Kubernetes does not set the group of a host path, and the server runs as an arbitrary user.
    chmodSync(path, 0o777);
    const file = join(sandboxDir(id), "volume.json");
    const items = [storageClass(), volume(path)];
    writeConfiguration(file, { apiVersion: "v1", kind: "List", items });
    kubectl(namespaces, id, "apply", "--filename", file);
}

function storageClass(): object {
    return {
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: {
            name: "sandbox",
            annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
        },
        provisioner: "kubernetes.io/no-provisioner",
        volumeBindingMode: "WaitForFirstConsumer",
    };
}

/** All nodes run on this machine and see the folder; its size is not limited. */
function volume(path: string): object {
    return {
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: { name: VOLUME },
        spec: {
            capacity: { storage: "1Ti" },
            accessModes: ["ReadWriteOnce"],
            storageClassName: "sandbox",
            persistentVolumeReclaimPolicy: "Retain",
            hostPath: { path, type: "Directory" },
        },
    };
}
