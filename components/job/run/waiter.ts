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
import { warnOfQueue } from "./queueNews";
import { Reminders } from "./reminders";
import { StartDeadline } from "./startDeadline";
import { warnOfTrouble } from "./waitWarnings";

/** One run to wait for. */
export interface Run {
    job: string;
    application: string;
    namespace: string;
    until: Wait;
    /** Whether the operator removes the run some time after its end. */
    expires: boolean;
    /** Longest time of an attempt, as the job says it, e.g. "2h". */
    timeout?: string;
}

/** The world around the waiter, so that tests need no cluster and no time. */
export interface WaitContext {
    api: KubernetesApi;
    /** Shown while it lasts. */
    progress: (message: string) => void;
    /** Stays on the screen. */
    warn: (message: string) => void;
    /** Whether the update has failed elsewhere, so that it is no use to wait on. */
    isInVain: () => boolean;
    /** Milliseconds. */
    now: () => number;
    sleep: (milliseconds: number) => Promise<void>;
}

const POLL_MS = 1000;

/**
 * Waits until a run has reached what the job asks for and returns its state. A run that fails, or
 * whose pods cannot start, ends the wait at once with a `pulumi.RunError` that says why.
 */
export async function waitForRun(run: Run, around: WaitContext): Promise<string> {
    const reminders = new Reminders(around.now);
    const deadline = new StartDeadline(run.timeout, reminders);
    for (;;) {
        const state = await lookOnce(run, around, reminders, deadline);
        if (state !== undefined) {
            return state;
        }
        await around.sleep(POLL_MS);
    }
}

/** The application's object, or nothing if it does not exist. */
export function readApplication(
    api: KubernetesApi,
    { namespace, application }: Pick<Run, "namespace" | "application">,
): Promise<CustomObject | undefined> {
    const { group, version, plural } = SPARK_APPLICATION;
    return api.readCustomObject({ group, version, plural, namespace, name: application });
}

/** The state, if the wait is over. Lets a short outage of the API server pass. */
async function lookOnce(
    run: Run,
    around: WaitContext,
    reminders: Reminders,
    deadline: StartDeadline,
): Promise<string | undefined> {
    try {
        const state = await look(run, around, reminders, deadline);
        reminders.lasting("outage", false);
        return state;
    } catch (error) {
        if (!isOutage(error)) {
            throw error;
        }
        whileOut(run, around, reminders, error);
        return undefined;
    }
}

/** Says so at the beginning of an outage, and ends the wait where it is long. */
function whileOut(run: Run, around: WaitContext, reminders: Reminders, error: Error): void {
    const { server } = around.api;
    const milliseconds = reminders.lasting("outage", true);
    if (milliseconds === 0) {
        around.warn(plainText(outageWarning(server, error)));
    }
    if (milliseconds >= OUTAGE_SECONDS * 1000) {
        throw userError(
            plainText(
                `Job "${run.job}": ${outageEnd(server, error)}. The job does not depend on this ` +
                    "wait, and may go on. Once the API server answers, `pulumi up` waits for the " +
                    "same run again; it starts no other.",
            ),
        );
    }
}

async function look(
    run: Run,
    around: WaitContext,
    reminders: Reminders,
    deadline: StartDeadline,
): Promise<string | undefined> {
    const { api } = around;
    const application = await readApplication(api, run);
    if (application === undefined) {
        return whenGone(run);
    }
    const found = statusOf(application);
    if (found.state === "FAILED") {
        // Of use without the pods, too.
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
    refuseStuckPods(run, status, pods);
    await deadline.enforce({ api, run, status, pods });
    reminders.once(`${status.state}#${status.attempts}`, () => around.progress(status.state));
    const warn = (message: string) => around.warn(plainText(message));
    warnOfTrouble({ run, status, pods, reminders, warn });
    await warnOfQueue({ api, run, application, status, reminders, warn });
    await warnOfMissingExecutors({ api, run, application, status, pods, reminders, warn });
    return around.isInVain() ? status.state : undefined;
}

function isReached(until: Wait, state: string): boolean {
    const running = until === Wait.Running && ["RUNNING", "SUCCEEDING"].includes(state);
    return running || state === "COMPLETED";
}

function whenGone({ job, application, namespace, expires }: Run): string {
    if (expires) {
        return REMOVED;
    }
    throw userError(
        `Job "${job}": SparkApplication ${application} in namespace ${namespace} was deleted by ` +
            "somebody else. Run `pulumi refresh`; the next `pulumi up` starts the job again.",
    );
}

/** The pods of a run that are not being deleted. */
async function livePods(api: KubernetesApi, { namespace, application }: Run): Promise<Pod[]> {
    const labelSelector = `sparkoperator.k8s.io/app-name=${application}`;
    const pods = await api.listPods({ namespace, labelSelector });
    return pods.filter((pod) => pod.metadata?.deletionTimestamp === undefined);
}

function refuseStuckPods(run: Run, status: ApplicationStatus, pods: Pod[]): void {
    for (const pod of pods) {
        const trouble = podTrouble(pod);
        if (trouble !== undefined) {
            const reason = `pod ${pod.metadata?.name}: ${trouble.reason}: ${trouble.message}`;
            throw userError(stuckReport({ ...run, status: { ...status, reason } }));
        }
    }
}
