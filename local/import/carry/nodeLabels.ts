import { isMap, mapAt, textOf } from "../document";
import { NoteKind } from "../draft";
import { Carry } from "../fieldRow";

const ZONE = "topology.kubernetes.io/zone";

/** Node labels; the zone applies to the whole job. */
export const nodeLabels: Carry = (value, { target, field }, draft) => {
    for (const [key, label] of Object.entries(isMap(value) ? value : {})) {
        if (key !== ZONE) {
            mapAt(target, "nodeSelector")[key] = label;
        } else if (draft.job["zone"] === undefined || draft.job["zone"] === label) {
            draft.job["zone"] = label;
        } else {
            const why = `differs from zone ${textOf(draft.job["zone"])} of the other pods`;
            draft.note(NoteKind.Lost, `${field}["${key}"]`, why);
        }
    }
};
