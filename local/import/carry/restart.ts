import { RestartPolicy } from "../../../components";
import { Draft, NoteKind } from "../draft";
import { Carry } from "../fieldRow";
import { timeOf } from "./sizes";

/** A field of `restartPolicy`, which becomes one argument together with the others. */
export const restartField: Carry = (value, { field }, draft) => {
    draft.restart[field.split(".").at(-1) ?? ""] = value;
};

/** The operator's default interval (`defaults.go` of 2.5.2). */
const OPERATORS_SECONDS = 5;

/** Writes `restart` if the job restarts at all. */
export function writeRestart(draft: Draft): void {
    const { restart, job } = draft;
    const { type, onFailureRetries: retries, onFailureRetryInterval: seconds } = restart;
    const interval = timeOf(seconds ?? OPERATORS_SECONDS);
    if (type === "Always") {
        job["restart"] = { policy: RestartPolicy.Always, interval };
    } else if (type === "OnFailure" && typeof retries === "number" && retries > 0) {
        job["restart"] = { policy: RestartPolicy.OnFailure, retries, interval };
    } else if (type === "OnFailure") {
        const why = "OnFailure without retries never restarts, so the job has no `restart`";
        draft.note(NoteKind.Changed, `${draft.specField}.restartPolicy`, why);
    }
}
