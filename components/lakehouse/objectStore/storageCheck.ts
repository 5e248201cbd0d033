import * as pulumi from "@pulumi/pulumi";
import { KubernetesApi } from "../../kubernetes/api";
import { readCluster, ReadableCluster, unlessForbidden } from "../../kubernetes/readCluster";
import { userError } from "../../validation/problems";
import { ObjectStoreArgs } from "../lakehouseArgs";
import { STORE_NAMESPACE } from "./names";

const IS_DEFAULT = "storageclass.kubernetes.io/is-default-class";

/**
 * The namespace of the store, unless its volume would wait for ever: refuses a cluster without a
 * storage class for it.
 */
export function checkedStoreNamespace(
    cluster: ReadableCluster,
    { storageClass }: ObjectStoreArgs,
): pulumi.Output<string> {
    // A name may be that of volumes which somebody made by hand: they need no class.
    const looked =
        storageClass === undefined
            ? readCluster(cluster, async (api) => {
                  const problem = await storageProblem(api);
                  if (problem !== undefined) {
                      throw userError(problem);
                  }
                  return STORE_NAMESPACE;
              })
            : undefined;
    return looked ?? pulumi.output(STORE_NAMESPACE);
}

/** Why a new store gets no volume, if so. */
export async function storageProblem(api: KubernetesApi): Promise<string | undefined> {
    const [namespace, classes] = await Promise.all([
        unlessForbidden(api.readNamespace(STORE_NAMESPACE), undefined),
        unlessForbidden(api.listStorageClasses(), undefined),
    ]);
    const isDefault = classes?.some(
        ({ metadata }) => metadata?.annotations?.[IS_DEFAULT] === "true",
    );
    // A store that exists has its volume.
    if (namespace !== undefined || classes === undefined || isDefault === true) {
        return undefined;
    }
    const names = classes.flatMap(({ metadata }) => metadata?.name ?? []).sort();
    return names.length === 0
        ? "lakehouse.objectStore: needs a volume, and the cluster has no storage class: install a " +
              "provisioner of volumes, or name the class of volumes that you made in storageClass"
        : "lakehouse.objectStore.storageClass: is missing, and the cluster has no default class: " +
              `name one of ${names.join(", ")}`;
}
