import { Check } from "../../validation/checks";
import { formatValue, Problems } from "../../validation/problems";
import { UNKNOWN } from "../conf/knownConf";
import { Conf, ConfLayer } from "../conf/layers";
import { DEPS_PROPERTIES } from "../conf/dependencies";
import { mavenArtifact, mavenPackage, repository, schemeOf } from "../files/addresses";
import { listed } from "../files/fileReferences";
import { propertyPath, PropertyPlace } from "./propertyPath";

/** Checks of an entry; files of the project are looked at where a job names them. */
const ENTRIES: Record<keyof typeof DEPS_PROPERTIES, Check | undefined> = {
    files: undefined,
    jars: undefined,
    pyFiles: undefined,
    archives: undefined,
    packages: mavenPackage,
    excludePackages: mavenArtifact,
    repositories: repository,
};

/** Adds what is wrong with properties that list dependencies. */
export function dependencyPropertyProblems(
    conf: Conf,
    place: PropertyPlace,
    problems: Problems,
): void {
    for (const [key, property] of Object.entries(DEPS_PROPERTIES)) {
        const given = conf[property];
        const check = ENTRIES[key as keyof typeof DEPS_PROPERTIES] ?? fileOf(given?.layer);
        const at = given && propertyPath(place, property, given.layer);
        const isKnown = at !== undefined && given?.value !== UNKNOWN;
        for (const entry of isKnown ? listed(given?.value) : []) {
            check(entry, at ?? "", problems);
        }
    }
}

/** Nobody delivers the files of a project that a team or a platform names. */
function fileOf(layer: ConfLayer | undefined): Check {
    return (entry, path, problems) => {
        const isRelative =
            typeof entry === "string" && schemeOf(entry) === undefined && !entry.startsWith("/");
        if (isRelative && layer !== ConfLayer.Job) {
            problems.add(
                path,
                `${formatValue(entry)} is not a URI; files of the project travel with jobs alone: ` +
                    "name it in the job's deps, or put it into the image",
            );
        }
    };
}
