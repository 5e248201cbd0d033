import * as pulumi from "@pulumi/pulumi";
import { canReadClusters, KubernetesApi, kubernetesApi } from "../../kubernetes/api";
import { CustomObject } from "../../kubernetes/objects";
import { TeamConnection } from "../../team/connection";
import { BatchScheduler, SchedulerArgs } from "../args/schedulerArgs";

/** Kueue's kind for queues in a namespace. */
const LOCAL_QUEUES = { group: "kueue.x-k8s.io", version: "v1beta2", plural: "localqueues" };

/** Warns if the Kueue queue that a job names does not exist in the team's namespace. */
export function warnOfMissingQueue(
    { kubeconfig }: Pick<TeamConnection, "kubeconfig">,
    scheduler: SchedulerArgs | undefined,
    namespace: pulumi.Output<string>,
    resource: pulumi.Resource | undefined,
): void {
    if (
        scheduler?.name !== BatchScheduler.Kueue ||
        kubeconfig === undefined ||
        !canReadClusters()
    ) {
        return;
    }
    pulumi
        .all([kubeconfig, namespace, scheduler.queue])
        .apply(async ([contents, team, queue = ""]) => {
            const warning = await missingQueueWarning(() => kubernetesApi(contents), team, queue);
            if (warning !== undefined) {
                await pulumi.log.warn(warning, resource);
            }
        });
}

/** The warning if the queue does not exist; undefined if it exists or cannot be checked. */
export async function missingQueueWarning(
    api: () => Pick<KubernetesApi, "listCustomObjects">,
    namespace: string,
    queue: string,
): Promise<string | undefined> {
    const found = await localQueues(api, namespace);
    return found === undefined || found.some(({ metadata }) => metadata?.name === queue)
        ? undefined
        : `scheduler.queue: namespace "${namespace}" has no LocalQueue "${queue}". With Kueue, the job stays ` +
              "suspended until one is created; without Kueue, it runs at once";
}

/** A failed check must not fail the job, whatever the cause. */
async function localQueues(
    api: () => Pick<KubernetesApi, "listCustomObjects">,
    namespace: string,
): Promise<CustomObject[] | undefined> {
    try {
        return await api().listCustomObjects({ ...LOCAL_QUEUES, namespace });
    } catch {
        return undefined;
    }
}
