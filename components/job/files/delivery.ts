import { readFileSync } from "fs";
import { basename, resolve } from "path";
import { isPlainObject } from "../../validation/checks";
import { fileReferences, FileReference, FileUse, isProjectFile } from "./fileReferences";
import { zippedFolder, zippedModules } from "./folderZip";
import { isFolder, pathInProject, projectFolder } from "./projectFolder";

/** Folder in the driver that holds the delivered files of the project. */
export const DELIVERED_FOLDER = "/etc/spark-platform/main";

/** What a ConfigMap holds. */
export interface ConfigMapContent {
    data?: Record<string, string>;
    /** In base64: what is no UTF-8. */
    binaryData?: Record<string, string>;
}

/** Where the driver finds the project's files, by what they are for and by the path in the arguments. */
export type FileUris = Partial<Record<FileUse, Record<string, string>>>;

/** The project's files that a job brings along. */
export interface Delivery {
    /** Nothing where there are no such files. */
    content?: ConfigMapContent;
    uris: FileUris;
}

/** A file of the project as it travels. */
export interface DeliveredFile {
    name: string;
    bytes: Uint8Array;
}

/** Reads the files of the project that a job's arguments name, which have no problem. */
export function delivery(job: unknown): Delivery {
    const given = isPlainObject(job) ? job["projectFolder"] : undefined;
    const folder = projectFolder(typeof given === "string" ? given : undefined);
    const files = new Map<string, Uint8Array>();
    const uris: FileUris = {};
    for (const reference of fileReferences(job).filter(isProjectFile)) {
        const { name, bytes } = deliveredFile(reference, folder);
        files.set(name, bytes);
        const { use, value } = reference;
        uris[use] = { ...uris[use], [value]: uriOf(reference, name, folder) };
    }
    return { uris, ...(files.size > 0 && { content: contentOf(files) }) };
}

/** Reads one file of the project, or a folder as an archive. */
export function deliveredFile(reference: FileReference, folder: string): DeliveredFile {
    const path = pathInProject(pathOf(reference), folder);
    const name = deliveredName(reference, folder);
    if (!isFolder(path)) {
        return { name, bytes: readFileSync(path) };
    }
    const isModules = reference.use === "pyFiles";
    const bytes = isModules ? zippedModules(path, nameOf(reference, folder)) : zippedFolder(path);
    return { name, bytes };
}

/** The name that a file has in the driver, and as a key of its ConfigMap. */
export function deliveredName(reference: FileReference, folder: string): string {
    const isArchived = isFolder(pathInProject(pathOf(reference), folder));
    return `${nameOf(reference, folder)}${isArchived ? ".zip" : ""}`;
}

function nameOf(reference: FileReference, folder: string): string {
    return basename(resolve(folder, pathOf(reference)));
}

/** The path alone, without the name that Spark gives the file where it is used (`#name`). */
export function pathOf({ value, use }: Pick<FileReference, "value" | "use">): string {
    return isRenamed(use) ? value.replace(/#.*$/, "") : value;
}

/** Nothing where the bytes are no text: no UTF-8, or with the zeros that UTF-16 has. */
export function textOf(bytes: Uint8Array): string | undefined {
    try {
        return bytes.includes(0)
            ? undefined
            : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        return undefined;
    }
}

function uriOf(reference: FileReference, name: string, folder: string): string {
    const { use, value } = reference;
    const path = `${DELIVERED_FOLDER}/${name}`;
    if (use === "main") {
        return `local://${path}`;
    }
    if (!isRenamed(use)) {
        return path;
    }
    const [, rename] = /#(.*)$/.exec(value) ?? [];
    const isZipped = name !== nameOf(reference, folder);
    // Spark would name the unpacked folder like the archive.
    const target = rename ?? (use === "archives" && isZipped ? name.replace(/\.zip$/, "") : "");
    // Not "local:", which executors would look for in their own image: the driver hands it on.
    return `file://${path}${target === "" ? "" : `#${target}`}`;
}

function isRenamed(use: FileUse): boolean {
    return use !== "main" && use !== "requirements" && use !== "ivySettings";
}

function contentOf(files: Map<string, Uint8Array>): ConfigMapContent {
    const data: Record<string, string> = {};
    const binaryData: Record<string, string> = {};
    for (const [name, bytes] of files) {
        const text = textOf(bytes);
        if (text === undefined) {
            binaryData[name] = Buffer.from(bytes).toString("base64");
        } else {
            data[name] = text;
        }
    }
    return {
        ...(Object.keys(data).length > 0 && { data }),
        ...(Object.keys(binaryData).length > 0 && { binaryData }),
    };
}
