import { formatValue, Problems } from "../../validation/problems";
import { folderInPod } from "../checks/volumeChecks";
import { UNKNOWN } from "../conf/knownConf";
import { LOCAL_DIR, mergedJob } from "../conf/mergedJob";
import { listed } from "../files/fileReferences";
import { propertyPath, RoleProperties } from "./propertyPath";

/** Spark mounts a folder of its own for each entry, unless volumes are for that: then only these count. */
export function localDirProblems(
    { role, args, conf, place }: RoleProperties,
    problems: Problems,
): void {
    const property = conf[LOCAL_DIR];
    if (property === undefined || property.value === UNKNOWN) {
        return;
    }
    const at = propertyPath(place, LOCAL_DIR, property.layer);
    const folders = listed(property.value);
    const given = mergedJob({ main: "", [role]: args }, conf).args[role]?.volumes ?? {};
    const volumes = Object.values(given);
    const local = volumes.filter(({ localDir }) => localDir === true);
    if (folders.length === 0) {
        problems.add(at, "does not name a folder");
    }
    for (const folder of folders) {
        folderInPod(folder, at, problems);
        const outer = volumes.find(({ mountPath }) => folder.startsWith(`${mountPath}/`));
        const volume = local.find(({ mountPath }) => mountPath === folder);
        const isVolume = volume !== undefined;
        if (volume?.readOnly === true) {
            problems.add(
                at,
                `${formatValue(folder)} is a volume of the ${role} that may only be read: remove its ` +
                    "readOnly, or the entry",
            );
        } else if (outer !== undefined && !isVolume) {
            problems.add(
                at,
                `${formatValue(folder)} lies in the volume ${formatValue(outer.mountPath)} of the ${role}, ` +
                    `and Spark would mount another over it: name ${formatValue(outer.mountPath)}`,
            );
        } else if (local.length > 0 && !isVolume) {
            problems.add(
                at,
                `${formatValue(folder)} is not a volume of the ${role}; once a volume is for local data ` +
                    `(${local.map(({ mountPath }) => mountPath).join(", ")}), Spark uses volumes only: ` +
                    "mount one there, or remove the entry",
            );
        }
    }
}
