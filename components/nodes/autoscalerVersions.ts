import { alternatives, formatValue } from "../validation/problems";
import { isAtLeast } from "../validation/versionOrder";
import { versions } from "../versions";

/**
 * Oldest supported Karpenter for each minor version of Kubernetes: the matrix in
 * aws/karpenter-provider-aws v1.14.1, website/content/en/preview/upgrading/compatibility.md.
 */
const OLDEST_KARPENTER: Readonly<Record<string, string>> = {
    "1.33": "1.5",
    "1.34": "1.6",
    "1.35": "1.9",
    "1.36": "1.13",
};

const CLUSTER_AUTOSCALER: Readonly<Record<string, string>> = versions.clusterAutoscaler;

/**
 * Why Karpenter cannot run on a cluster, if so.
 *
 * @param kubernetes the cluster's version, e.g. `1.35` or `v1.35.4-eks-3025e55`
 * @param karpenter version of Karpenter
 */
export function karpenterProblem(
    kubernetes: string,
    karpenter: string = versions.karpenter,
): string | undefined {
    const oldest = forMinor(OLDEST_KARPENTER, kubernetes);
    if (oldest === undefined) {
        const fit = minors(OLDEST_KARPENTER).filter(
            (minor) => karpenterProblem(minor, karpenter) === undefined,
        );
        return unsupported(kubernetes, `Karpenter ${karpenter}`, fit);
    }
    return !isAtLeast(karpenter, oldest)
        ? `Kubernetes ${formatValue(kubernetes)} needs Karpenter ${oldest} or newer, not ${karpenter}`
        : undefined;
}

/**
 * Why Cluster Autoscaler cannot run on a cluster, if so. Each of its versions is tested with only one
 * minor version of Kubernetes (kubernetes/autoscaler, cluster-autoscaler/README.md).
 *
 * @param kubernetes the cluster's version, e.g. `1.35` or `v1.35.4-eks-3025e55`
 */
export function clusterAutoscalerProblem(kubernetes: string): string | undefined {
    return clusterAutoscalerTag(kubernetes) === undefined
        ? unsupported(kubernetes, "Cluster Autoscaler", minors(CLUSTER_AUTOSCALER))
        : undefined;
}

/** Tag of Cluster Autoscaler's image for a cluster, e.g. `v1.35.2`; `undefined` if there is none. */
export function clusterAutoscalerTag(kubernetes: string): string | undefined {
    const version = forMinor(CLUSTER_AUTOSCALER, kubernetes);
    return version && `v${version}`;
}

function unsupported(kubernetes: string, autoscaler: string, supported: string[]): string {
    const allowed = supported.length === 0 ? "none that is known" : alternatives(supported);
    return `Kubernetes ${formatValue(kubernetes)} is not supported by ${autoscaler}: use ${allowed}`;
}

function forMinor<T>(byMinor: Readonly<Record<string, T>>, kubernetes: string): T | undefined {
    const minor = /^v?(\d+\.\d+)(?:\.|$)/.exec(kubernetes)?.[1] ?? "";
    return Object.hasOwn(byMinor, minor) ? byMinor[minor] : undefined;
}

function minors(byMinor: Readonly<Record<string, unknown>>): string[] {
    return Object.keys(byMinor);
}
