import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialProblem } from "../../validation/credentials/credentialProblem";
import { formatValue } from "../../validation/problems";

/** Options of pip that name further files, which would not be delivered with the job. */
const FILE_OPTION =
    /^(-e|--editable\b|(-[rcf]|--(requirement|constraint|find-links)\b)(?![\s=]*https?:))/;

/** A package with what may follow its name (PEP 508), an option, or a package's URL. */
const REQUIREMENT =
    /^([A-Za-z0-9][\w.-]*\s*(\[[^\]]*\])?\s*([<>=!~;@].*)?|--?[a-z][^\s]*(\s.*|=.*)?|(https?|(git|hg|svn|bzr)\+\w+):.*)$/;

/** A path instead of a package name. */
const LOCAL_PATH = /^(\.{1,2}(\/|$)|\/|file:)|@\s*(file:|\.)|^[^:;@\s]*\.(whl|tar\.gz|zip)(\s|$)/;

/**
 * What is wrong with a pip requirements file, or nothing.
 *
 * @param file its path, as written in the job
 */
export function requirementsProblem(text: string, file: string): string | undefined {
    const lines = text
        .split(/\r?\n/)
        .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
        .filter((line) => line !== "");
    if (lines.length === 0) {
        return `${formatValue(file)} lists no packages`;
    }
    const credential = credentialProblem(CredentialPlaces.Requirements, "", text);
    if (credential !== undefined) {
        return `${formatValue(file)} ${credential}`;
    }
    const bad = lines.find((line) => FILE_OPTION.test(line) || LOCAL_PATH.test(line));
    const strange = lines.find((line) => !REQUIREMENT.test(line.replace(/\s*\\$/, "")));
    if (bad === undefined) {
        return strange === undefined
            ? undefined
            : `${formatValue(file)} is not a requirements file: the line ${formatValue(strange)} does not name a package`;
    }
    return (
        `${formatValue(file)} has the line ${formatValue(bad)}, but pip in the driver has no other files of the ` +
        "project: list the packages themselves, or add modules to pyFiles"
    );
}
