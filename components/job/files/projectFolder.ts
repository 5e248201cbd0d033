import { existsSync, realpathSync, statSync } from "fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "path";
import { formatValue } from "../../validation/problems";

/** Files that mark the folder of a Pulumi project (`workspace.DetectProjectPath` of Pulumi's SDK). */
const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * Folder that paths of project files begin at. Not the working directory: with `main: src/` in
 * Pulumi.yaml that is another one, and a test runner has its own.
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

/** Where a file or folder of the project really is. */
export function pathInProject(path: string, folder: string): string {
    return realpathSync(resolve(folder, path));
}

/** What keeps a path from being one of the project's files or folders, or nothing. */
export function pathProblem(path: string, folder: string): string | undefined {
    const absolute = resolve(folder, path);
    if (!isAbsolute(path) && path.split(/[\\/]/).includes("..")) {
        return `${formatValue(path)} leaves the project with "..": name a file of the project (${folder}), or set projectFolder`;
    }
    if (!existsSync(absolute)) {
        return `${formatValue(path)} does not exist (looked for ${absolute}); paths begin at the project's folder`;
    }
    return isInside(realpathSync(absolute), realpathSync(folder))
        ? undefined
        : `${formatValue(path)} is outside of the project (${folder}): copy it into the project, or set projectFolder`;
}

export function isFolder(path: string): boolean {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isInside(path: string, folder: string): boolean {
    const steps = relative(folder, path);
    return steps !== ".." && !steps.startsWith(`..${sep}`) && !isAbsolute(steps);
}
