import { Pod } from "../../kubernetes/objects";
import { unschedulable } from "../../kubernetes/podTrouble";
import { userError } from "../../validation/problems";
import { durationSeconds } from "../../validation/quantities";
import { ApplicationStatus, NEW } from "./applicationStatus";
import { stuckReport } from "./failureReport";
import { Reminders } from "./reminders";
import { RunObservation } from "./runObservation";
import { NOT_SUBMITTED_MS } from "./waitWarnings";

/** The operator's reason for a run whose driver was deleted. */
const DELETED = "driver pod not found";

/**
 * Enforces a job's timeout where the cluster does not: a kubelet counts only for pods that have a
 * node. An attempt whose driver gets no node in that time is ended; the operator decides what
 * follows.
 */
export class StartDeadline {
    /** Why an attempt was ended here. */
    private reason: string | undefined;

    constructor(
        private readonly timeout: string | undefined,
        private readonly reminders: Reminders,
    ) {}

    /** Ends the attempt, or the wait if there is no attempt to end. */
    async enforce(observation: RunObservation): Promise<void> {
        if (this.timeout === undefined) {
            return;
        }
        const { status, pods } = observation;
        const isNew = this.reminders.lasting("not submitted in time", status.state === NEW);
        if (isNew >= Math.max(this.milliseconds, NOT_SUBMITTED_MS)) {
            throw this.stuck(
                observation,
                `the Spark operator has not submitted the job within its timeout (${this.timeout})`,
            );
        }
        const driver = pods.find(hasNoNode);
        const what = `driver ${driver?.metadata?.uid} has no node`;
        if (
            driver !== undefined &&
            this.reminders.lasting(what, true) >= this.milliseconds &&
            this.reminders.isFirst(what)
        ) {
            await this.end(driver, observation);
        }
    }

    /** The status, with the reason that the operator does not know. */
    explain(status: ApplicationStatus, pods: Pod[]): ApplicationStatus {
        if (this.timeout === undefined || status.reason === "") {
            return status;
        }
        if (this.reason !== undefined && status.reason.includes(DELETED)) {
            return { ...status, reason: this.reason };
        }
        return pods.some(ranTooLong)
            ? { ...status, reason: `the driver ran longer than its timeout (${this.timeout})` }
            : status;
    }

    private async end(driver: Pod, observation: RunObservation): Promise<void> {
        const { api, run } = observation;
        const why = unschedulable(driver) ?? "the reason is unknown";
        this.reason = `the driver did not get a node within its timeout (${this.timeout}): ${why}`;
        const name = driver.metadata?.name ?? "";
        await api.deletePod({ namespace: run.namespace, name }).catch((error: Error) => {
            throw this.stuck(observation, `${this.reason}; it cannot be deleted: ${error.message}`);
        });
    }

    private stuck({ run, status }: RunObservation, reason: string): Error {
        return userError(stuckReport({ ...run, status: { ...status, reason } }));
    }

    private get milliseconds(): number {
        return durationSeconds(this.timeout ?? "") * 1000;
    }
}

function isDriver({ metadata }: Pod): boolean {
    return metadata?.labels?.["spark-role"] === "driver";
}

function hasNoNode(pod: Pod): boolean {
    return isDriver(pod) && pod.spec?.nodeName === undefined && pod.status?.phase === "Pending";
}

function ranTooLong(pod: Pod): boolean {
    return isDriver(pod) && pod.status?.reason === "DeadlineExceeded";
}
