import { Check } from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialProblem } from "../../validation/credentials/credentialProblem";
import { formatValue } from "../../validation/problems";
import { schemeOf } from "./addresses";
import { FileReference, fileReferences, FileUse } from "./fileReferences";

/** Endings that Spark can use (`PythonRunner`, `Utils.unpack`), where it does not take any. */
const ENDINGS: Partial<Record<FileUse, readonly string[]>> = {
    jars: [".jar"],
    pyFiles: [".py", ".zip", ".egg"],
    archives: [".zip", ".tar.gz", ".tgz", ".tar", ".jar"],
};

/** Lists in which Spark leaves a URI with another ending as it is, where nothing finds it. */
const OF_ADDRESSES: readonly FileUse[] = ["pyFiles", "archives"];

/** What is wrong with the ending of a path or URI, or nothing; wheels have a rule of their own. */
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

/** That a wheel does not help among Python's files. */
export function wheelProblem(value: string): string {
    return `${formatValue(value)} is a wheel, which Spark puts on no path: install it by deps.requirements`;
}

/** What is wrong with an entry of a list by its URI alone, or nothing. */
export function addressUseProblem(use: FileUse, value: string): string | undefined {
    const isFile = schemeOf(value) !== undefined && OF_ADDRESSES.includes(use);
    return isFile && !isSecret(value) ? endingProblem(use, value) : undefined;
}

/** Check of the URIs that a job names, and of the folders that its archives become. */
export const fileAddresses: Check = (job, path, problems) => {
    const references = fileReferences(job, path);
    for (const { at, use, value } of references) {
        const wrong = addressUseProblem(use, value);
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
                `${formatValue(value)}: the name of the folder may have letters, digits, "-", "_" and "." only (e.g. "#env")`,
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

/** Credentials are refused by another check, and no message shows them. */
function isSecret(value: string): boolean {
    return credentialProblem(CredentialPlaces.Address, "", value) !== undefined;
}

/** What Spark names the folder after by itself (`SparkContext.addFile`). */
function nameOf(value: string): string {
    return value.replace(/\?.*$/, "").replace(/\/+$/, "").split("/").at(-1) ?? "";
}
