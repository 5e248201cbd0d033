import { readFileSync } from "fs";
import { basename, resolve } from "path";
import { isPlainObject } from "../../validation/checks";
import { fileReferences, FileReference, FileUse, isProjectFile } from "./fileReferences";
import { zippedFolder, zippedModules } from "./folderZip";
import { isFolder, pathInProject, projectFolder } from "./projectFolder";

/** Folder in the driver with the delivered project files. */
export const DELIVERED_FOLDER = "/etc/spark-platform/main";

/** The content of a ConfigMap. */
export interface ConfigMapContent {
    data?: Record<string, string>;
    /** Files that are not UTF-8, in base64. */
    binaryData?: Record<string, string>;
}

/** Where the driver finds the project's files, by use and by the path in the arguments. */
export type FileUris = Partial<Record<FileUse, Record<string, string>>>;

/** The project files that are delivered with a job. */
export interface Delivery {
    /** Undefined if there are none. */
    content?: ConfigMapContent;
    uris: FileUris;
}

/** A project file, as delivered. */
export interface DeliveredFile {
    name: string;
    bytes: Uint8Array;
}

/** Reads the project files named in a job's arguments, which must be valid. */
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

/** Reads one project file, or a folder as an archive. */
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

/** A file's name in the driver, and its key in the ConfigMap. */
export function deliveredName(reference: FileReference, folder: string): string {
    const isArchived = isFolder(pathInProject(pathOf(reference), folder));
    return `${nameOf(reference, folder)}${isArchived ? ".zip" : ""}`;
}

function nameOf(reference: FileReference, folder: string): string {
    return basename(resolve(folder, pathOf(reference)));
}

/** The path alone, without the name under which Spark provides the file (`#name`). */
export function pathOf({ value, use }: Pick<FileReference, "value" | "use">): string {
    return isRenamed(use) ? value.replace(/#.*$/, "") : value;
}

/** The decoded file; undefined if it is not UTF-8, or contains zero bytes as UTF-16 does. */
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
    // By default, Spark would name the unpacked folder after the archive.
    const target = rename ?? (use === "archives" && isZipped ? name.replace(/\.zip$/, "") : "");
    // Not "local:", which executors would look up in their own image: the driver serves the file.
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
