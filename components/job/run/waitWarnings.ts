import { Pod } from "../../kubernetes/objects";
import { unschedulable } from "../../kubernetes/podTrouble";
import { ApplicationStatus, NEW } from "./applicationStatus";
import { Reminders } from "./reminders";
import { submissionCause } from "./submissionCause";

interface RunObservation {
    run: { namespace: string };
    status: ApplicationStatus;
    pods: Pod[];
    reminders: Reminders;
    warn: (message: string) => void;
}

/** How long pods may wait for a node before people are told; a new node takes about as long. */
const NO_NODE_MS = 30_000;
/** How long the operator may need for a job; it starts a JVM for each, one after the other. */
export const NOT_SUBMITTED_MS = 90_000;

/** Warns, once each, of what may heal by itself but need not. */
export function warnOfTrouble(observation: RunObservation): void {
    warnOfRestart(observation);
    warnOfPodsWithoutNode(observation);
    warnOfAbsentOperator(observation);
}

function warnOfRestart({ status, reminders, warn }: RunObservation): void {
    const { state, restarts, attempts, reason } = status;
    // Without an attempt so far it is Kueue that has let the job go, with changes of its own.
    if (
        restarts &&
        attempts > 0 &&
        ["FAILING", "SUBMISSION_FAILED", "PENDING_RERUN"].includes(state)
    ) {
        const cause = submissionCause(reason) ?? reason;
        const why = cause === "" ? "" : ` (${cause})`;
        reminders.once(`attempt ${attempts}`, () =>
            warn(`attempt ${attempts} has ended${why}, the job is started again`),
        );
    }
}

function warnOfPodsWithoutNode({ pods, reminders, warn }: RunObservation): void {
    const messages = pods.map(unschedulable).filter((message) => message !== undefined);
    if (reminders.lasting("no node", messages.length > 0) >= NO_NODE_MS) {
        reminders.once("no node", () =>
            warn(`${messages.length} of ${pods.length} pods wait for a node: ${messages[0]}`),
        );
    }
}

function warnOfAbsentOperator({ run, status, reminders, warn }: RunObservation): void {
    if (reminders.lasting("not seen", status.state === NEW) >= NOT_SUBMITTED_MS) {
        reminders.once("not seen", () =>
            warn(
                "the Spark operator has not submitted the job yet: is it busy, or does it not " +
                    `watch namespace ${run.namespace}?`,
            ),
        );
    }
}
