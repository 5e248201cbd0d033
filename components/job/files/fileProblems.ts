import { readFileSync, statSync } from "fs";
import { basename } from "path";
import { Check, isPlainObject } from "../../validation/checks";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { deliveredFile, pathOf, textOf } from "./delivery";
import { FileReference, fileReferences, FileUse, isProjectFile } from "./fileReferences";
import { folderProblem } from "./folderZip";
import { languagesOf } from "./mainFile";
import { isFolder, pathInProject, pathProblem, projectFolder } from "./projectFolder";
import { requirementsProblem } from "./requirements";

/** Kubernetes keeps up to 1 MiB in a ConfigMap; some of it is needed for its metadata. */
export const MOST_DELIVERED_BYTES = 1024 * 1024 - 8 * 1024;

/** What a folder is for, where one may be named. */
const FOLDER_ADVICE: Record<FileUse, string | undefined> = {
    main: "name the file in it",
    files: "name its files, or put it into archives, which unpacks it in the working folder",
    jars: "name the jars in it",
    pyFiles: undefined,
    archives: undefined,
    requirements: "name the file in it",
    ivySettings: "name the file in it",
};

/** Endings that Spark can use (`PythonRunner`, `Utils.unpack`), where it does not take any. */
const ENDINGS: Partial<Record<FileUse, readonly string[]>> = {
    jars: [".jar"],
    pyFiles: [".py", ".zip", ".egg"],
    archives: [".zip", ".tar.gz", ".tgz", ".tar", ".jar"],
};

/** Check of the project's files that a job names: whether they exist, and can be delivered. */
export const projectFiles: Check = (job, path, problems) => {
    const given = isPlainObject(job) ? job["projectFolder"] : undefined;
    const folder = projectFolder(typeof given === "string" ? given : undefined);
    const references = fileReferences(job, path)
        .filter(isProjectFile)
        // A main that Spark cannot run is refused by itself.
        .filter(({ use, value }) => use !== "main" || languagesOf(value).length > 0);
    if (!isFolder(folder)) {
        return;
    }
    const sound = references.filter((reference) => {
        const message = fileProblem(reference, folder);
        if (message !== undefined) {
            problems.add(reference.at, message);
        }
        return message === undefined;
    });
    sizeProblems(sound, folder, path, problems);
};

function fileProblem(reference: FileReference, folder: string): string | undefined {
    const { use, value } = reference;
    const path = pathOf(reference);
    const wrong = nameProblem(path) ?? pathProblem(path, folder);
    if (wrong !== undefined) {
        return wrong;
    }
    const absolute = pathInProject(path, folder);
    if (isFolder(absolute)) {
        const advice = FOLDER_ADVICE[use];
        const inside = advice ?? folderProblem(absolute, folder);
        return inside === undefined
            ? undefined
            : advice === undefined
              ? `${formatValue(value)} ${inside}`
              : `${formatValue(value)} is a folder (${absolute}): ${advice}`;
    }
    if (!statSync(absolute).isFile()) {
        return `${formatValue(value)} is no file (${absolute})`;
    }
    const endings = ENDINGS[use];
    if (endings !== undefined && !endings.some((ending) => path.toLowerCase().endsWith(ending))) {
        return `${formatValue(value)} is not ${list(endings)}${use === "pyFiles" ? ", or a folder with Python modules" : ""}`;
    }
    return contentProblem(reference, absolute);
}

function nameProblem(path: string): string | undefined {
    return /^[-\w.]+$/.test(basename(path))
        ? undefined
        : `${formatValue(path)}: the file's name may have letters, digits, "-", "_" and "." only`;
}

/** What is wrong with what is in a file, for those that somebody reads as text. */
function contentProblem({ use, value }: FileReference, absolute: string): string | undefined {
    const isText = use === "requirements" || use === "ivySettings" || /\.(py|r)$/i.test(absolute);
    // A file that is too large has its own message.
    if (!isText || statSync(absolute).size > MOST_DELIVERED_BYTES) {
        return undefined;
    }
    const text = textOf(readFileSync(absolute));
    if (text === undefined) {
        return `${formatValue(value)} is not UTF-8: save it as UTF-8`;
    }
    return use === "requirements" ? requirementsProblem(text, value) : undefined;
}

/** Names and sizes: all files of a job lie in one folder of the driver, and in one ConfigMap. */
function sizeProblems(
    references: FileReference[],
    folder: string,
    path: string,
    problems: Problems,
): void {
    const seen = new Map<string, { value: string; at: string; bytes: number }>();
    for (const reference of references) {
        const { at, value } = reference;
        const absolute = pathInProject(pathOf(reference), folder);
        const isLarge = !isFolder(absolute) && statSync(absolute).size > MOST_DELIVERED_BYTES;
        const { name, bytes } = isLarge
            ? { name: basename(absolute), bytes: statSync(absolute).size }
            : sizeOf(reference, folder);
        const other = seen.get(name);
        if (other !== undefined && other.value !== value) {
            problems.add(
                at,
                `${formatValue(value)} and ${formatValue(other.value)} are both delivered as "${name}": rename one of them`,
            );
        }
        seen.set(name, { value, at, bytes });
    }
    const files = [...seen.values()].sort((a, b) => b.bytes - a.bytes);
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const [largest] = files;
    if (largest === undefined || total <= MOST_DELIVERED_BYTES) {
        return;
    }
    const what =
        files.length === 1
            ? formatValue(largest.value)
            : `the ${files.length} files of the project`;
    problems.add(
        files.length === 1 ? largest.at : pathTo(path, "deps"),
        `${what} ${files.length === 1 ? "has" : "have"} ${total} bytes, more than the ` +
            `${MOST_DELIVERED_BYTES} that can be delivered with a job` +
            (files.length === 1
                ? ""
                : ` (largest: ${formatValue(largest.value)}, ${largest.bytes})`) +
            `: put ${files.length === 1 ? "it" : "some"} into the image ("local:///opt/app/…"), or into ` +
            'an object store that the image can read (e.g. "s3a://…")',
    );
}

function sizeOf(reference: FileReference, folder: string): { name: string; bytes: number } {
    const { name, bytes } = deliveredFile(reference, folder);
    return { name, bytes: bytes.length };
}

function list(endings: readonly string[]): string {
    return `a file of one of these kinds: ${endings.join(", ")}`;
}
