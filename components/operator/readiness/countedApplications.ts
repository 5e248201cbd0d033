import * as pulumi from "@pulumi/pulumi";
import { KubernetesApi } from "../../kubernetes/api";
import { sleep } from "../../kubernetes/http";
import { unlessForbidden } from "../../kubernetes/readCluster";
import { Polling } from "./readiness";

/** Name of the ResourceQuota for a team's objects. */
export const OBJECT_QUOTA = "spark-objects";
/** Its key for the number of SparkApplications. */
export const APPLICATIONS_COUNT = "count/sparkapplications.sparkoperator.k8s.io";
/** Its key for the number of ScheduledSparkApplications. */
export const SCHEDULES_COUNT = "count/scheduledsparkapplications.sparkoperator.k8s.io";

/** Kubernetes' quota controller discovers new kinds every 30 s. */
const POLLING = { timeoutSeconds: 75, pollSeconds: 1 };
/** Rounds after which a namespace is assumed to have no quota. */
const WITHOUT_QUOTA = 5;
const RECOUNT_EVERY = 3;

/**
 * Waits until Kubernetes counts the applications and schedules in namespaces with a quota. Until then it
 * rejects new ones ("status unknown for quota"). This happens only once, right after the operator's CRDs
 * are installed.
 */
export async function applicationsAreCounted(
    api: KubernetesApi,
    namespaces: readonly string[],
    resource: pulumi.Resource,
): Promise<void> {
    const counted = await Promise.all(
        namespaces.map((namespace) => isCounted(api, namespace, POLLING)),
    );
    const uncounted = namespaces.filter((_, index) => !counted[index]);
    if (uncounted.length > 0) {
        await pulumi.log.warn(
            `Kubernetes does not count the SparkApplications of ${uncounted.join(", ")} yet. ` +
                "Until it does, for up to 5 minutes, it rejects new ones.",
            resource,
        );
    }
}

/** Whether Kubernetes counts a namespace's applications, or does not need to; false after the timeout. */
export async function isCounted(
    api: KubernetesApi,
    namespace: string,
    { timeoutSeconds, pollSeconds }: Polling,
): Promise<boolean> {
    for (let round = 0; round * pollSeconds <= timeoutSeconds; round++) {
        const quotas = await unlessForbidden(api.listResourceQuotas(namespace), undefined);
        const quota = quotas?.find(({ metadata }) => metadata?.name === OBJECT_QUOTA);
        const { used, hard = {} } = quota?.status ?? {};
        // It discovers one kind after the other.
        const awaited = [APPLICATIONS_COUNT, ...(SCHEDULES_COUNT in hard ? [SCHEDULES_COUNT] : [])];
        if (quotas === undefined || awaited.every((key) => used?.[key] !== undefined)) {
            return true;
        }
        if (quota === undefined && round >= WITHOUT_QUOTA) {
            return true;
        }
        // It recounts on its own, but only every 5 minutes.
        if (used !== undefined && round % RECOUNT_EVERY === 0) {
            await unlessForbidden(api.recount(namespace), undefined);
        }
        await sleep(pollSeconds);
    }
    return false;
}
