import { formatValue, Problems } from "../../validation/problems";
import { folderInPod } from "../checks/volumeChecks";
import { UNKNOWN } from "../conf/knownConf";
import { LOCAL_DIR, mergedJob } from "../conf/mergedJob";
import { listed } from "../files/fileReferences";
import { propertyPath, RoleProperties } from "./propertyPath";

/**
 * Spark mounts its own folder for each entry, unless volumes are local dirs: then only these count.
 */
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
                `${formatValue(folder)} is a read-only volume of the ${role}: remove its ` +
                    "readOnly, or this entry",
            );
        } else if (outer !== undefined && !isVolume) {
            problems.add(
                at,
                `${formatValue(folder)} is inside the volume ${formatValue(outer.mountPath)} of the ${role}, ` +
                    `and Spark would mount another over it: use ${formatValue(outer.mountPath)}`,
            );
        } else if (local.length > 0 && !isVolume) {
            problems.add(
                at,
                `${formatValue(folder)} is not a volume of the ${role}; if any volume is a local dir ` +
                    `(${local.map(({ mountPath }) => mountPath).join(", ")}), Spark uses volumes only: ` +
                    "mount one there, or remove this entry",
            );
        }
    }
}
