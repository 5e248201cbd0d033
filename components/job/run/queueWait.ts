import { QUEUE_LABEL } from "../manifest/batchScheduling";
import { RunObservation } from "./runObservation";

/** Kueue's kind for what it admits: one per job. */
const WORKLOADS = { group: "kueue.x-k8s.io", version: "v1beta2", plural: "workloads" };

/** How long a job may wait in a queue before a warning says what it waits for. */
const PATIENCE_MS = 30_000;

/**
 * Warns once if Kueue keeps a job suspended, with Kueue's reason: the job's state does not tell
 * why.
 */
export async function warnOfQueueWait(observation: RunObservation): Promise<void> {
    const { application, status, reminders, warn } = observation;
    const queue = application.metadata?.labels?.[QUEUE_LABEL];
    const waits = queue !== undefined && status.state === "SUSPENDED";
    if (reminders.lasting("in a queue", waits) < PATIENCE_MS || !reminders.isFirst("in a queue")) {
        return;
    }
    // The user may not be allowed to read workloads.
    const why = await reason(observation).catch(() => undefined);
    warn(`the job is waiting in Kueue's queue "${queue}"${why === undefined ? "" : `: ${why}`}`);
}

async function reason({ api, run, application }: RunObservation): Promise<string | undefined> {
    const workloads = await api.listCustomObjects({ ...WORKLOADS, namespace: run.namespace });
    const own = workloads.find(({ metadata }) =>
        metadata?.ownerReferences?.some(({ uid }) => uid === application.metadata?.uid),
    );
    const { conditions = [] } = (own?.status ?? {}) as {
        conditions?: { type?: string; status?: string; message?: string }[];
    };
    return conditions.find(({ type, status }) => type === "QuotaReserved" && status === "False")
        ?.message;
}
