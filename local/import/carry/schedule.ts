import { Concurrency } from "../../../components";
import { NoteKind } from "../draft";
import { Carry } from "../fieldRow";

export const concurrency: Carry = (value, { target }) => {
    target["concurrency"] = String(value).toLowerCase();
};

/** The operator's documented default: runs may overlap. */
export const OPERATORS_CONCURRENCY = Concurrency.Allow;

export const timeZone: Carry = (value, { target, field }, draft) => {
    if (value === "Local") {
        const why =
            "means the zone of the operator's pod, which is UTC in its own image; the job uses UTC";
        draft.note(NoteKind.Changed, field, why);
    } else {
        target["timeZone"] = value;
    }
};
