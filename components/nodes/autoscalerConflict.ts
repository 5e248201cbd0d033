import { originOf } from "../kubernetes/helmRelease";
import { OWNER } from "../kubernetes/namespaceClaim";
import { CustomResourceDefinition, Deployment, ObjectMeta } from "../kubernetes/objects";
import { AUTOSCALER_NAMESPACE, KARPENTER_NAME } from "./autoscalerPods";
import { Autoscaler } from "./pools/autoscaler";

/** The CRD that shows whether a cluster has Karpenter. */
export const KARPENTER_CRD = "nodepools.karpenter.sh";

/** The autoscalers found on a cluster. */
export interface ExistingAutoscalers {
    /** {@link KARPENTER_CRD}. */
    karpenterCrd?: CustomResourceDefinition;
    /** Karpenter's controller, in the namespace where this library installs it. */
    karpenter?: Deployment;
    /** Controllers of Cluster Autoscaler, in all namespaces. */
    clusterAutoscalers: Deployment[];
}

/** Autoscalers that this library installs. */
export type InstalledAutoscaler = Exclude<Autoscaler, "none">;

/** Product names for messages. */
const PRODUCT: Readonly<Record<InstalledAutoscaler, string>> = {
    [Autoscaler.Karpenter]: "Karpenter",
    [Autoscaler.ClusterAutoscaler]: "Cluster Autoscaler",
};

/** Why an autoscaler cannot be installed beside the existing ones; `undefined` if it can. */
export function autoscalerConflict(
    existing: ExistingAutoscalers,
    autoscaler: InstalledAutoscaler,
    stack: string,
): string | undefined {
    if (existing.karpenterCrd?.metadata?.deletionTimestamp !== undefined) {
        return `CRD "${KARPENTER_CRD}" is still being deleted. Run this again when it is gone.`;
    }
    const foreign = markersOf(existing, autoscaler).filter(
        (metadata) => ownerOf(metadata) !== stack,
    );
    if (foreign.length === 0) {
        return undefined;
    }
    const which = [...new Set(foreign.map(describe))].sort().join(" and ");
    return (
        `autoscaler: the cluster already has ${PRODUCT[autoscaler]}: ${which}. Remove it, or set ` +
        `autoscaler to "${Autoscaler.None}" and label its nodes for the jobs ` +
        "(docs/how-to/use-your-own-nodes.md)."
    );
}

/** The autoscalers that a stack installed. */
export function installedBy(stack: string, existing: ExistingAutoscalers): InstalledAutoscaler[] {
    const all = [Autoscaler.Karpenter, Autoscaler.ClusterAutoscaler];
    return all.filter((one) =>
        markersOf(existing, one).some((metadata) => ownerOf(metadata) === stack),
    );
}

/** The warning that the stack's Karpenter is not running, which only a person can fix. */
export function karpenterOutage(
    { karpenter }: ExistingAutoscalers,
    stack: string,
): string | undefined {
    const isOurs = ownerOf(karpenter?.metadata) === stack;
    if (!isOurs || (karpenter?.status?.availableReplicas ?? 0) > 0) {
        return undefined;
    }
    return (
        `Karpenter is not running: Deployment ${KARPENTER_NAME} in namespace ` +
        `${AUTOSCALER_NAMESPACE} has no available pod. Nodes are neither added nor removed, and the ` +
        "deletion of a pool waits for its nodes. " +
        'See "Karpenter does not run" in docs/operations/destroy-an-eks-stack.md.'
    );
}

/** Metadata of the objects that show that a cluster has an autoscaler. */
function markersOf(
    { karpenterCrd, karpenter, clusterAutoscalers }: ExistingAutoscalers,
    autoscaler: InstalledAutoscaler,
): (ObjectMeta | undefined)[] {
    if (autoscaler === Autoscaler.ClusterAutoscaler) {
        return clusterAutoscalers.map(({ metadata }) => metadata);
    }
    // The CRDs count first: a stack that owns them owns Karpenter.
    const marker = karpenterCrd ?? karpenter;
    return marker === undefined ? [] : [marker.metadata];
}

function ownerOf(metadata: ObjectMeta | undefined): string | undefined {
    return metadata?.annotations?.[OWNER];
}

function describe(metadata: ObjectMeta | undefined): string {
    const stack = ownerOf(metadata);
    const origin = originOf(metadata);
    return stack === undefined ? origin : `of stack "${stack}" (${origin})`;
}
