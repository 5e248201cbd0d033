import { readFileSync, statSync } from "fs";
import { basename, join, resolve } from "path";
import { Check, isPlainObject } from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialProblem } from "../../validation/credentials/credentialProblem";
import { formatValue, pathTo } from "../../validation/problems";
import { pathOf, textOf } from "./delivery";
import { endingProblem } from "./fileEndings";
import { FileReference, fileReferences, FileUse, isProjectFile } from "./fileReferences";
import { MAX_DELIVERED_BYTES, sizeProblems } from "./fileSizes";
import { filesIn, folderProblem } from "./folderZip";
import { languagesOf } from "./mainFile";
import { isFolder, pathInProject, pathProblem, projectFolder } from "./projectFolder";
import { requirementsProblem } from "./requirements";

/** Advice for a folder, where one is not allowed. */
const FOLDER_ADVICE: Record<FileUse, string | undefined> = {
    main: "name the file in it",
    files: "name its files, or list it in archives, to unpack it in the working folder",
    jars: "name the jars in it",
    pyFiles: undefined,
    archives: undefined,
    requirements: "name the file in it",
    ivySettings: "name the file in it",
};

/** Checks that a job's project files exist and can be delivered. */
export const projectFiles: Check = (job, path, problems) => {
    const given = isPlainObject(job) ? job["projectFolder"] : undefined;
    const folder = projectFolder(typeof given === "string" ? given : undefined);
    const references = fileReferences(job, path)
        .filter(isProjectFile)
        // A main that Spark cannot run is refused elsewhere.
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
    sizeProblems(sound, folder, pathTo(path, "deps"), problems);
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
        return folderUseProblem(reference, absolute, folder);
    }
    if (!statSync(absolute).isFile()) {
        return `${formatValue(value)} is not a regular file (${absolute})`;
    }
    const ending = endingProblem(use, path);
    return ending ?? contentProblem(reference, absolute);
}

function folderUseProblem(
    { use, value }: FileReference,
    absolute: string,
    project: string,
): string | undefined {
    const advice = FOLDER_ADVICE[use];
    if (advice !== undefined) {
        return `${formatValue(value)} is a folder (${absolute}): ${advice}`;
    }
    const inside =
        folderProblem(absolute, project) ??
        (use === "pyFiles" ? moduleProblem(absolute) : undefined);
    return inside === undefined ? undefined : `${formatValue(value)} ${inside}`;
}

/** Python reads modules as UTF-8. */
function moduleProblem(folder: string): string | undefined {
    const bad = filesIn(folder)
        .filter((file) => file.endsWith(".py"))
        .find((file) => textOf(readFileSync(join(folder, file))) === undefined);
    return bad === undefined
        ? undefined
        : `contains ${formatValue(bad)}, which is not UTF-8: save it as UTF-8`;
}

function nameProblem(path: string): string | undefined {
    return /^[-\w.]+$/.test(basename(resolve(path)))
        ? undefined
        : `${formatValue(path)}: the file name may only contain letters, digits, "-", "_" and "."`;
}

/** What is wrong with the content of a file that must be readable as UTF-8. */
function contentProblem({ use, value }: FileReference, absolute: string): string | undefined {
    const isText = use === "requirements" || use === "ivySettings" || /\.(py|r)$/i.test(absolute);
    // Files that are too large are reported elsewhere.
    if (!isText || statSync(absolute).size > MAX_DELIVERED_BYTES) {
        return undefined;
    }
    const text = textOf(readFileSync(absolute));
    if (text === undefined) {
        return `${formatValue(value)} is not UTF-8: save it as UTF-8`;
    }
    if (use === "requirements") {
        return requirementsProblem(text, value);
    }
    const credential =
        use === "ivySettings"
            ? credentialProblem(CredentialPlaces.IvySettings, "", text)
            : undefined;
    return credential && `${formatValue(value)} ${credential}`;
}
