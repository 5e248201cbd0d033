import { Check } from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialProblem } from "../../validation/credentials/credentialProblem";
import { formatValue } from "../../validation/problems";
import { schemeOf } from "./uris";
import { FileReference, fileReferences, FileUse } from "./fileReferences";

/**
 * File endings that Spark can use (`PythonRunner`, `Utils.unpack`), where it does not accept any.
 */
const ENDINGS: Partial<Record<FileUse, readonly string[]>> = {
    jars: [".jar"],
    pyFiles: [".py", ".zip", ".egg"],
    archives: [".zip", ".tar.gz", ".tgz", ".tar", ".jar"],
};

/** Lists in which Spark keeps URIs with other endings, but does nothing with them. */
const URI_LISTS: readonly FileUse[] = ["pyFiles", "archives"];

/** What is wrong with the ending of a path or URI, or nothing; wheels have their own rule. */
export function endingProblem(use: FileUse, value: string): string | undefined {
    const path = value.replace(/[?#].*$/, "").toLowerCase();
    const endings = ENDINGS[use] ?? [""];
    const isJarOfModules = use === "pyFiles" && schemeOf(value) !== undefined;
    const taken = [...endings, ".whl", ...(isJarOfModules ? [".jar"] : [])];
    if (taken.some((ending) => path.endsWith(ending))) {
        return undefined;
    }
    const kinds = [...endings, ...(use === "pyFiles" ? ["folders with modules"] : [])];
    return `${formatValue(value)} is not a file for ${use}: use ${kinds.join(", ")}`;
}

/** The message for a wheel among Python files. */
export function wheelProblem(value: string): string {
    return `${formatValue(value)} is a wheel, which Spark cannot load: install it with deps.requirements`;
}

/** What is wrong with a list's entry, judged by its URI alone, or nothing. */
export function uriUseProblem(use: FileUse, value: string): string | undefined {
    const isFile = schemeOf(value) !== undefined && URI_LISTS.includes(use);
    return isFile && !isSecret(value) ? endingProblem(use, value) : undefined;
}

/** Checks a job's URIs, and the folders that its archives are unpacked to. */
export const uriRules: Check = (job, path, problems) => {
    const references = fileReferences(job, path);
    for (const { at, use, value } of references) {
        const wrong = uriUseProblem(use, value);
        if (wrong !== undefined) {
            problems.add(at, wrong);
        }
    }
    const folders = new Map<string, string>();
    for (const { at, value } of references.filter(isArchive)) {
        const [, given] = /#(.*)$/.exec(value) ?? [];
        const name = given ?? nameOf(value);
        const other = folders.get(name);
        if (given !== undefined && (!/^[\w.-]+$/.test(given) || /^\.{1,2}$/.test(given))) {
            problems.add(
                at,
                `${formatValue(value)}: the folder name may only contain letters, digits, "-", "_" and "." (e.g. "#env")`,
            );
        } else if (other !== undefined && /[#:]/.test(value + other)) {
            problems.add(
                at,
                `${formatValue(value)} and ${formatValue(other)} are both unpacked as "${name}": ` +
                    "give one of them another name (#name)",
            );
        }
        folders.set(name, value);
    }
};

function isArchive({ use, value }: FileReference): boolean {
    return use === "archives" && !isSecret(value);
}

/** Credentials are refused by another check; no message may show them. */
function isSecret(value: string): boolean {
    return credentialProblem(CredentialPlaces.Address, "", value) !== undefined;
}

/** The name that Spark gives the folder by default (`SparkContext.addFile`). */
function nameOf(value: string): string {
    return value.replace(/\?.*$/, "").replace(/\/+$/, "").split("/").at(-1) ?? "";
}
