import { CustomObject } from "../../kubernetes/objects";
import { plainText } from "../../validation/plainText";

/** The operator's kind of object for a run. */
export const SPARK_APPLICATION = {
    group: "sparkoperator.k8s.io",
    version: "v1beta2",
    plural: "sparkapplications",
    kind: "SparkApplication",
} as const;

/** State of a run that the operator has not looked at yet. */
export const NEW = "NEW";
/** State of a run that cannot be looked at. */
export const UNKNOWN = "UNKNOWN";
/** State of a run that is gone after its time to live. */
export const REMOVED = "REMOVED";

/** What the operator says about a run. */
export interface ApplicationStatus {
    /** State in the operator's words, e.g. `RUNNING`. */
    state: string;
    /** Why, where the operator knows; may be empty. As it was written: not for people yet. */
    reason: string;
    /** How often it was submitted. */
    attempts: number;
    /** Whether the operator may start it again. */
    restarts: boolean;
    driverPod: string;
}

interface RawStatus {
    applicationState?: { state?: string; errorMessage?: string };
    submissionAttempts?: number;
    driverInfo?: { podName?: string };
}

export function statusOf({ metadata, spec, status: raw }: CustomObject): ApplicationStatus {
    const status = (raw ?? {}) as RawStatus;
    const restart = spec?.["restartPolicy"] as { type?: string } | undefined;
    return {
        state: plainText(status.applicationState?.state || NEW),
        reason: status.applicationState?.errorMessage ?? "",
        attempts: status.submissionAttempts ?? 0,
        restarts: (restart?.type ?? "Never") !== "Never",
        driverPod: status.driverInfo?.podName || `${metadata?.name}-driver`,
    };
}
