import { NoteKind } from "../draft";
import { textOf } from "../document";
import { Carry } from "../fieldRow";

/** A role's own image becomes the job's if both roles have the same or the application has none. */
export const roleImage: Carry = (value, { field }, draft) => {
    const known = draft.job["image"] ?? draft.spec["image"];
    if (known === undefined) {
        draft.job["image"] = value;
    } else if (known !== value) {
        const why = `driver and executors share one image, ${textOf(known)}; build one for both`;
        draft.note(NoteKind.Lost, field, why);
    }
};
