import { originOf } from "../kubernetes/helmRelease";
import { OWNER } from "../kubernetes/namespaceClaim";
import { CustomResourceDefinition, Deployment, ObjectMeta } from "../kubernetes/objects";
import { AUTOSCALER_NAMESPACE, KARPENTER_NAME } from "./autoscalerPods";
import { Autoscaler } from "./pools/autoscaler";

/** The CRD that tells whether a cluster has Karpenter. */
export const KARPENTER_CRD = "nodepools.karpenter.sh";

/** What a cluster has of autoscalers. */
export interface ExistingAutoscalers {
    /** {@link KARPENTER_CRD}. */
    karpenterCrd?: CustomResourceDefinition;
    /** Karpenter's controller, where this library would install it. */
    karpenter?: Deployment;
    /** Controllers of Cluster Autoscaler, in all namespaces. */
    clusterAutoscalers: Deployment[];
}

/** Autoscalers that are installed here. */
export type InstalledAutoscaler = Exclude<Autoscaler, "none">;

/** For people, e.g. at the beginning of a sentence. */
const PRODUCT: Readonly<Record<InstalledAutoscaler, string>> = {
    [Autoscaler.Karpenter]: "Karpenter",
    [Autoscaler.ClusterAutoscaler]: "Cluster Autoscaler",
};

/** Why an autoscaler cannot be installed beside what is there, or nothing if it can. */
export function autoscalerConflict(
    existing: ExistingAutoscalers,
    autoscaler: InstalledAutoscaler,
    stack: string,
): string | undefined {
    if (existing.karpenterCrd?.metadata?.deletionTimestamp !== undefined) {
        return `CRD "${KARPENTER_CRD}" is still being deleted. Run again when it is gone.`;
    }
    const foreign = marksOf(existing, autoscaler).filter((metadata) => ownerOf(metadata) !== stack);
    if (foreign.length === 0) {
        return undefined;
    }
    const which = [...new Set(foreign.map(described))].sort().join(" and ");
    return (
        `autoscaler: the cluster has ${PRODUCT[autoscaler]} already: ${which}. Remove it, or set ` +
        `autoscaler to "${Autoscaler.None}" and give its nodes the labels that jobs look for ` +
        "(docs/how-to/use-your-own-nodes.md)."
    );
}

/** The autoscalers that a stack has installed. */
export function installedBy(stack: string, existing: ExistingAutoscalers): InstalledAutoscaler[] {
    const all = [Autoscaler.Karpenter, Autoscaler.ClusterAutoscaler];
    return all.filter((one) =>
        marksOf(existing, one).some((metadata) => ownerOf(metadata) === stack),
    );
}

/** That the stack's Karpenter does not run, which only people can mend. */
export function karpenterTrouble(
    { karpenter }: ExistingAutoscalers,
    stack: string,
): string | undefined {
    const isOurs = ownerOf(karpenter?.metadata) === stack;
    if (!isOurs || (karpenter?.status?.availableReplicas ?? 0) > 0) {
        return undefined;
    }
    return (
        `Karpenter does not run: Deployment ${KARPENTER_NAME} in namespace ` +
        `${AUTOSCALER_NAMESPACE} has no available pod. No node comes, none ends, and a pool that ` +
        'is deleted waits for its nodes. See "Karpenter does not run" in docs/operations/destroy-an-eks-stack.md.'
    );
}

/** Metadata of what tells that a cluster has an autoscaler. */
function marksOf(
    { karpenterCrd, karpenter, clusterAutoscalers }: ExistingAutoscalers,
    autoscaler: InstalledAutoscaler,
): (ObjectMeta | undefined)[] {
    if (autoscaler === Autoscaler.ClusterAutoscaler) {
        return clusterAutoscalers.map(({ metadata }) => metadata);
    }
    // Most of what it does is in the CRDs' hands: whoever has them has Karpenter.
    const mark = karpenterCrd ?? karpenter;
    return mark === undefined ? [] : [mark.metadata];
}

function ownerOf(metadata: ObjectMeta | undefined): string | undefined {
    return metadata?.annotations?.[OWNER];
}

function described(metadata: ObjectMeta | undefined): string {
    const stack = ownerOf(metadata);
    const origin = originOf(metadata);
    return stack === undefined ? origin : `of stack "${stack}" (${origin})`;
}
