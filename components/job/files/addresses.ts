import { MAIN_SCHEMES } from "../../spark/applicationFields";
import { Check, valueCheck } from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialProblem } from "../../validation/credentials/credentialProblem";
import { formatValue } from "../../validation/problems";

/** `s3a` of `s3a://bucket/x.py`; nothing for a path. */
export function schemeOf(address: string): string | undefined {
    return /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1];
}

/**
 * What is wrong with an address that has a scheme, or nothing.
 *
 * @param instead what could be given otherwise, besides the known schemes
 */
export function addressProblem(address: string, scheme: string, instead = ""): string | undefined {
    const credential = credentialProblem(CredentialPlaces.Address, "", address);
    if (credential !== undefined) {
        return credential;
    }
    if (!/[\s,]/.test(address) && !(MAIN_SCHEMES as readonly string[]).includes(scheme)) {
        return outOfReach(address, instead);
    }
    return formProblem(address, scheme);
}

/** What is wrong with the form of an address, or nothing. */
export function formProblem(address: string, scheme: string): string | undefined {
    if (/[\s,]/.test(address)) {
        return `${formatValue(address)} has a comma or a space, which Spark takes for the end of the address`;
    }
    if (!address.startsWith(`${scheme}://`)) {
        return `${formatValue(address)} has no "//" after "${scheme}:" (e.g. "local:///opt/app/main.py")`;
    }
    return scheme === "local" && !address.startsWith("local:///")
        ? `${formatValue(address)} has a host, and files of the image have none: write three slashes (e.g. "local:///opt/app/main.py")`
        : undefined;
}

/** That nothing reads an address, with the schemes that something may read. */
export function outOfReach(address: string, instead = ""): string {
    const list = MAIN_SCHEMES.map((name) => `${name}://`).join(", ");
    return `${formatValue(address)} is out of the driver's reach: use ${instead}${list}`;
}

/** A URI of a file that Spark fetches, or a path in the project, which is looked at later. */
export const address: Check = valueCheck((value) => {
    if (typeof value !== "string" || value === "") {
        return `${formatValue(value)} is not a path or URI of a file (e.g. "https://example.com/library.jar")`;
    }
    const scheme = schemeOf(value);
    if (scheme === undefined) {
        return undefined;
    }
    // Others may be mapped to a class by a property of any layer, which is looked at with these.
    return isFileOfSomebody(scheme)
        ? addressProblem(value, scheme, PROJECT_OR)
        : (credentialProblem(CredentialPlaces.Address, "", value) ?? formProblem(value, scheme));
});

const PROJECT_OR = "a file of this project or ";

/** `file:` is the operator's or an executor's own, and a letter a disk of Windows. */
function isFileOfSomebody(scheme: string): boolean {
    return scheme === "file" || scheme.length === 1;
}

/** A file of the project, which is looked at later, or one inside the image. */
export const localFile: Check = valueCheck((value) => {
    const scheme = typeof value === "string" ? schemeOf(value) : undefined;
    const isFile = typeof value === "string" && value !== "";
    return isFile && (scheme === undefined || /^local:\/\/\/[^\s,]+$/.test(value))
        ? undefined
        : `${formatValue(value)} is neither a file of this project nor one inside the image ("local:///opt/app/…")`;
});

/** An address of a Maven repository. */
export const repository: Check = valueCheck((value) => {
    const isAddress = typeof value === "string" && /^https?:\/\/[^\s,/]+[^\s,]*$/.test(value);
    return (
        credentialProblem(CredentialPlaces.Repository, "", value) ??
        (isAddress
            ? undefined
            : `${formatValue(value)} is not the address of a Maven repository ` +
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
