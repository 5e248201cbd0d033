import { statSync } from "fs";
import { formatValue, Problems } from "../../validation/problems";
import { deliveredFile, deliveredName, pathOf } from "./delivery";
import { FileReference } from "./fileReferences";
import { isFolder, pathInProject } from "./projectFolder";

/** A ConfigMap can hold 1 MiB, of which its metadata takes some. */
export const MAX_DELIVERED_BYTES = 1024 * 1024 - 8 * 1024;

interface Sized {
    at: string;
    value: string;
    bytes: number;
}

const UPLOAD_ADVICE =
    ' into the image ("local:///opt/app/…"), or into an object store that the image can read (e.g. "s3a://…")';

/**
 * Adds files that cannot be delivered together, in one folder of the driver and one ConfigMap.
 *
 * @param deps path of the job's dependencies
 */
export function sizeProblems(
    references: FileReference[],
    folder: string,
    deps: string,
    problems: Problems,
): void {
    const byName = new Map<string, Sized>();
    for (const reference of references) {
        const { at, value } = reference;
        const name = deliveredName(reference, folder);
        const other = byName.get(name);
        if (other !== undefined && other.value !== value) {
            problems.add(
                at,
                `${formatValue(value)} and ${formatValue(other.value)} are both delivered as "${name}": ` +
                    "rename one of them",
            );
        }
        byName.set(name, { at, value, bytes: sizeOf(reference, folder) });
    }
    const [largest, ...others] = [...byName.values()].sort((a, b) => b.bytes - a.bytes);
    const total = others.reduce((sum, { bytes }) => sum + bytes, largest?.bytes ?? 0);
    if (largest === undefined || total <= MAX_DELIVERED_BYTES) {
        return;
    }
    const shown = formatValue(largest.value);
    const excess = `${total} bytes, more than the ${MAX_DELIVERED_BYTES} that can be delivered with a job`;
    if (others.length === 0) {
        problems.add(largest.at, `${shown} has ${excess}: put it${UPLOAD_ADVICE}`);
    } else {
        problems.add(
            deps,
            `the ${others.length + 1} files of the project have ${excess} ` +
                `(largest: ${shown}, ${largest.bytes}): put some${UPLOAD_ADVICE}`,
        );
    }
}

/** Size of a file as delivered; files that are far too large are not read. */
function sizeOf(reference: FileReference, folder: string): number {
    const path = pathInProject(pathOf(reference), folder);
    const { size } = statSync(path);
    return !isFolder(path) && size > MAX_DELIVERED_BYTES
        ? size
        : deliveredFile(reference, folder).bytes.length;
}
