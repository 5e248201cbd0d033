import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { apply, kubectl, testSandbox } from "../../../testkit/testSandbox";

/** One for each run of the job: a volume that was bound once is not bound again. */
const VOLUMES = ["by-hand-1", "by-hand-2"];

/** Folders of the machine as volumes that claims can be bound to: no provisioner runs here. */
export function provideVolumes(): void {
    apply(testSandbox(), ...VOLUMES.map(localVolume));
}

function localVolume(name: string) {
    // Next to the sandbox's own files: nodes do not see the whole machine.
    const path = join(dirname(testSandbox().kubeconfig), name);
    mkdirSync(path, { recursive: true });
    return {
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: { name },
        spec: {
            capacity: { storage: "1Gi" },
            accessModes: ["ReadWriteOncePod"],
            storageClassName: "by-hand",
            persistentVolumeReclaimPolicy: "Retain",
            local: { path },
            nodeAffinity: {
                required: {
                    nodeSelectorTerms: [
                        {
                            matchExpressions: [
                                { key: "kubernetes.io/hostname", operator: "Exists" },
                            ],
                        },
                    ],
                },
            },
        },
    };
}

export function removeVolumes(): void {
    kubectl("delete", "persistentvolumes", ...VOLUMES, "--ignore-not-found", "--wait=false");
}
