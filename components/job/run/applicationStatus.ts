import { CustomObject } from "../../kubernetes/objects";
import { plainText } from "../../validation/plainText";

/** The operator's kind for a run. */
export const SPARK_APPLICATION = {
    group: "sparkoperator.k8s.io",
    version: "v1beta2",
    plural: "sparkapplications",
    kind: "SparkApplication",
} as const;

/** State of a run that the operator has not processed yet. */
export const NEW = "NEW";
/** State of a run that cannot be read. */
export const UNKNOWN = "UNKNOWN";
/** State of a run that was removed after its time to live. */
export const REMOVED = "REMOVED";

/** The operator's status of a run. */
export interface ApplicationStatus {
    /** State as the operator reports it, e.g. `RUNNING`. */
    state: string;
    /** The operator's reason; may be empty. Raw: not safe to print yet. */
    reason: string;
    /** Number of submissions. */
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
