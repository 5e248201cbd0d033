import { mapAt, mapsIn, textOf } from "../document";
import { Carry } from "../fieldRow";

/** Keys of a ConfigMap or Secret, each with its file. */
export const itemPaths: Carry = (value, { target }) => {
    const files = mapsIn(value).map(({ key, path }) => [textOf(key), path] as const);
    target["items"] = Object.fromEntries(files);
};

/** tmpfs; the node's disk goes without saying. */
export const mediumOf: Carry = (value, { target }) => {
    if (value === "Memory") {
        mapAt(target, "emptyDir")["memory"] = true;
    }
};

export const claimAccess: Carry = (value, { target }) => {
    if (value === true) {
        target["readOnly"] = true;
    }
};

/** Only claims and folders of the node may be one or the other. */
export const mountAccess: Carry = (value, { target }) => {
    if (value === true && (target["claim"] !== undefined || target["hostPath"] !== undefined)) {
        target["readOnly"] = true;
    }
};

export const mountFolder: Carry = (value, { target }) => {
    target["mountPath"] = typeof value === "string" ? value.replace(/(.)\/+$/, "$1") : value;
};
