import { KubernetesApi, kubernetesApi } from "../kubernetes/api";
import { KubernetesApiError } from "../kubernetes/http";
import { userError } from "../validation/problems";

/**
 * The kubeconfig, once its cluster has answered. Everything that uses it waits for that, so that an
 * unreachable cluster causes a single clear error.
 */
export async function whenReachable(context: string, kubeconfig: string): Promise<string> {
    await assertReachable(context, kubernetesApi(kubeconfig));
    return kubeconfig;
}

/** Throws a user-facing error if the cluster does not answer or rejects the credentials. */
export async function assertReachable(context: string, api: KubernetesApi): Promise<void> {
    try {
        await api.readVersion();
    } catch (error) {
        const reason = (error as Error).message;
        const advice =
            error instanceof KubernetesApiError && error.status !== undefined
                ? "check the credentials in its kubeconfig"
                : "start it, or choose another context";
        throw userError(
            `Cluster of kube context "${context}" (${api.server}) cannot be used: ${reason}; ${advice}.`,
        );
    }
}
