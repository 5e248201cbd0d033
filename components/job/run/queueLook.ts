import * as pulumi from "@pulumi/pulumi";
import { canReadClusters, KubernetesApi, kubernetesApi } from "../../kubernetes/api";
import { CustomObject } from "../../kubernetes/objects";
import { TeamConnection } from "../../team/connection";
import { BatchScheduler, SchedulerArgs } from "../args/schedulerArgs";

/** Kueue's kind for the queues of a namespace. */
const LOCAL_QUEUES = { group: "kueue.x-k8s.io", version: "v1beta2", plural: "localqueues" };

/** Warns where the team's namespace does not have the queue of Kueue that a job names. */
export function lookAtQueue(
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
            const warning = await queueWarning(() => kubernetesApi(contents), team, queue);
            if (warning !== undefined) {
                await pulumi.log.warn(warning, resource);
            }
        });
}

/** What is said where the queue is not there; nothing where nobody may look. */
export async function queueWarning(
    api: () => Pick<KubernetesApi, "listCustomObjects">,
    namespace: string,
    queue: string,
): Promise<string | undefined> {
    const found = await look(api, namespace);
    return found === undefined || found.some(({ metadata }) => metadata?.name === queue)
        ? undefined
        : `scheduler.queue: namespace "${namespace}" has no LocalQueue "${queue}". With Kueue the job stays ` +
              "suspended until there is one; without Kueue it runs at once";
}

/** A look is no reason to fail, whatever is wrong with it. */
async function look(
    api: () => Pick<KubernetesApi, "listCustomObjects">,
    namespace: string,
): Promise<CustomObject[] | undefined> {
    try {
        return await api().listCustomObjects({ ...LOCAL_QUEUES, namespace });
    } catch {
        return undefined;
    }
}
