import { mapAt } from "../document";
import { Draft, NoteKind } from "../draft";
import { Carry } from "../fieldRow";

type Range = Draft["range"];

/** A field of `dynamicAllocation`, which becomes one argument together with the others. */
export function rangeField(key: keyof Range): Carry {
    return (value, _, { range }) => {
        Object.assign(range, { [key]: numberOrSwitch(value) });
    };
}

/** A fixed number of executors. */
export const executorCount: Carry = (value, { target }) => {
    target["instances"] = numberOrSwitch(value);
};

/** Property values are strings. */
function numberOrSwitch(value: unknown): unknown {
    if (typeof value !== "string") {
        return value;
    }
    return /^\d+$/.test(value) ? Number(value) : value.toLowerCase() === "true";
}

/** Writes `executor.dynamicAllocation` if it is enabled; Spark starts with at least `instances`. */
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
        const why = "Spark's default is no limit; set `max`, to the team's whole quota if need be";
        draft.note(NoteKind.Lost, `${draft.specField}.dynamicAllocation.maxExecutors`, why);
    }
}
