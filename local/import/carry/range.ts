import { mapAt } from "../document";
import { Draft, NoteKind } from "../draft";
import { Carry } from "../fieldRow";

type Range = Draft["range"];

/** A field of `dynamicAllocation`, which becomes an argument with the others. */
export function rangeField(key: keyof Range): Carry {
    return (value, _, { range }) => {
        Object.assign(range, { [key]: numberOrSwitch(value) });
    };
}

/** A fixed number of executors. */
export const executorCount: Carry = (value, { target }) => {
    target["instances"] = numberOrSwitch(value);
};

/** Properties are texts. */
function numberOrSwitch(value: unknown): unknown {
    if (typeof value !== "string") {
        return value;
    }
    return /^\d+$/.test(value) ? Number(value) : value.toLowerCase() === "true";
}

/** Writes `executor.dynamicAllocation`, if it is on; Spark begins with `instances` at least. */
export function writeRange(draft: Draft): void {
    const { enabled, min = 0, max, initial } = draft.range;
    if (enabled !== true) {
        return;
    }
    const executor = draft.role("executor");
    const { instances } = executor;
    delete executor["instances"];
    const first = Math.max(min, initial ?? 0, typeof instances === "number" ? instances : 0);
    const range = mapAt(executor, "dynamicAllocation");
    Object.assign(range, { min, ...(max !== undefined && { max }) });
    if (first > min) {
        range["initial"] = first;
    }
    if (max === undefined) {
        const why =
            "Spark's default is no limit: a job that may take all of a quota says so in `max`";
        draft.note(NoteKind.Lost, `${draft.specField}.dynamicAllocation.maxExecutors`, why);
    }
}
