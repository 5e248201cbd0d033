import * as pulumi from "@pulumi/pulumi";
import { formatValue, Problems } from "../../validation/problems";
import { RoleArgs } from "../args/roleArgs";
import { folderInPod } from "../checks/volumeChecks";
import { UNKNOWN } from "../conf/knownConf";
import { Conf } from "../conf/layers";
import { LOCAL_DIR, mergedJob } from "../conf/mergedJob";
import { listed } from "../files/fileReferences";
import { Role } from "../pods/podMemory";
import { propertyPath, PropertyPlace } from "./propertyPath";

/** Spark mounts a folder of its own for each entry, unless volumes are for that: then only these count. */
export function localDirProblems(
    role: Role,
    args: pulumi.Unwrap<RoleArgs>,
    conf: Conf,
    place: PropertyPlace,
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
        const isVolume = local.some(({ mountPath }) => mountPath === folder);
        if (outer !== undefined && !isVolume) {
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
