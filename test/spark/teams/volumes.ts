import { strict as assert } from "node:assert";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { driverLog } from "../../support/applications";
import { apply, kubectl, testSandbox } from "../../support/testSandbox";
import type { Scene } from "./scene";

/** A folder of the machine as a volume that a claim can be bound to: no provisioner runs here. */
export function provideVolume(folder: string): void {
    const path = join(folder, "volume");
    mkdirSync(path);
    apply(testSandbox(), {
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: { name: "by-hand" },
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
    });
}

export function removeVolume(): void {
    kubectl("delete", "persistentvolume", "by-hand", "--ignore-not-found");
}

export function volumes(scene: Scene): void {
    describe("volumes", () => {
        it("an executor writes to its claim and spills to memory; the claim goes with the job", () => {
            const log = driverLog("alpha", scene.application("volumes"));
            const seen = JSON.parse(/^VOLUMES (.*)$/m.exec(log)?.[1] ?? "{}") as {
                [place: string]: unknown;
                "/data": { type: string };
            };
            // The disk that lies behind the claim is the machine's.
            const { type } = seen["/data"];
            assert.notEqual(type, "tmpfs");
            assert.deepEqual(seen, {
                "/data": { type, content: "here" },
                "/scratch": { type: "tmpfs", content: "here", mebibytes: 64 },
                shuffled: true,
            });
            assert.equal(kubectl("get", "persistentvolumeclaims", "-n", "alpha", "-o", "name"), "");
        });
    });
}
