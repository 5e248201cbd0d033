import assert from "node:assert/strict";
import { KubernetesApi } from "../../../../components/kubernetes/api";
import { KubernetesApiError } from "../../../../components/kubernetes/http";
import { StorageClass } from "../../../../components/kubernetes/objects";
import { storageProblem } from "../../../../components/lakehouse/objectStore/storageCheck";

function problemOf(
    classes: StorageClass[] | "forbidden",
    namespace?: object,
): Promise<string | undefined> {
    const api: Partial<KubernetesApi> = {
        readNamespace: () => Promise.resolve(namespace),
        listStorageClasses: () =>
            classes === "forbidden"
                ? Promise.reject(new KubernetesApiError("forbidden", 403))
                : Promise.resolve(classes),
    };
    return storageProblem(api as KubernetesApi);
}

function named(name: string, isDefault = "false"): StorageClass {
    const annotations = { "storageclass.kubernetes.io/is-default-class": isDefault };
    return { metadata: { name, annotations } };
}

describe("the volume of a new object store", () => {
    it("has the default class", async () => {
        assert.strictEqual(await problemOf([named("slow"), named("standard", "true")]), undefined);
    });

    it("needs a class by name if there is no default", async () => {
        assert.strictEqual(
            await problemOf([named("slow"), named("fast")]),
            "lakehouse.objectStore.storageClass: is required, since the cluster has no default class: " +
                "use one of fast, slow",
        );
    });

    it("needs a class at all", async () => {
        assert.strictEqual(
            await problemOf([]),
            "lakehouse.objectStore: needs a volume, but the cluster has no storage class: install a " +
                "volume provisioner, or create a volume and name its class in storageClass",
        );
    });

    it("is not checked if the store exists, or classes may not be read", async () => {
        assert.strictEqual(await problemOf([], {}), undefined);
        assert.strictEqual(await problemOf("forbidden"), undefined);
    });
});
