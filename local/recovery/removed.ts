import type { StateResource } from "../engine/pulumi";
import { connect, type ClusterRef } from "./kubernetes";

/** What a look at the cluster has to answer. */
export interface RemovedLook {
    /** Uid of a namespace; undefined where there is none. */
    namespaceUid(name: string): Promise<string | undefined>;
    hasCrd(name: string): Promise<boolean>;
}

/** What was removed past Pulumi, and an update would not notice. */
export interface Removed {
    namespaces: string[];
    /** URN of the Helm release whose CRDs are gone. */
    crds: string[];
}

const NAMESPACE = "kubernetes:core/v1:Namespace";
const RELEASE = "kubernetes:helm.sh/v3:Release";

/** Helm releases of nothing but CRDs, each with one that tells of all. */
const CRD_RELEASES: Readonly<Record<string, string>> = {
    "spark-operator-crds": "sparkapplications.sparkoperator.k8s.io",
};

export async function removedByHand(
    resources: readonly StateResource[],
    look: RemovedLook,
): Promise<Removed> {
    const removed: Removed = { namespaces: [], crds: [] };
    for (const { type, urn, inputs = {}, outputs = {} } of resources) {
        if (type === NAMESPACE) {
            const { name, uid } = (outputs as { metadata: Record<string, string> }).metadata;
            if ((await look.namespaceUid(name ?? "")) !== uid) {
                removed.namespaces.push(name ?? "");
            }
        }
        const crd = type === RELEASE ? CRD_RELEASES[inputs.name as string] : undefined;
        if (crd !== undefined && !(await look.hasCrd(crd))) {
            removed.crds.push(urn);
        }
    }
    return removed;
}

export async function lookingForRemoved(ref: ClusterRef): Promise<RemovedLook> {
    const { api } = await connect(ref);
    return {
        namespaceUid: async (name) => (await api.readNamespace(name))?.metadata?.uid,
        hasCrd: async (name) => (await api.readCrd(name)) !== undefined,
    };
}
