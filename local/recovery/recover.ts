import type { KubernetesObject } from "@kubernetes/client-node";
import type { PendingOperation, Pulumi } from "../engine/pulumi";
import { removeRelease, unlockRelease } from "./helm";
import { repairApi, type ClusterRef, type RepairApi } from "./kubernetes";

/** Reconciles state and cluster after an interrupted run. */
export async function recover(pulumi: Pulumi, cluster: ClusterRef): Promise<void> {
    pulumi.unlock();
    const pending = pulumi.pendingOperations();
    if (pending.length > 0) {
        const api = await repairApi(cluster);
        for (const operation of pending) {
            await repair(operation, api);
        }
    }
    await pulumi.stream([
        ...["refresh", "--yes", "--skip-preview", "--clear-pending-creates"],
        "--suppress-progress",
    ]);
}

/**
 * Removes what would block the operation from running again. A half-created object is deleted,
 * since it is not in the state and newer Kubernetes providers refuse to create what exists.
 */
export async function repair(operation: PendingOperation, api: RepairApi): Promise<void> {
    const { type, inputs = {} } = operation.resource;
    if (type === "kubernetes:helm.sh/v3:Release") {
        const release = { name: inputs.name as string, namespace: inputs.namespace as string };
        if (operation.type === "creating") {
            await removeRelease(api, release);
        } else {
            await unlockRelease(api, release);
        }
    } else if (operation.type === "creating" && isObject(inputs)) {
        await api.deleteObject(inputs, wasAppliedByPulumi);
    } else if (operation.type === "deleting" && isObject(inputs)) {
        // A namespace that is still being deleted cannot be recreated.
        await api.waitWhileDeleted(inputs);
    }
}

function isObject(inputs: KubernetesObject): boolean {
    return Boolean(inputs.apiVersion && inputs.kind && inputs.metadata?.name);
}

/** An object that somebody else created under the same name stays. */
function wasAppliedByPulumi(found: KubernetesObject): boolean {
    const managers = found.metadata?.managedFields?.map((field) => field.manager ?? "") ?? [];
    return managers.some((manager) => manager.startsWith("pulumi-kubernetes"));
}
