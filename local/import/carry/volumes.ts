import { isMap, mapAt, mapsIn, textOf } from "../document";
import { NoteKind } from "../draft";
import { Carry } from "../fieldRow";

/** Keys of a ConfigMap or Secret, each with its file. */
export const itemPaths: Carry = (value, { target }) => {
    const files = mapsIn(value).map(({ key, path }) => [textOf(key), path] as const);
    target["items"] = Object.fromEntries(files);
};

/** tmpfs; the node's disk is the default. */
export const mediumOf: Carry = (value, { target, field }, draft) => {
    if (value === "Memory") {
        mapAt(target, "emptyDir")["memory"] = true;
    } else if (value !== "") {
        const why = "only the node's disk and `Memory` are supported; this volume uses the disk";
        draft.note(NoteKind.Lost, field, why);
    }
};

/** Volumes that no container mounts. */
export const unmounted: Carry = (value, { field }, draft) => {
    const { driver, executor } = draft.spec;
    const mounts = [driver, executor].flatMap((role) => {
        const { volumeMounts, initContainers, sidecars } = isMap(role) ? role : {};
        const others = [...mapsIn(initContainers), ...mapsIn(sidecars)];
        return [...mapsIn(volumeMounts), ...others.flatMap((one) => mapsIn(one["volumeMounts"]))];
    });
    mapsIn(value).forEach(({ name }, index) => {
        if (!mounts.some((mount) => mount["name"] === name)) {
            draft.note(NoteKind.Lost, `${field}[${index}]`, "no container mounts this volume");
        }
    });
};

export const claimAccess: Carry = (value, { target }) => {
    if (value === true) {
        target["readOnly"] = true;
    }
};

/** Only claims and host paths can be read-only or not. */
export const mountAccess: Carry = (value, { target }) => {
    if (value === true && (target["claim"] !== undefined || target["hostPath"] !== undefined)) {
        target["readOnly"] = true;
    }
};

export const mountFolder: Carry = (value, { target }) => {
    target["mountPath"] = typeof value === "string" ? value.replace(/(.)\/+$/, "$1") : value;
};
