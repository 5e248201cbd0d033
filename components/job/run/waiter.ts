import { KubernetesApi } from "../../kubernetes/api";
import { CustomObject, Pod } from "../../kubernetes/objects";
import { isOutage, OUTAGE_SECONDS, outageEnd, outageWarning } from "../../kubernetes/outage";
import { podTrouble } from "../../kubernetes/podTrouble";
import { plainText } from "../../validation/plainText";
import { userError } from "../../validation/problems";
import { Wait } from "../args/jobArgs";
import { ApplicationStatus, REMOVED, SPARK_APPLICATION, statusOf } from "./applicationStatus";
import { failureReport, stuckReport } from "./failureReport";
import { warnOfMissingExecutors } from "./missingExecutors";
import { warnOfQueueWait } from "./queueWait";
import { Reminders } from "./reminders";
import { StartDeadline } from "./startDeadline";
import { warnOfTrouble } from "./waitWarnings";

/** One run to wait for. */
export interface Run {
    job: string;
    application: string;
    namespace: string;
    until: Wait;
    /** Whether the operator removes the run some time after it ends. */
    expires: boolean;
    /** Time limit of an attempt, as set in the job, e.g. "2h". */
    timeout?: string;
}

/** The waiter's environment, so that tests need no cluster and no real time. */
export interface WaitContext {
    api: KubernetesApi;
    /** Shows a message until the next one. */
    progress: (message: string) => void;
    /** Shows a message permanently. */
    warn: (message: string) => void;
    /** Whether the update has failed elsewhere, so that waiting is pointless. */
    shouldStop: () => boolean;
    /** Milliseconds. */
    now: () => number;
    sleep: (milliseconds: number) => Promise<void>;
}

const POLL_MS = 1000;

/**
 * Waits until a run has reached what the job asks for, and returns its state. If the run fails or
 * its pods cannot start, throws a `pulumi.RunError` that says why.
 */
export async function waitForRun(run: Run, context: WaitContext): Promise<string> {
    const reminders = new Reminders(context.now);
    const deadline = new StartDeadline(run.timeout, reminders);
    for (;;) {
        const state = await pollOnce(run, context, reminders, deadline);
        if (state !== undefined) {
            return state;
        }
        await context.sleep(POLL_MS);
    }
}

/** The application's object, or undefined if it does not exist. */
export function readApplication(
    api: KubernetesApi,
    { namespace, application }: Pick<Run, "namespace" | "application">,
): Promise<CustomObject | undefined> {
    const { group, version, plural } = SPARK_APPLICATION;
    return api.readCustomObject({ group, version, plural, namespace, name: application });
}

/** The state, if the wait is over. Tolerates short outages of the API server. */
async function pollOnce(
    run: Run,
    context: WaitContext,
    reminders: Reminders,
    deadline: StartDeadline,
): Promise<string | undefined> {
    try {
        const state = await poll(run, context, reminders, deadline);
        reminders.lasting("outage", false);
        return state;
    } catch (error) {
        if (!isOutage(error)) {
            throw error;
        }
        handleOutage(run, context, reminders, error);
        return undefined;
    }
}

/** Warns at the start of an outage, and ends the wait if it lasts long. */
function handleOutage(run: Run, context: WaitContext, reminders: Reminders, error: Error): void {
    const { server } = context.api;
    const milliseconds = reminders.lasting("outage", true);
    if (milliseconds === 0) {
        context.warn(plainText(outageWarning(server, error)));
    }
    if (milliseconds >= OUTAGE_SECONDS * 1000) {
        throw userError(
            plainText(
                `Job "${run.job}": ${outageEnd(server, error)}. The job does not depend on this ` +
                    "wait and may still be running. Once the API server responds, `pulumi up` waits " +
                    "for the same run again; it does not start another.",
            ),
        );
    }
}

async function poll(
    run: Run,
    context: WaitContext,
    reminders: Reminders,
    deadline: StartDeadline,
): Promise<string | undefined> {
    const { api } = context;
    const application = await readApplication(api, run);
    if (application === undefined) {
        return stateOfDeleted(run);
    }
    const found = statusOf(application);
    if (found.state === "FAILED") {
        // The report is useful even without the pods.
        const left = await livePods(api, run).catch(() => []);
        throw userError(
            await failureReport(api, { ...run, status: deadline.explain(found, left) }),
        );
    }
    if (isReached(run.until, found.state)) {
        return found.state;
    }
    const pods = await livePods(api, run);
    const status = deadline.explain(found, pods);
    failOnStuckPods(run, status, pods);
    const warn = (message: string) => context.warn(plainText(message));
    const observation = { api, run, application, status, pods, reminders, warn };
    await deadline.enforce(observation);
    reminders.once(`${status.state}#${status.attempts}`, () => context.progress(status.state));
    warnOfTrouble(observation);
    await warnOfQueueWait(observation);
    await warnOfMissingExecutors(observation);
    return context.shouldStop() ? status.state : undefined;
}

function isReached(until: Wait, state: string): boolean {
    const running = until === Wait.Running && ["RUNNING", "SUCCEEDING"].includes(state);
    return running || state === "COMPLETED";
}

function stateOfDeleted({ job, application, namespace, expires }: Run): string {
    if (expires) {
        return REMOVED;
    }
    throw userError(
        `Job "${job}": SparkApplication ${application} in namespace ${namespace} was deleted ` +
            "outside Pulumi. Run `pulumi refresh`; the next `pulumi up` runs the job again.",
    );
}

/** The pods of a run that are not being deleted. */
async function livePods(api: KubernetesApi, { namespace, application }: Run): Promise<Pod[]> {
    const labelSelector = `sparkoperator.k8s.io/app-name=${application}`;
    const pods = await api.listPods({ namespace, labelSelector });
    return pods.filter((pod) => pod.metadata?.deletionTimestamp === undefined);
}

function failOnStuckPods(run: Run, status: ApplicationStatus, pods: Pod[]): void {
    for (const pod of pods) {
        const trouble = podTrouble(pod);
        if (trouble !== undefined) {
            const reason = `pod ${pod.metadata?.name}: ${trouble.reason}: ${trouble.message}`;
            throw userError(stuckReport({ ...run, status: { ...status, reason } }));
        }
    }
}
