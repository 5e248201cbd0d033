import { Check } from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialProblem } from "../../validation/credentials/credentialProblem";
import { formatValue, Problems } from "../../validation/problems";
import { UNKNOWN } from "../conf/knownConf";
import { Conf, ConfLayer } from "../conf/layers";
import { DEPS_PROPERTIES } from "../conf/dependencies";
import {
    uriFormProblem,
    localFile,
    mavenArtifact,
    mavenPackage,
    repository,
    schemeOf,
} from "../files/uris";
import { uriUseProblem, wheelProblem } from "../files/fileEndings";
import { FILE_PROPERTIES, FileUse, listed } from "../files/fileReferences";
import { propertyPath, PropertyPlace } from "./propertyPath";

/** Checks of an entry; project files are checked where a job names them. */
const ENTRIES: Partial<Record<keyof typeof DEPS_PROPERTIES, Check>> = {
    packages: mavenPackage,
    excludePackages: mavenArtifact,
    repositories: repository,
};

/** The property that is a single file. */
const SETTINGS = { ivySettings: FILE_PROPERTIES.ivySettings };

/** Adds what is wrong with properties that list dependencies. */
export function dependencyPropertyProblems(
    conf: Conf,
    place: PropertyPlace,
    problems: Problems,
): void {
    for (const [key, property] of Object.entries({ ...DEPS_PROPERTIES, ...SETTINGS })) {
        const given = conf[property];
        if (given !== undefined && given.value !== UNKNOWN) {
            const check =
                ENTRIES[key as keyof typeof DEPS_PROPERTIES] ?? fileOf(key as FileUse, given.layer);
            const at = propertyPath(place, property, given.layer);
            listed(given.value).forEach((entry) => check(entry, at, problems));
        }
    }
}

/** Project files named by a team or platform are not delivered. */
function fileOf(use: FileUse, layer: ConfLayer): Check {
    return (entry, path, problems) => {
        if (typeof entry !== "string" || holdsCredential(entry)) {
            return;
        }
        const scheme = schemeOf(entry);
        if (scheme === undefined) {
            if (!entry.startsWith("/") && layer !== ConfLayer.Job) {
                problems.add(
                    path,
                    `${formatValue(entry)} is not a URI, and project files are delivered only for a job's own arguments: ` +
                        "add it to the job's deps, or put it into the image",
                );
            }
        } else if (use === "ivySettings") {
            localFile(entry, path, problems);
        } else {
            const wrong = uriFormProblem(entry, scheme) ?? useProblem(use, entry, layer);
            if (wrong !== undefined) {
                problems.add(path, wrong);
            }
        }
    };
}

/** Those of a job are checked with its arguments. */
function useProblem(use: FileUse, entry: string, layer: ConfLayer): string | undefined {
    if (layer === ConfLayer.Job) {
        return undefined;
    }
    const isWheel = use === "pyFiles" && entry.endsWith(".whl");
    return isWheel ? wheelProblem(entry) : uriUseProblem(use, entry);
}

/** Such a value is refused elsewhere, and no other message may show it. */
function holdsCredential(entry: string): boolean {
    return credentialProblem(CredentialPlaces.Address, "", entry) !== undefined;
}
