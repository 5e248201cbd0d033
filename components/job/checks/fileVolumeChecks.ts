import { Check, isPlainObject, isSound, mapOf, Shape, valueCheck } from "../../validation/checks";
import { formatValue, pathTo } from "../../validation/problems";
import { boolean, wholeNumber } from "../../validation/values";
import { VolumeArgs } from "../args/volumeArgs";
import { objectKey } from "./environmentChecks";

/** Sources whose keys are files. */
const FILE_SOURCES = ["configMap", "secret"] as const;

/** Permissions of a file: 0o777. */
const MAX_MODE = 511;

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
        wholeNumber(0, MAX_MODE)(value, path, problems);
    }
};

/** Checks of the keys that only ConfigMap and Secret volumes have. */
export const fileFields: Shape<Pick<VolumeArgs, "items" | "defaultMode" | "optional">> = {
    items: mapOf(pathInFolder, (key) =>
        isSound(objectKey, key) ? undefined : "is not a key of a Secret or ConfigMap",
    ),
    defaultMode: mode,
    optional: boolean,
};

/** ConfigMap and Secret volumes are read-only; other volumes have none of their keys. */
export const fileSourceRules: Check = (value, path, problems) => {
    const volume = isPlainObject(value) ? value : {};
    const isObject = FILE_SOURCES.some((key) => volume[key] !== undefined);
    for (const key of isObject ? [] : ["items", "defaultMode", "optional"]) {
        if (volume[key] !== undefined) {
            problems.add(
                pathTo(path, key),
                `applies only to ${FILE_SOURCES.join(" and ")}: remove it`,
            );
        }
    }
    if (isObject && volume["readOnly"] === false) {
        problems.add(
            pathTo(path, "readOnly"),
            "is always true for configMap and secret: remove it",
        );
    }
    if (isObject && volume["localDir"] === true) {
        problems.add(pathTo(path, "localDir"), "needs a volume that Spark can write to");
    }
};
