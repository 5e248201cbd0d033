import { isMap, mapAt, setAt } from "../document";
import { NoteKind } from "../draft";
import { Carry } from "../fieldRow";

const QUEUE = "kueue.x-k8s.io/queue-name";

/** Metadata of kubectl, Helm and Argo CD, which would take the object for their own. */
const OF_TOOLS =
    /^(kubectl\.kubernetes\.io\/|meta\.helm\.sh\/|helm\.sh\/|argocd\.argoproj\.io\/|app\.kubernetes\.io\/managed-by$)/;

export const jobLabels = metadata("labels");
export const jobAnnotations = metadata("annotations");

function metadata(argument: "labels" | "annotations"): Carry {
    return (value, { target, field }, draft) => {
        for (const [key, content] of Object.entries(isMap(value) ? value : {})) {
            if (key === QUEUE) {
                setAt(target, ["scheduler", "name"], "kueue");
                setAt(target, ["scheduler", "queue"], content);
            } else if (OF_TOOLS.test(key)) {
                const why = "belongs to the tool that applied the object";
                draft.note(NoteKind.Decided, `${field}["${key}"]`, why);
            } else {
                mapAt(target, argument)[key] = content;
            }
        }
    };
}
