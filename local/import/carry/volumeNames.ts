import { driverVolumes } from "../../../components/job/checks/volumeChecks";
import { isSound } from "../../../components/validation/checks";
import { mapsIn, Values } from "../document";
import { Draft } from "../draft";

/** The name of an application's volume in the job: some names belong to Spark or the platform. */
export function volumeName(name: string): string {
    const label = name.toLowerCase().replace(/[^a-z0-9-]/g, "-");
    const short = label.replace(/^spark-/, "");
    return [label, short].find(isFree) ?? `job-${short}`;
}

function isFree(name: string): boolean {
    return isSound(driverVolumes, { [name]: { mountPath: "/x", emptyDir: {} } });
}

/**
 * The same for a volume that only a mount refers to: those that stay properties keep their names.
 */
export function mountedName(name: string, { spec, propertyVolumes }: Draft): string {
    const isOwn = mapsIn(spec["volumes"]).some((volume) => volume["name"] === name);
    return isOwn || propertyVolumes.has(name) ? volumeName(name) : name;
}

/** A name that no volume uses yet. */
export function freeName(name: string, taken: Values): string {
    const wanted = volumeName(name);
    return Object.hasOwn(taken, wanted) ? freeName(`${wanted}-2`, taken) : wanted;
}
