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
 * Gives a running sandbox what a stack with an object store needs: the server's image on each node,
 * and a volume. Safe to call again: before each update, as a volume serves one claim only.
 */
export async function provideObjectStore(id: string): Promise<void> {
    await prepare([goPreparation(s3Server), objectStorePreparation()]);
    await withLock(`sandbox-${id}`, () => {
        const world = readRecord(id)?.world;
        if (!isAlive(world)) {
            throw new UserError(`The sandbox ${id} does not run: make up`);
        }
        for (const { name } of sandboxNodes) {
            addImage(world, name, objectStoreImage, objectStoreArchive());
        }
        provideVolume(world, id);
        return Promise.resolve();
    });
}

/** An empty volume, unless there is one that is free or in use, and the class of volumes by default. */
function provideVolume(world: SandboxNamespaces, id: string): void {
    const phase = ["get", "persistentvolume", VOLUME, "--ignore-not-found"];
    const found = kubectl(world, id, ...phase, "--output=jsonpath={.status.phase}");
    if (found === "Bound" || found === "Available") {
        return;
    }
    const path = join(sandboxDir(id), "volumes", VOLUME);
    kubectl(world, id, "delete", "persistentvolume", VOLUME, "--ignore-not-found");
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
    // Kubernetes gives a folder of the node to no group, and the server runs as any user.
    chmodSync(path, 0o777);
    const file = join(sandboxDir(id), "volume.json");
    const items = [storageClass(), volume(path)];
    writeConfiguration(file, { apiVersion: "v1", kind: "List", items });
    kubectl(world, id, "apply", "--filename", file);
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

/** All nodes are this machine, and have the folder; its size is not limited. */
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
