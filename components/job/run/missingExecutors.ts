import { KubernetesApi } from "../../kubernetes/api";
import { CustomObject, Pod } from "../../kubernetes/objects";
import { ApplicationStatus } from "./applicationStatus";
import { driverLog } from "./driverLog";
import { Reminders } from "./reminders";

export interface RunObservation {
    api: KubernetesApi;
    run: { namespace: string };
    application: CustomObject;
    status: ApplicationStatus;
    pods: Pod[];
    reminders: Reminders;
    warn: (message: string) => void;
}

/** How long executors may be fewer than asked for, and how often the reason is looked for. */
const PATIENCE_MS = 30_000;

/** Warns once where executors are missing and the cluster says why: the job's state tells nothing of it. */
export async function warnOfMissingExecutors(observation: RunObservation): Promise<void> {
    const { status, reminders, warn } = observation;
    const wanted = fewestExecutors(observation.application);
    const count = observation.pods.filter(isExecutor).length;
    const isShort = status.state === "RUNNING" && count < wanted;
    const looks = Math.floor(reminders.lasting("executors are missing", isShort) / PATIENCE_MS);
    if (looks === 0 || !reminders.isFirst(`look ${looks} for missing executors`)) {
        return;
    }
    // A warning is no reason to fail: who waits may not be allowed to read logs or quotas.
    const nothing = () => undefined;
    const reason =
        (await refusal(observation).catch(nothing)) ??
        (await usedQuotas(observation).catch(nothing));
    if (reason !== undefined) {
        reminders.once("executors are missing", () =>
            warn(`${count} of ${wanted} executors run: ${reason}`),
        );
    }
}

function isExecutor(pod: Pod): boolean {
    return pod.metadata?.labels?.["spark-role"] === "executor";
}

/** Executors that a job asks for at least. */
function fewestExecutors({ spec }: CustomObject): number {
    const { executor, dynamicAllocation } = (spec ?? {}) as {
        executor?: { instances?: number };
        dynamicAllocation?: { minExecutors?: number };
    };
    return executor?.instances ?? dynamicAllocation?.minExecutors ?? 0;
}

/** What the API server answered when the driver asked for a pod, where its log level shows it. */
async function refusal(observation: RunObservation): Promise<string | undefined> {
    const { api, run, application, status } = observation;
    const log = await driverLog(api, {
        namespace: run.namespace,
        application: application.metadata?.name ?? "",
        pod: status.driverPod,
    });
    return [...log.matchAll(/pods "[^"]+" is forbidden: [^\n]+/g)].pop()?.[0];
}

/** How much of the namespace's quotas is used, where it has any. */
async function usedQuotas({ api, run }: RunObservation): Promise<string | undefined> {
    const quotas = await api.listResourceQuotas(run.namespace);
    const lines = quotas.map(({ metadata, status }) => {
        const parts = Object.entries(status?.hard ?? {}).map(
            ([key, hard]) => `${key} ${status?.used?.[key] ?? "0"} of ${hard}`,
        );
        return `quota ${metadata?.name} has ${parts.join(", ")} in use`;
    });
    return lines.length === 0 ? undefined : lines.join("; ");
}
