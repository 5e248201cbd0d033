import { existsSync, realpathSync, statSync } from "fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "path";
import { formatValue } from "../../validation/problems";

/** Files that mark the folder of a Pulumi project (`workspace.DetectProjectPath` of Pulumi's SDK). */
const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * Folder that project paths are relative to. Not the working directory, which differs with `main:
 * src/` in Pulumi.yaml and in test runners.
 *
 * @param given a job's `projectFolder`; relative to the project's folder
 */
export function projectFolder(given = ""): string {
    const start = process.cwd();
    let folder = start;
    while (!PROJECT_FILES.some((file) => existsSync(join(folder, file)))) {
        const parent = dirname(folder);
        if (parent === folder) {
            return resolve(start, given);
        }
        folder = parent;
    }
    return resolve(folder, given);
}

/** What is wrong with a job's `projectFolder`, or nothing. */
export function projectFolderProblem(given: string): string | undefined {
    const folder = projectFolder(given);
    return isFolder(folder) ? undefined : `${formatValue(given)} is not a folder (${folder})`;
}

/** The real path of a project file or folder. */
export function pathInProject(path: string, folder: string): string {
    return realpathSync(resolve(folder, path));
}

/** Why a path is not a valid project file or folder, or nothing. */
export function pathProblem(path: string, folder: string): string | undefined {
    const absolute = resolve(folder, path);
    if (!isAbsolute(path) && path.split(/[\\/]/).includes("..")) {
        return `${formatValue(path)} leaves the project with "..": name a file of the project (${folder}), or set projectFolder`;
    }
    if (!existsSync(absolute)) {
        return `${formatValue(path)} does not exist (looked for ${absolute}); paths are relative to the project's folder`;
    }
    return isInside(realpathSync(absolute), realpathSync(folder))
        ? undefined
        : `${formatValue(path)} is outside the project (${folder}): copy it into the project, or set projectFolder`;
}

export function isFolder(path: string): boolean {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isInside(path: string, folder: string): boolean {
    const steps = relative(folder, path);
    return steps !== ".." && !steps.startsWith(`..${sep}`) && !isAbsolute(steps);
}
