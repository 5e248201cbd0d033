import { isMap, listAt, mapAt, textOf } from "../document";
import { NoteKind, Place } from "../draft";
import { Carry } from "../fieldRow";

/** A variable with a plain value. */
export const plainVariable: Carry = (value, place) => {
    mapAt(place.target, "env")[nameOf(place)] = textOf(value);
};

/** A variable from a key of a Secret or a ConfigMap. */
export function keyVariable(argument: string, kind: string): Carry {
    return (value, place, draft) => {
        const { name, key, optional } = isMap(value) ? value : {};
        if (optional === true) {
            templateVariable(value, place, draft);
            return;
        }
        mapAt(place.target, argument)[nameOf(place)] = { name, key };
        if (name === "" || name === undefined) {
            draft.note(NoteKind.Lost, place.field, `does not name the object of the ${kind}`);
        }
    };
}

/** A variable from a field of the pod. */
export const fieldVariable: Carry = (value, place) => {
    mapAt(place.target, "fieldEnv")[nameOf(place)] = isMap(value) ? value["fieldPath"] : value;
};

/** A variable that only a pod template can express. */
export const templateVariable: Carry = (_, place, draft) => {
    const variables = listAt(draft.templateContainer(place), "env");
    if (place.entry !== undefined && !variables.includes(place.entry)) {
        variables.push(place.entry);
    }
};

/** The operator's own form for variables from Secrets. */
export const secretKeys: Carry = (value, { target }) => {
    for (const [name, ref] of Object.entries(isMap(value) ? value : {})) {
        mapAt(target, "secretEnv")[name] = ref;
    }
};

function nameOf({ entry }: Place): string {
    return textOf(entry?.["name"] ?? "");
}
