import { Check, isPlainObject, isSound, mapOf, Shape, valueCheck } from "../../validation/checks";
import { formatValue, pathTo } from "../../validation/problems";
import { boolean, wholeNumber } from "../../validation/values";
import { VolumeArgs } from "../args/volumeArgs";
import { objectKey } from "./environmentChecks";

/** Sources whose keys are files. */
const OBJECTS = ["configMap", "secret"] as const;

/** Permissions of a file: 0o777. */
const MOST_MODE = 511;

const pathInFolder = valueCheck((value) =>
    typeof value === "string" &&
    /^[^/\0][^\0]*$/.test(value) &&
    !value.split("/").some((part) => part.startsWith(".."))
        ? undefined
        : `${formatValue(value)} is not a relative path without ".." (e.g. "conf/app.yaml")`,
);

const mode: Check = (value, path, problems) => {
    if (typeof value === "string") {
        const message = `${formatValue(value)} is not a number: write 0440 as 0o440, or 288`;
        problems.add(path, message);
    } else {
        wholeNumber(0, MOST_MODE)(value, path, problems);
    }
};

/** Checks of what only volumes of ConfigMaps and Secrets have. */
export const fileFields: Shape<Pick<VolumeArgs, "items" | "defaultMode" | "optional">> = {
    items: mapOf(pathInFolder, (key) =>
        isSound(objectKey, key) ? undefined : "is not a key of a Secret or ConfigMap",
    ),
    defaultMode: mode,
    optional: boolean,
};

/** A volume of a ConfigMap or Secret can only be read; others have none of its keys. */
export const ofObjects: Check = (value, path, problems) => {
    const volume = isPlainObject(value) ? value : {};
    const isObject = OBJECTS.some((key) => volume[key] !== undefined);
    for (const key of isObject ? [] : ["items", "defaultMode", "optional"]) {
        if (volume[key] !== undefined) {
            problems.add(pathTo(path, key), `is for ${OBJECTS.join(" and ")}: remove it`);
        }
    }
    if (isObject && volume["readOnly"] === false) {
        problems.add(pathTo(path, "readOnly"), "is true for every configMap and secret: remove it");
    }
    if (isObject && volume["localDir"] === true) {
        problems.add(pathTo(path, "localDir"), "needs a volume that Spark can write to");
    }
};
