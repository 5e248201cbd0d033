import * as pulumi from "@pulumi/pulumi";
import { canReadClusters, KubernetesApi, kubernetesApi } from "./api";
import { KubernetesApiError } from "./http";

/** A cluster that can be read if its kubeconfig is known. */
export interface ReadableCluster {
    kubeconfig?: pulumi.Input<string>;
    /** With the stack's own credentials. */
    stackKubeconfig?: pulumi.Input<string>;
}

/** The kubeconfig with which the stack itself reads a cluster. */
export function kubeconfigForReads({
    kubeconfig,
    stackKubeconfig = kubeconfig,
}: ReadableCluster): pulumi.Input<string> | undefined {
    return stackKubeconfig;
}

/** Reads something from the cluster; `undefined` if it cannot be read. */
export function readCluster<T>(
    cluster: ReadableCluster,
    read: (api: KubernetesApi) => Promise<T>,
): pulumi.Output<pulumi.Unwrap<T>> | undefined {
    const kubeconfig = kubeconfigForReads(cluster);
    if (kubeconfig === undefined || !canReadClusters()) {
        return undefined;
    }
    const result = pulumi.output(kubeconfig).apply((contents) => read(kubernetesApi(contents)));
    // The result is not secret, although the kubeconfig is.
    return pulumi.unsecret(result) as pulumi.Output<pulumi.Unwrap<T>>;
}

/**
 * A value, or a fallback in previews that cannot know it, e.g. of a cluster that does not exist yet.
 * Everything derived from it is then known, too.
 */
export function orIfUnknown<T>(
    output: pulumi.Output<T>,
    fallback: pulumi.Unwrap<T>,
): pulumi.Output<pulumi.Unwrap<T>> {
    const { isKnown } = output as unknown as { isKnown: Promise<boolean> };
    const value = isKnown.then((known) => (known ? output : pulumi.output(fallback)));
    return pulumi.output(value) as pulumi.Output<pulumi.Unwrap<T>>;
}

/** The answer to a request, or a fallback if the credentials lack the permission. */
export async function unlessForbidden<T>(answer: Promise<T>, fallback: T): Promise<T> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof KubernetesApiError && error.status === 403) {
            return fallback;
        }
        throw error;
    }
}
