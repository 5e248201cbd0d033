import type { KubernetesObject } from "@kubernetes/client-node";
import type { PendingOperation, Pulumi } from "../engine/pulumi";
import { removeRelease, unlockRelease } from "./helm";
import { mending, type ClusterRef, type Repairing } from "./kubernetes";

/** Brings state and cluster together again after a run that was cut off. */
export async function recover(pulumi: Pulumi, cluster: ClusterRef): Promise<void> {
    pulumi.unlock();
    const pending = pulumi.pendingOperations();
    if (pending.length > 0) {
        const api = await mending(cluster);
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
 * Takes away what would be in the way of doing the operation again. A half-made object goes, for
 * the state does not know it and newer Kubernetes providers refuse to create what exists.
 */
export async function repair(operation: PendingOperation, api: Repairing): Promise<void> {
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
        // A namespace that is still going cannot be made anew.
        await api.waitWhileDeleted(inputs);
    }
}

function isObject(inputs: KubernetesObject): boolean {
    return Boolean(inputs.apiVersion && inputs.kind && inputs.metadata?.name);
}

/** What somebody else made under the same name stays. */
function wasAppliedByPulumi(found: KubernetesObject): boolean {
    const managers = found.metadata?.managedFields?.map((field) => field.manager ?? "") ?? [];
    return managers.some((manager) => manager.startsWith("pulumi-kubernetes"));
}
