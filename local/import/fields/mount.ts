import { mountedName, volumeName } from "../carry/volumeNames";
import { entryNamed, isMap, listAt, mapAt, mapsIn, textOf, Values } from "../document";
import { Draft, NoteKind, Place } from "../draft";
import { Answer, FieldRow } from "../fieldRow";
import { carryFields } from "../walk";
import { MOUNTS, VOLUMES } from "./volumes";

/** Volumes that the operator assigns to Spark for its own data. */
const LOCAL_DIR = /^spark-local-dir-/;

/** Keys of a container's mount that an argument supports; the template covers the rest. */
const PLAIN_KEYS = ["name", "mountPath", "readOnly", "subPath"];

/** Turns a mount of Spark's container into a volume of the role. */
export const mount: NonNullable<FieldRow["entry"]> = (entry, place, draft) => {
    const name = textOf(entry["name"]);
    const index = mapsIn(draft.spec["volumes"]).findIndex((one) => one["name"] === name);
    const volume = mapsIn(draft.spec["volumes"])[index];
    const key = volumeName(name);
    const { volumes: known } = place.target;
    const mounted = isMap(known) ? known[key] : undefined;
    if (isMap(mounted) && mounted["mountPath"] === entry["mountPath"]) {
        return;
    }
    if (volume === undefined) {
        draft.note(NoteKind.Lost, place.field, `no volume of the application is named "${name}"`);
        return;
    }
    const volumes = mapAt(place.target, "volumes");
    if (mounted !== undefined) {
        // An argument allows one mount path per volume.
        mountInTemplate(entry, key, place, draft);
    } else if (needsTemplate(MOUNTS.rows, entry) || needsTemplate(VOLUMES.rows, volume)) {
        volumeInTemplate(volume, place, draft);
        mountInTemplate(entry, key, place, draft);
    } else {
        const made = mapAt(volumes, key);
        const field = `${draft.specField}.volumes[${index}]`;
        carryFields(VOLUMES.rows, volume, { ...place, field, target: made }, draft);
        carryFields(MOUNTS.rows, entry, { ...place, target: made }, draft);
        if (isMap(volume["emptyDir"])) {
            mapAt(made, "emptyDir");
        }
        if (LOCAL_DIR.test(name)) {
            made["localDir"] = true;
        }
    }
    if (Object.keys(volumes).length === 0) {
        delete place.target["volumes"];
    }
};

/**
 * Mounts of another container; a volume that Spark's container does not mount goes into the
 * template.
 */
export const containerMount: NonNullable<FieldRow["entry"]> = (entry, place, draft) => {
    const { role = "driver", target } = place;
    const name = textOf(entry["name"]);
    const ofSpark = draft.spec[role];
    const isMounted = mapsIn(isMap(ofSpark) ? ofSpark["volumeMounts"] : []).some(
        (one) => one["name"] === name,
    );
    const volume = mapsIn(draft.spec["volumes"]).find((one) => one["name"] === name);
    if (volume !== undefined && !isMounted) {
        volumeInTemplate(volume, place, draft);
    }
    const mount = { ...entry, name: mountedName(name, draft) };
    const isPlain = Object.keys(entry).every((key) => PLAIN_KEYS.includes(key));
    listAt(isPlain ? target : draft.templateContainer(place), "volumeMounts").push(mount);
};

/** Whether a part has a field that only the template supports. */
function needsTemplate(rows: readonly FieldRow[], part: Values): boolean {
    return rows.some(
        ({ field, answer }) => answer === Answer.PodTemplate && has(part, field.split(".")),
    );
}

function has(value: unknown, [first = "", ...rest]: readonly string[]): boolean {
    const isList = first.endsWith("[]");
    const found = isMap(value) ? value[isList ? first.slice(0, -2) : first] : undefined;
    if (found === undefined || found === null || found === "") {
        return false;
    }
    return rest.length === 0 || (isList ? mapsIn(found) : [found]).some((one) => has(one, rest));
}

function volumeInTemplate(volume: Values, { role = "driver" }: Place, draft: Draft): void {
    const spec = mapAt(mapAt(draft.role(role), "podTemplate"), "spec");
    const { name, ...source } = volume;
    Object.assign(entryNamed(spec, "volumes", volumeName(textOf(name))), source);
}

function mountInTemplate(entry: Values, name: string, place: Place, draft: Draft): void {
    listAt(draft.templateContainer(place), "volumeMounts").push({ ...entry, name });
}
