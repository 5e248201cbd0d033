import { Pod } from "../cluster/objects";
import { unschedulable } from "../cluster/podTrouble";
import { ApplicationStatus, NEW } from "./applicationStatus";
import { Reminders } from "./reminders";

interface Scene {
    run: { namespace: string };
    status: ApplicationStatus;
    pods: Pod[];
    reminders: Reminders;
    warn(message: string): void;
}

/** How long something may look wrong before people are told. */
const PATIENCE_MS = 30_000;

/** Warns, once each, of what may heal by itself but need not. */
export function warnOfTrouble(scene: Scene): void {
    warnOfRetry(scene);
    warnOfPodsWithoutNode(scene);
    warnOfAbsentOperator(scene);
}

function warnOfRetry({ status, reminders, warn }: Scene): void {
    const { state, retries, attempts, reason } = status;
    if (retries && (state === "FAILING" || state === "SUBMISSION_FAILED")) {
        reminders.once(`attempt ${attempts}`, () =>
            warn(`attempt ${attempts} failed and is tried again: ${reason}`),
        );
    }
}

function warnOfPodsWithoutNode({ pods, reminders, warn }: Scene): void {
    const messages = pods.map(unschedulable).filter((message) => message !== undefined);
    if (reminders.lasting("no node", messages.length > 0) >= PATIENCE_MS) {
        reminders.once("no node", () =>
            warn(`${messages.length} of ${pods.length} pods wait for a node: ${messages[0]}`),
        );
    }
}

function warnOfAbsentOperator({ run, status, reminders, warn }: Scene): void {
    if (reminders.lasting("not seen", status.state === NEW) >= PATIENCE_MS) {
        reminders.once("not seen", () =>
            warn(
                "the Spark operator has not taken up the job: does it run, and does it watch " +
                    `namespace ${run.namespace}?`,
            ),
        );
    }
}
