import { Check } from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { credentialProblem } from "../../validation/credentials/credentialProblem";
import { formatValue, Problems } from "../../validation/problems";
import { UNKNOWN } from "../conf/knownConf";
import { Conf, ConfLayer } from "../conf/layers";
import { DEPS_PROPERTIES } from "../conf/dependencies";
import {
    formProblem,
    localFile,
    mavenArtifact,
    mavenPackage,
    repository,
    schemeOf,
} from "../files/addresses";
import { addressUseProblem, wheelProblem } from "../files/fileEndings";
import { FILE_PROPERTIES, FileUse, listed } from "../files/fileReferences";
import { propertyPath, PropertyPlace } from "./propertyPath";

/** Checks of an entry; files of the project are looked at where a job names them. */
const ENTRIES: Partial<Record<keyof typeof DEPS_PROPERTIES, Check>> = {
    packages: mavenPackage,
    excludePackages: mavenArtifact,
    repositories: repository,
};

/** The file that is no list. */
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

/** Nobody delivers the files of a project that a team or a platform names. */
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
                    `${formatValue(entry)} is not a URI; files of the project travel with jobs alone: ` +
                        "name it in the job's deps, or put it into the image",
                );
            }
        } else if (use === "ivySettings") {
            localFile(entry, path, problems);
        } else {
            const wrong = formProblem(entry, scheme) ?? useProblem(use, entry, layer);
            if (wrong !== undefined) {
                problems.add(path, wrong);
            }
        }
    };
}

/** Those of a job are looked at with its arguments. */
function useProblem(use: FileUse, entry: string, layer: ConfLayer): string | undefined {
    if (layer === ConfLayer.Job) {
        return undefined;
    }
    const isWheel = use === "pyFiles" && entry.endsWith(".whl");
    return isWheel ? wheelProblem(entry) : addressUseProblem(use, entry);
}

/** Such a value is refused where it stands, and no other message shows it. */
function holdsCredential(entry: string): boolean {
    return credentialProblem(CredentialPlaces.Address, "", entry) !== undefined;
}
