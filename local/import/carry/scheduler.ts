import { setAt } from "../document";
import { NoteKind } from "../draft";
import { Carry } from "../fieldRow";

/** Values of the argument `scheduler.name`; Kubernetes' own scheduler needs no argument. */
const SCHEDULERS = ["volcano", "yunikorn", "kube-scheduler"];

export const batchScheduler: Carry = (value, { target, field }, draft) => {
    if (SCHEDULERS.includes(String(value))) {
        setAt(target, ["scheduler", "name"], value);
    } else if (value !== "default-scheduler" && value !== "") {
        const why = `is not one of ${SCHEDULERS.join(", ")}, which the operator supports`;
        draft.note(NoteKind.Lost, field, why);
    }
};
