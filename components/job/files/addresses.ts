import { MAIN_SCHEMES } from "../../spark/applicationFields";
import { Check, valueCheck } from "../../validation/checks";
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
    if (/[\s,]/.test(address)) {
        return `${formatValue(address)} has a comma or a space, which Spark takes for the end of the address`;
    }
    if (!(MAIN_SCHEMES as readonly string[]).includes(scheme)) {
        const list = MAIN_SCHEMES.map((name) => `${name}://`).join(", ");
        return `${formatValue(address)} is out of the driver's reach: use ${instead}${list}`;
    }
    return address.startsWith(`${scheme}://`)
        ? undefined
        : `${formatValue(address)} has no "//" after "${scheme}:" (e.g. "local:///opt/app/main.py")`;
}

/** An address of a file that Spark fetches; the project's own files are not delivered here. */
export const address: Check = valueCheck((value) => {
    if (typeof value !== "string" || value === "") {
        return `${formatValue(value)} is not an address of a file (e.g. "https://repo.example.com/library.jar")`;
    }
    const scheme = schemeOf(value);
    return scheme === undefined
        ? `${formatValue(value)} is not delivered with the job, only main is: put it into the image ` +
              '("local:///opt/app/…") or an object store that the image reads ("s3a://…")'
        : addressProblem(value, scheme);
});

/** An address of a Maven repository. */
export const repository: Check = valueCheck((value) =>
    typeof value === "string" && /^https?:\/\/[^\s,/]+[^\s,]*$/.test(value)
        ? undefined
        : `${formatValue(value)} is not the address of a Maven repository ` +
          '(e.g. "https://repo.example.com/maven2")',
);

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
