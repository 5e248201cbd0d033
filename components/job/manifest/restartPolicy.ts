import { durationSeconds } from "../../validation/quantities";
import { RestartArgs, RestartPolicy } from "../args/jobArgs";

/**
 * The operator's restart policy. It distinguishes failed runs and failed submissions; we do not.
 */
export function restartPolicy(restart: RestartArgs = { policy: RestartPolicy.Never }) {
    const interval = durationSeconds(restart.interval ?? "10s");
    const intervals = {
        onFailureRetryInterval: interval,
        onSubmissionFailureRetryInterval: interval,
    };
    const retries = restart.retries ?? 3;
    switch (restart.policy) {
        case RestartPolicy.Never:
            return { type: "Never" };
        case RestartPolicy.Always:
            return { type: "Always", ...intervals };
        case RestartPolicy.OnFailure:
            return {
                type: "OnFailure",
                onFailureRetries: retries,
                onSubmissionFailureRetries: retries,
                ...intervals,
            };
    }
}
