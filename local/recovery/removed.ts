import type { StateResource } from "../engine/pulumi";
import { connect, type ClusterRef } from "./kubernetes";

/** The API calls that detecting deletions needs. */
export interface RemovalApi {
    /** UID of a namespace; undefined if it does not exist. */
    namespaceUid(name: string): Promise<string | undefined>;
    hasCrd(name: string): Promise<boolean>;
}

/** What was deleted outside Pulumi, which an update would not notice. */
export interface Removed {
    namespaces: string[];
    /** URNs of the Helm releases whose CRDs are gone. */
    crds: string[];
}

const NAMESPACE = "kubernetes:core/v1:Namespace";
const RELEASE = "kubernetes:helm.sh/v3:Release";

/** Helm releases that contain only CRDs, each with one CRD that stands for all. */
const CRD_RELEASES: Readonly<Record<string, string>> = {
    "spark-operator-crds": "sparkapplications.sparkoperator.k8s.io",
};

export async function deletedOutsidePulumi(
    resources: readonly StateResource[],
    look: RemovalApi,
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

export async function removalApi(ref: ClusterRef): Promise<RemovalApi> {
    const { api } = await connect(ref);
    return {
        namespaceUid: async (name) => (await api.readNamespace(name))?.metadata?.uid,
        hasCrd: async (name) => (await api.readCrd(name)) !== undefined,
    };
}
