import { MAIN_SCHEMES } from "../../spark/applicationFields";
import { Check, valueCheck } from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialProblem } from "../../validation/credentials/credentialProblem";
import { formatValue } from "../../validation/problems";

/** `s3a` of `s3a://bucket/x.py`; nothing for a path. */
export function schemeOf(uri: string): string | undefined {
    return /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1];
}

/**
 * What is wrong with a URI, or nothing.
 *
 * @param instead what else could be used, besides the known schemes
 */
export function uriProblem(uri: string, scheme: string, instead = ""): string | undefined {
    const credential = credentialProblem(CredentialPlaces.Address, "", uri);
    if (credential !== undefined) {
        return credential;
    }
    if (!/[\s,]/.test(uri) && !(MAIN_SCHEMES as readonly string[]).includes(scheme)) {
        return unreachableUri(uri, instead);
    }
    return uriFormProblem(uri, scheme);
}

/** What is wrong with the syntax of a URI, or nothing. */
export function uriFormProblem(uri: string, scheme: string): string | undefined {
    if (/[\s,]/.test(uri)) {
        return `${formatValue(uri)} has a comma or a space, where Spark would end the URI`;
    }
    if (!uri.startsWith(`${scheme}://`)) {
        return `${formatValue(uri)} has no "//" after "${scheme}:" (e.g. "local:///opt/app/main.py")`;
    }
    return scheme === "local" && !uri.startsWith("local:///")
        ? `${formatValue(uri)} has a host, but files in the image have none: write three slashes (e.g. "local:///opt/app/main.py")`
        : undefined;
}

/** The message for a URI that nothing can read, with the schemes that work. */
export function unreachableUri(uri: string, instead = ""): string {
    const list = MAIN_SCHEMES.map((name) => `${name}://`).join(", ");
    return `${formatValue(uri)} cannot be read by the driver: use ${instead}${list}`;
}

/** A URI of a file that Spark fetches, or a path in the project, which is checked later. */
export const fileLocation: Check = valueCheck((value) => {
    if (typeof value !== "string" || value === "") {
        return `${formatValue(value)} is not the path or URI of a file (e.g. "https://example.com/library.jar")`;
    }
    const scheme = schemeOf(value);
    if (scheme === undefined) {
        return undefined;
    }
    // Other schemes may be mapped to a class by a property of any layer; those are checked with it.
    return isForeignFile(scheme)
        ? uriProblem(value, scheme, PROJECT_OR)
        : (credentialProblem(CredentialPlaces.Address, "", value) ?? uriFormProblem(value, scheme));
});

const PROJECT_OR = "a file of this project or ";

/** `file:` is on the operator's or an executor's disk, and a letter is a Windows drive. */
function isForeignFile(scheme: string): boolean {
    return scheme === "file" || scheme.length === 1;
}

/** A file of the project, which is checked later, or a file in the image. */
export const localFile: Check = valueCheck((value) => {
    const scheme = typeof value === "string" ? schemeOf(value) : undefined;
    const isFile = typeof value === "string" && value !== "";
    return isFile && (scheme === undefined || /^local:\/\/\/[^\s,]+$/.test(value))
        ? undefined
        : `${formatValue(value)} is neither a file of this project nor a file in the image ("local:///opt/app/…")`;
});

/** URL of a Maven repository. */
export const repository: Check = valueCheck((value) => {
    const isUrl = typeof value === "string" && /^https?:\/\/[^\s,/]+[^\s,]*$/.test(value);
    return (
        credentialProblem(CredentialPlaces.Repository, "", value) ??
        (isUrl
            ? undefined
            : `${formatValue(value)} is not the URL of a Maven repository ` +
              '(e.g. "https://repo.example.com/maven2")')
    );
});

/** `group:artifact:version`. */
export const mavenPackage: Check = coordinates(3, "org.example:library_2.13:1.0.0");

/** `group:artifact`. */
export const mavenArtifact: Check = coordinates(2, "org.example:library_2.13");

function coordinates(parts: number, example: string): Check {
    return valueCheck((value) => {
        const given = typeof value === "string" ? value.split(":") : [];
        const fits = given.length === parts && given.every((part) => /^\w[\w.-]*$/.test(part));
        const form = ["group", "artifact", "version"].slice(0, parts).join(":");
        return fits
            ? undefined
            : `${formatValue(value)} does not have the form ${form} (e.g. "${example}")`;
    });
}
