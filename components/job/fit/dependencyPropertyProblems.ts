import { Check } from "../../validation/checks";
import { formatValue, Problems } from "../../validation/problems";
import { UNKNOWN } from "../conf/knownConf";
import { Conf, ConfLayer } from "../conf/layers";
import { DEPS_PROPERTIES } from "../conf/dependencies";
import { mavenArtifact, mavenPackage, repository, schemeOf } from "../files/addresses";
import { listed } from "../files/fileReferences";
import { propertyPath, PropertyPlace } from "./propertyPath";

/** Checks of an entry; files of the project are looked at where a job names them. */
const ENTRIES: Partial<Record<keyof typeof DEPS_PROPERTIES, Check>> = {
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
        if (given !== undefined && given.value !== UNKNOWN) {
            const check = ENTRIES[key as keyof typeof DEPS_PROPERTIES] ?? fileOf(given.layer);
            const at = propertyPath(place, property, given.layer);
            listed(given.value).forEach((entry) => check(entry, at, problems));
        }
    }
}

/** Nobody delivers the files of a project that a team or a platform names. */
function fileOf(layer: ConfLayer): Check {
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
