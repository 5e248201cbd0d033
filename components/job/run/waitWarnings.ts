import { unschedulable } from "../../kubernetes/podTrouble";
import { NEW } from "./applicationStatus";
import { RunObservation } from "./runObservation";
import { submissionCause } from "./submissionCause";

/** How long pods may wait for a node before a warning; a new node takes about as long. */
const NO_NODE_MS = 30_000;
/** How long the operator may take to submit a job; it starts a JVM for each, one at a time. */
export const NOT_SUBMITTED_MS = 90_000;

/** Warns once about each problem that may or may not resolve itself. */
export function warnOfTrouble(observation: RunObservation): void {
    warnOfRestart(observation);
    warnOfPodsWithoutNode(observation);
    warnOfAbsentOperator(observation);
}

function warnOfRestart({ status, reminders, warn }: RunObservation): void {
    const { state, restarts, attempts, reason } = status;
    // Without an attempt so far, Kueue has resumed the job with changes of its own.
    if (
        restarts &&
        attempts > 0 &&
        ["FAILING", "SUBMISSION_FAILED", "PENDING_RERUN"].includes(state)
    ) {
        const cause = submissionCause(reason) ?? reason;
        const why = cause === "" ? "" : ` (${cause})`;
        reminders.once(`attempt ${attempts}`, () =>
            warn(`attempt ${attempts} failed${why}; restarting the job`),
        );
    }
}

function warnOfPodsWithoutNode({ pods, reminders, warn }: RunObservation): void {
    const messages = pods.map(unschedulable).filter((message) => message !== undefined);
    if (reminders.lasting("no node", messages.length > 0) >= NO_NODE_MS) {
        reminders.once("no node", () =>
            warn(
                `${messages.length} of ${pods.length} pods are waiting for a node: ${messages[0]}`,
            ),
        );
    }
}

function warnOfAbsentOperator({ run, status, reminders, warn }: RunObservation): void {
    if (reminders.lasting("not seen", status.state === NEW) >= NOT_SUBMITTED_MS) {
        reminders.once("not seen", () =>
            warn(
                "the Spark operator has not submitted the job yet: it may be busy, or may not " +
                    `watch namespace ${run.namespace}`,
            ),
        );
    }
}
