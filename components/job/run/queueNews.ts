import { KubernetesApi } from "../../kubernetes/api";
import { CustomObject } from "../../kubernetes/objects";
import { QUEUE_LABEL } from "../manifest/batchScheduling";
import { ApplicationStatus } from "./applicationStatus";
import { Reminders } from "./reminders";

interface RunObservation {
    api: Pick<KubernetesApi, "listCustomObjects">;
    run: { namespace: string };
    application: CustomObject;
    status: ApplicationStatus;
    reminders: Reminders;
    warn: (message: string) => void;
}

/** Kueue's kind for what it admits: one of a job. */
const WORKLOADS = { group: "kueue.x-k8s.io", version: "v1beta2", plural: "workloads" };

/** How long a job may wait in a queue before people are told what it waits for. */
const PATIENCE_MS = 30_000;

/** Warns once where Kueue keeps a job suspended, with Kueue's words: the job's state does not say why. */
export async function warnOfQueue(observation: RunObservation): Promise<void> {
    const { application, status, reminders, warn } = observation;
    const queue = application.metadata?.labels?.[QUEUE_LABEL];
    const waits = queue !== undefined && status.state === "SUSPENDED";
    if (reminders.lasting("in a queue", waits) < PATIENCE_MS || !reminders.isFirst("in a queue")) {
        return;
    }
    // Who waits may not be allowed to read workloads.
    const why = await reason(observation).catch(() => undefined);
    warn(`the job waits in queue "${queue}" of Kueue${why === undefined ? "" : `: ${why}`}`);
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
