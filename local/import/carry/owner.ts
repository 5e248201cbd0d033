import { Draft, NoteKind } from "../draft";
import { textOf } from "../document";
import { Carry } from "../fieldRow";

type Owner = Draft["owner"];

/** User or group of a pod or of Spark's container: a job has one for all of its pods. */
export function owner(key: keyof Owner): Carry {
    return (value, { field }, draft) => {
        const known = draft.owner[key];
        if (value === 0 && key === "runAsUser") {
            draft.note(NoteKind.Lost, field, "is root; job pods never run as root");
        } else if (known !== undefined && known !== value) {
            const why = `differs from ${textOf(known)} elsewhere; all pods of a job share one`;
            draft.note(NoteKind.Lost, field, why);
        } else {
            draft.owner[key] = value;
        }
    };
}

/** The user of Spark's images, which is the platform's default. */
const SPARKS_ID = 185;

/** Writes `user` and `group` if they differ from Spark's own. */
export function writeOwner(draft: Draft): void {
    const { owner, job } = draft;
    const { runAsUser: user = SPARKS_ID, runAsGroup, fsGroup } = owner;
    const group = runAsGroup ?? fsGroup;
    if (fsGroup !== undefined && fsGroup !== group) {
        for (const role of ["driver", "executor"]) {
            const field = `${draft.specField}.${role}.podSecurityContext.fsGroup`;
            draft.note(NoteKind.Lost, field, "volumes belong to the group that the pods run as");
        }
    }
    if (user !== SPARKS_ID) {
        job["user"] = user;
    }
    if (group !== undefined && group !== user) {
        job["group"] = group;
    }
}
