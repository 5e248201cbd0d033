import * as pulumi from "@pulumi/pulumi";
import { KubernetesApi } from "../../kubernetes/api";
import { readCluster, ReadableCluster, unlessForbidden } from "../../kubernetes/readCluster";
import { userError } from "../../validation/problems";
import { ObjectStoreArgs } from "../lakehouseArgs";
import { STORE_NAMESPACE } from "./names";

const IS_DEFAULT = "storageclass.kubernetes.io/is-default-class";

/**
 * The namespace of the store; fails if the cluster has no storage class for its volume, which would stay
 * Pending.
 */
export function checkedStoreNamespace(
    cluster: ReadableCluster,
    { storageClass }: ObjectStoreArgs,
): pulumi.Output<string> {
    // A given name may be that of volumes created by hand, which need no StorageClass.
    const namespace =
        storageClass === undefined
            ? readCluster(cluster, async (api) => {
                  const problem = await storageProblem(api);
                  if (problem !== undefined) {
                      throw userError(problem);
                  }
                  return STORE_NAMESPACE;
              })
            : undefined;
    return namespace ?? pulumi.output(STORE_NAMESPACE);
}

/** Why a new store would get no volume, or `undefined` if it gets one. */
export async function storageProblem(api: KubernetesApi): Promise<string | undefined> {
    const [namespace, classes] = await Promise.all([
        unlessForbidden(api.readNamespace(STORE_NAMESPACE), undefined),
        unlessForbidden(api.listStorageClasses(), undefined),
    ]);
    const isDefault = classes?.some(
        ({ metadata }) => metadata?.annotations?.[IS_DEFAULT] === "true",
    );
    // An existing store has its volume.
    if (namespace !== undefined || classes === undefined || isDefault === true) {
        return undefined;
    }
    const names = classes.flatMap(({ metadata }) => metadata?.name ?? []).sort();
    return names.length === 0
        ? "lakehouse.objectStore: needs a volume, but the cluster has no storage class: install a volume " +
              "provisioner, or create a volume and name its class in storageClass"
        : "lakehouse.objectStore.storageClass: is required, since the cluster has no default class: " +
              `use one of ${names.join(", ")}`;
}
