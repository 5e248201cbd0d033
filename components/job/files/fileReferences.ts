import { isAbsolute } from "path";
import { isPlainObject } from "../../validation/checks";
import { pathTo } from "../../validation/problems";
import { schemeOf } from "./uris";

/** What a job uses a file for: its `main`, or a key of `deps`. */
export type FileUse =
    "main" | "files" | "jars" | "pyFiles" | "archives" | "requirements" | "ivySettings";

/** A place in a job's arguments that names a file. */
export interface FileReference {
    /** Path of the argument. */
    at: string;
    use: FileUse;
    /** The value: a URI, or a path in the project. */
    value: string;
}

/** Uses that also have a Spark property, with the same meaning as the argument. */
export const FILE_PROPERTIES = {
    files: "spark.files",
    jars: "spark.jars",
    pyFiles: "spark.submit.pyFiles",
    archives: "spark.archives",
    ivySettings: "spark.jars.ivySettings",
} as const satisfies Partial<Record<FileUse, string>>;

const USES: FileUse[] = ["files", "jars", "pyFiles", "archives", "requirements", "ivySettings"];

/** The files named in a job's arguments and its own properties. */
export function fileReferences(job: unknown, path = ""): FileReference[] {
    const { main, deps, conf } = isPlainObject(job) ? job : {};
    const inDeps = isPlainObject(deps) ? deps : {};
    const inConf = isPlainObject(conf) ? conf : {};
    const references = USES.flatMap((use) =>
        Array.isArray(inDeps[use])
            ? inDeps[use].map((value, index) => ({
                  at: pathTo(pathTo(pathTo(path, "deps"), use), index),
                  use,
                  value: value as unknown,
              }))
            : [{ at: pathTo(pathTo(path, "deps"), use), use, value: inDeps[use] }],
    );
    const properties = Object.entries(FILE_PROPERTIES).flatMap(([use, property]) =>
        listed(inConf[property])
            // In a property, an absolute path is a file in the driver's image.
            .filter((value) => !isAbsolute(value))
            .map((value) => ({
                at: pathTo(pathTo(path, "conf"), property),
                use: use as FileUse,
                value,
            })),
    );
    return [
        { at: pathTo(path, "main"), use: "main" as const, value: main },
        ...references,
        ...properties,
    ].filter((one): one is FileReference => typeof one.value === "string" && one.value !== "");
}

/** The entries of a list property. */
export function listed(value: unknown): string[] {
    const entries = typeof value === "string" ? value.split(",") : [];
    return entries.map((entry) => entry.trim()).filter((entry) => entry !== "");
}

/** Whether a file belongs to the project, and is delivered with the job. */
export function isProjectFile({ value }: FileReference): boolean {
    return schemeOf(value) === undefined;
}
