import { KubernetesApi, kubernetesApi } from "../kubernetes/api";
import { KubernetesApiError } from "../kubernetes/http";
import { userError } from "../validation/problems";

/**
 * The kubeconfig, once its cluster has answered.
 * Everything that uses it then waits for that, and a cluster that is away gives one clear error.
 */
export async function whenReachable(context: string, kubeconfig: string): Promise<string> {
    await answering(context, kubernetesApi(kubeconfig));
    return kubeconfig;
}

/** Throws the message for people if the cluster does not answer, or refuses its credentials. */
export async function answering(context: string, api: KubernetesApi): Promise<void> {
    try {
        await api.readVersion();
    } catch (error) {
        const reason = (error as Error).message;
        const advice =
            error instanceof KubernetesApiError && error.status !== undefined
                ? "check the credentials in its kubeconfig"
                : "start it, or name another context";
        throw userError(
            `Cluster of kube context "${context}" (${api.server}) cannot be used: ${reason}; ${advice}.`,
        );
    }
}
