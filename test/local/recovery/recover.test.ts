import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { KubernetesObject } from "@kubernetes/client-node";
import type { PendingOperation } from "../../../local/engine/pulumi";
import type { RepairApi, ReleaseRecord } from "../../../local/recovery/kubernetes";
import { repair } from "../../../local/recovery/recover";

const release = { name: "spark-operator", namespace: "spark-operator" };

/** Helm's format of a release: JSON, gzip, base64, and base64 again in the Secret. */
function helmData(manifest: string): string {
    const helms = gzipSync(JSON.stringify({ manifest })).toString("base64");
    return Buffer.from(helms).toString("base64");
}

function record(version: number, status: string): ReleaseRecord {
    const data = helmData(
        "---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: operator\n" +
            "---\n# nothing here\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: all\n",
    );
    return { secret: `sh.helm.release.v1.spark-operator.v${version}`, status, version, data };
}

/** A cluster with these release records and objects; records what is deleted. */
function clusterWith(records: ReleaseRecord[], objects: KubernetesObject[]) {
    const deleted: string[] = [];
    const awaited: string[] = [];
    const api: RepairApi = {
        releaseRecords: () => Promise.resolve(records),
        deleteSecret(namespace, name) {
            deleted.push(`Secret ${namespace}/${name}`);
            return Promise.resolve();
        },
        deleteObject(object, isOurs) {
            const found = objects.find(
                (one) => one.kind === object.kind && one.metadata?.name === object.metadata?.name,
            );
            if (found && isOurs(found)) {
                deleted.push(
                    `${object.kind} ${object.metadata?.namespace}/${found.metadata?.name}`,
                );
            }
            return Promise.resolve();
        },
        readObject: () => Promise.resolve(undefined),
        waitWhileDeleted(object) {
            awaited.push(`${object.kind} ${object.metadata?.name}`);
            return Promise.resolve();
        },
    };
    return { api, deleted, awaited };
}

function pendingRelease(type: PendingOperation["type"]): PendingOperation {
    return { type, resource: { type: "kubernetes:helm.sh/v3:Release", inputs: { ...release } } };
}

function helmOwned(kind: string, name: string, owner: string): KubernetesObject {
    const annotations = {
        "meta.helm.sh/release-name": owner,
        "meta.helm.sh/release-namespace": release.namespace,
    };
    return { kind, metadata: { name, annotations } };
}

describe("repairing an interrupted run", () => {
    it("removes a release that was being installed, with its objects", async () => {
        const objects = [
            helmOwned("ServiceAccount", "operator", "spark-operator"),
            helmOwned("ClusterRole", "all", "spark-operator"),
        ];
        const { api, deleted } = clusterWith([record(1, "pending-install")], objects);
        await repair(pendingRelease("creating"), api);
        assert.deepEqual(deleted, [
            "ServiceAccount spark-operator/operator",
            "ClusterRole spark-operator/all",
            "Secret spark-operator/sh.helm.release.v1.spark-operator.v1",
        ]);
    });

    it("leaves objects of another release", async () => {
        const objects = [helmOwned("ClusterRole", "all", "another")];
        const { api, deleted } = clusterWith([record(1, "pending-install")], objects);
        await repair(pendingRelease("creating"), api);
        assert.deepEqual(deleted, ["Secret spark-operator/sh.helm.release.v1.spark-operator.v1"]);
    });

    it("deletes only the unfinished revision of a release that was being upgraded", async () => {
        const records = [record(1, "deployed"), record(2, "pending-upgrade")];
        const { api, deleted } = clusterWith(records, []);
        await repair(pendingRelease("updating"), api);
        assert.deepEqual(deleted, ["Secret spark-operator/sh.helm.release.v1.spark-operator.v2"]);
    });

    it("leaves a release that was being deleted to the next deletion", async () => {
        const { api, deleted } = clusterWith([record(1, "uninstalling")], []);
        await repair(pendingRelease("deleting"), api);
        assert.deepEqual(deleted, []);
    });

    const namespace = {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name: "processing" },
    };
    const pendingNamespace = (type: PendingOperation["type"]): PendingOperation => ({
        type,
        resource: { type: "kubernetes:core/v1:Namespace", inputs: namespace },
    });
    const managedBy = (manager: string): KubernetesObject => ({
        ...namespace,
        metadata: { ...namespace.metadata, managedFields: [{ manager }] },
    });

    it("removes an object that was being created", async () => {
        const { api, deleted } = clusterWith([], [managedBy("pulumi-kubernetes-1a2b3c4d")]);
        await repair(pendingNamespace("creating"), api);
        assert.deepEqual(deleted, ["Namespace undefined/processing"]);
    });

    it("leaves an object of the same name that somebody else created", async () => {
        const { api, deleted } = clusterWith([], [managedBy("kubectl-create")]);
        await repair(pendingNamespace("creating"), api);
        assert.deepEqual(deleted, []);
    });

    it("leaves an object that was being updated", async () => {
        const { api, deleted } = clusterWith([], [managedBy("pulumi-kubernetes-1a2b3c4d")]);
        await repair(pendingNamespace("updating"), api);
        assert.deepEqual(deleted, []);
    });

    it("waits for an object that was being deleted", async () => {
        const { api, deleted, awaited } = clusterWith(
            [],
            [managedBy("pulumi-kubernetes-1a2b3c4d")],
        );
        await repair(pendingNamespace("deleting"), api);
        assert.deepEqual({ deleted, awaited }, { deleted: [], awaited: ["Namespace processing"] });
    });

    it("has nothing to do for what is not a Kubernetes object", async () => {
        const { api, deleted } = clusterWith([], []);
        await repair(
            { type: "creating", resource: { type: "pulumi:providers:kubernetes", inputs: {} } },
            api,
        );
        assert.deepEqual(deleted, []);
    });
});
