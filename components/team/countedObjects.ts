import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../cluster/connection";
import { isRealUpdate, KubernetesApi, kubernetesApi } from "../cluster/kubernetesApi";
import { sleep } from "../cluster/kubernetesHttp";
import { unlessForbidden } from "../cluster/look";
import { Patience } from "../operator/readiness";
import { COUNTS, OBJECT_QUOTA } from "./objectQuota";

/** Kubernetes learns of new kinds every 30 s (its quota controller's discovery). */
const PATIENCE = { timeoutSeconds: 75, pollSeconds: 1 };
const RECOUNT_EVERY = 3;

/**
 * The same value, once Kubernetes counts the applications of the teams. It refuses those of a
 * namespace whose quota it cannot compare ("status unknown for quota"). That is so where a cluster
 * got the operator's kinds a moment ago, and then once only.
 *
 * @param served has a value once the cluster has the operator's kinds
 */
export function onceCounted(
    { kubeconfig }: ClusterConnection,
    namespaces: string[],
    served: pulumi.Output<string> | undefined,
    parent: pulumi.Resource,
): pulumi.Output<string> | undefined {
    if (served === undefined || kubeconfig === undefined || !isRealUpdate()) {
        return served;
    }
    const counted = pulumi.all([served, kubeconfig]).apply(async ([value, known]) => {
        const api = kubernetesApi(known);
        const late = await Promise.all(
            namespaces.map((namespace) => objectsAreCounted(api, namespace, PATIENCE)),
        );
        const uncounted = namespaces.filter((_, index) => !late[index]);
        if (uncounted.length > 0) {
            await pulumi.log.warn(
                `Kubernetes does not count the SparkApplications of ${uncounted.join(", ")} yet and ` +
                    "refuses new ones until it does, for up to 5 minutes.",
                parent,
            );
        }
        return value;
    });
    // The value is no secret, although the kubeconfig is.
    return pulumi.unsecret(counted);
}

/** Whether Kubernetes counts a namespace's applications; false after the time-out. */
export async function objectsAreCounted(
    api: KubernetesApi,
    namespace: string,
    { timeoutSeconds, pollSeconds }: Patience,
): Promise<boolean> {
    for (let round = 0; round * pollSeconds <= timeoutSeconds; round++) {
        const quotas = await unlessForbidden(api.listResourceQuotas(namespace), undefined);
        const quota = quotas?.find(({ metadata }) => metadata?.name === OBJECT_QUOTA);
        const used = quota?.status?.used;
        if (quotas === undefined || used?.[COUNTS.applications] !== undefined) {
            return true;
        }
        // It counts again by itself, but only every 5 minutes.
        if (used !== undefined && round % RECOUNT_EVERY === 0) {
            await unlessForbidden(api.recount(namespace), undefined);
        }
        await sleep(pollSeconds);
    }
    return false;
}
