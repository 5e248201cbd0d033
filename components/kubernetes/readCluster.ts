import * as pulumi from "@pulumi/pulumi";
import { canReadClusters, KubernetesApi, kubernetesApi } from "./api";
import { KubernetesApiError } from "./http";

/** A cluster that can be looked at, if its kubeconfig is known. */
export interface ReadableCluster {
    kubeconfig?: pulumi.Input<string>;
    /** With the stack's own credentials. */
    stackKubeconfig?: pulumi.Input<string>;
}

/** The kubeconfig by which the stack itself looks at a cluster. */
export function kubeconfigForReads({
    kubeconfig,
    stackKubeconfig = kubeconfig,
}: ReadableCluster): pulumi.Input<string> | undefined {
    return stackKubeconfig;
}

/** What a look at the cluster returns; `undefined` where it cannot be looked at. */
export function readCluster<T>(
    cluster: ReadableCluster,
    look: (api: KubernetesApi) => Promise<T>,
): pulumi.Output<pulumi.Unwrap<T>> | undefined {
    const kubeconfig = kubeconfigForReads(cluster);
    if (kubeconfig === undefined || !canReadClusters()) {
        return undefined;
    }
    const looked = pulumi.output(kubeconfig).apply((contents) => look(kubernetesApi(contents)));
    // The answer is no secret, although the kubeconfig is.
    return pulumi.unsecret(looked) as pulumi.Output<pulumi.Unwrap<T>>;
}

/**
 * A value, or another one in previews that cannot know it: of a cluster that does not exist yet.
 * Whatever is made of it is known then, too.
 */
export function orIfUnknown<T>(
    output: pulumi.Output<T>,
    otherwise: pulumi.Unwrap<T>,
): pulumi.Output<pulumi.Unwrap<T>> {
    const { isKnown } = output as unknown as { isKnown: Promise<boolean> };
    const value = isKnown.then((known) => (known ? output : pulumi.output(otherwise)));
    return pulumi.output(value) as pulumi.Output<pulumi.Unwrap<T>>;
}

/** An answer, or something else where the credentials have no right to it. */
export async function unlessForbidden<T>(answer: Promise<T>, otherwise: T): Promise<T> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof KubernetesApiError && error.status === 403) {
            return otherwise;
        }
        throw error;
    }
}
