import * as pulumi from "@pulumi/pulumi";
import { KubernetesApi } from "../../kubernetes/api";
import { sleep } from "../../kubernetes/http";
import { unlessForbidden } from "../../kubernetes/readCluster";
import { Patience } from "./readiness";

/** Name of the ResourceQuota for a team's objects. */
export const OBJECT_QUOTA = "spark-objects";
/** Key of the number of SparkApplications in it. */
export const APPLICATIONS_COUNT = "count/sparkapplications.sparkoperator.k8s.io";
/** Key of the number of ScheduledSparkApplications in it. */
export const SCHEDULES_COUNT = "count/scheduledsparkapplications.sparkoperator.k8s.io";

/** Kubernetes learns of new kinds every 30 s (its quota controller's discovery). */
const PATIENCE = { timeoutSeconds: 75, pollSeconds: 1 };
/** Rounds after which a namespace has no quota that is still to come. */
const WITHOUT_QUOTA = 5;
const RECOUNT_EVERY = 3;

/**
 * Waits until Kubernetes counts the applications and schedules of namespaces with a quota. It refuses those that it
 * cannot compare with the quota ("status unknown for quota"). That is so where a cluster got the
 * operator's kinds a moment ago, and then once only.
 */
export async function applicationsAreCounted(
    api: KubernetesApi,
    namespaces: readonly string[],
    resource: pulumi.Resource,
): Promise<void> {
    const counted = await Promise.all(
        namespaces.map((namespace) => isCounted(api, namespace, PATIENCE)),
    );
    const uncounted = namespaces.filter((_, index) => !counted[index]);
    if (uncounted.length > 0) {
        await pulumi.log.warn(
            `Kubernetes does not count the SparkApplications of ${uncounted.join(", ")} yet and ` +
                "refuses new ones until it does, for up to 5 minutes.",
            resource,
        );
    }
}

/** Whether Kubernetes counts a namespace's applications, or need not; false after the time-out. */
export async function isCounted(
    api: KubernetesApi,
    namespace: string,
    { timeoutSeconds, pollSeconds }: Patience,
): Promise<boolean> {
    for (let round = 0; round * pollSeconds <= timeoutSeconds; round++) {
        const quotas = await unlessForbidden(api.listResourceQuotas(namespace), undefined);
        const quota = quotas?.find(({ metadata }) => metadata?.name === OBJECT_QUOTA);
        const { used, hard = {} } = quota?.status ?? {};
        // It learns of one kind after the other.
        const awaited = [APPLICATIONS_COUNT, ...(SCHEDULES_COUNT in hard ? [SCHEDULES_COUNT] : [])];
        if (quotas === undefined || awaited.every((key) => used?.[key] !== undefined)) {
            return true;
        }
        if (quota === undefined && round >= WITHOUT_QUOTA) {
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
