import { CustomObject, Pod } from "../../kubernetes/objects";
import { driverLog } from "./driverLog";
import { RunObservation } from "./runObservation";

/** How long executors may be missing, and how often the reason is checked. */
const PATIENCE_MS = 30_000;

/** Warns once if executors are missing and the cluster tells why: the job's state does not. */
export async function warnOfMissingExecutors(observation: RunObservation): Promise<void> {
    const { status, reminders, warn } = observation;
    const wanted = minimumExecutors(observation.application);
    const count = observation.pods.filter(isExecutor).length;
    const isShort = status.state === "RUNNING" && count < wanted;
    const checks = Math.floor(reminders.lasting("executors are missing", isShort) / PATIENCE_MS);
    if (checks === 0 || !reminders.isFirst(`check ${checks} for missing executors`)) {
        return;
    }
    // A failed check must not fail the wait: the user may not be allowed to read logs or quotas.
    const nothing = () => undefined;
    const reason =
        (await refusal(observation).catch(nothing)) ??
        (await usedQuotas(observation).catch(nothing));
    if (reason !== undefined) {
        reminders.once("executors are missing", () =>
            warn(`${count} of ${wanted} executors are running: ${reason}`),
        );
    }
}

function isExecutor(pod: Pod): boolean {
    return pod.metadata?.labels?.["spark-role"] === "executor";
}

/** The minimum number of executors that a job requests. */
function minimumExecutors({ spec }: CustomObject): number {
    const { executor, dynamicAllocation } = (spec ?? {}) as {
        executor?: { instances?: number };
        dynamicAllocation?: { minExecutors?: number };
    };
    return executor?.instances ?? dynamicAllocation?.minExecutors ?? 0;
}

/** The API server's answer to the driver's request for a pod, if its log level shows it. */
async function refusal(observation: RunObservation): Promise<string | undefined> {
    const { api, run, application, status } = observation;
    const log = await driverLog(api, {
        namespace: run.namespace,
        application: application.metadata?.name ?? "",
        pod: status.driverPod,
    });
    return [...log.matchAll(/pods "[^"]+" is forbidden: [^\n]+/g)].pop()?.[0];
}

/** Usage of the namespace's quotas, if it has any. */
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
