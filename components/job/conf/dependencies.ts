import { ResolvedJobArgs, Language } from "../args/jobArgs";
import { FileUris } from "../files/delivery";
import { FILE_PROPERTIES, listed } from "../files/fileReferences";
import { languagesOf } from "../files/mainFile";
import { REQUIREMENTS_ARCHIVE } from "../pods/pythonRequirements";
import { Conf, ConfLayer, layer } from "./layers";

const JARS = FILE_PROPERTIES.jars;
const PACKAGES = "spark.jars.packages";

/** Spark properties that `deps` sets, by its keys. */
export const DEPS_PROPERTIES = {
    files: FILE_PROPERTIES.files,
    jars: JARS,
    pyFiles: FILE_PROPERTIES.pyFiles,
    archives: FILE_PROPERTIES.archives,
    packages: PACKAGES,
    excludePackages: "spark.jars.excludes",
    repositories: "spark.jars.repositories",
} as const;

/**
 * The properties that a job's dependencies add; lists are appended to those of its team and
 * platform.
 *
 * @param uris where the driver finds the project's files
 */
export function dependencies(
    { main, deps = {} }: ResolvedJobArgs,
    conf: Conf,
    uris: FileUris = {},
): Conf {
    const added: Conf = {};
    for (const [key, property] of Object.entries(DEPS_PROPERTIES)) {
        const given = conf[property];
        const more = deps[key as keyof typeof DEPS_PROPERTIES] ?? [];
        const made = key === "archives" && deps.requirements ? [REQUIREMENTS_ARCHIVE] : [];
        const located = uris[key as keyof FileUris] ?? {};
        const list = [...more, ...made].map((entry) => located[entry] ?? entry);
        if (list.length > 0) {
            const value = joined(located, given?.value, list);
            added[property] = { value, layer: ConfLayer.Job };
        } else if (given !== undefined && Object.keys(located).length > 0) {
            added[property] = { ...given, value: joined(located, given.value, []) };
        }
    }
    const jars = added[JARS] ?? conf[JARS];
    const isJvm = languagesOf(main)[0] === Language.Scala;
    const delivered = uris.main?.[main];
    if (isJvm && (jars !== undefined || delivered !== undefined)) {
        // This list replaces the submission client's, which contains `main`. A delivered jar exists
        // only in the driver, which serves executors a copy.
        const own = delivered?.replace("local://", "file://") ?? main;
        const decidedBy = jars?.layer ?? ConfLayer.Job;
        added[JARS] = { value: joined({}, jars?.value, [own]), layer: decidedBy };
    }
    return {
        ...ivyFolder({ ...conf, ...added }),
        ...ivySettings(deps.ivySettings ?? conf[FILE_PROPERTIES.ivySettings]?.value, uris),
        ...added,
    };
}

/** Spark expects a path in the driver here, not a URI (`MavenUtils.loadIvySettings`). */
function ivySettings(file: string | undefined, uris: FileUris): Conf {
    if (file === undefined) {
        return {};
    }
    const path = uris.ivySettings?.[file];
    return path === undefined && !file.startsWith("local://")
        ? {}
        : layer(ConfLayer.Job, {
              [FILE_PROPERTIES.ivySettings]: path ?? file.replace(/^local:\/\//, ""),
          });
}

/** Ivy's default cache is in the home folder, which is not writable in Spark's images. */
function ivyFolder(conf: Conf): Conf {
    const ivy = "spark.jars.ivy";
    const isNeeded = conf[PACKAGES] !== undefined && conf[ivy] === undefined;
    return isNeeded ? layer(ConfLayer.Library, { [ivy]: "/tmp/.ivy2" }) : {};
}

/** A comma-separated list for Spark, without duplicates. */
function joined(
    located: Record<string, string>,
    given: string | undefined,
    more: readonly string[],
): string {
    const entries = listed(given).map((entry) => located[entry] ?? entry);
    return [...new Set([...entries, ...more])].join(",");
}
