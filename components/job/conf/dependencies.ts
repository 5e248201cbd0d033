import { ResolvedJobArgs, Language } from "../args/jobArgs";
import { languagesOf } from "../files/mainFile";
import { Conf, ConfLayer, layer } from "./layers";

const JARS = "spark.jars";
const PACKAGES = "spark.jars.packages";

/** Spark properties for what `deps` lists, by its keys. */
export const DEPS_PROPERTIES = {
    files: "spark.files",
    jars: JARS,
    pyFiles: "spark.submit.pyFiles",
    archives: "spark.archives",
    packages: PACKAGES,
    excludePackages: "spark.jars.excludes",
    repositories: "spark.jars.repositories",
} as const;

/**
 * What a job's dependencies add to its other properties: they join the lists that its team or
 * platform gives.
 */
export function dependencies({ main, deps = {} }: ResolvedJobArgs, conf: Conf): Conf {
    const added: Conf = {};
    for (const [key, property] of Object.entries(DEPS_PROPERTIES)) {
        const list = deps[key as keyof typeof DEPS_PROPERTIES] ?? [];
        if (list.length > 0) {
            const value = joined(conf[property]?.value, list);
            added[property] = { value, layer: ConfLayer.Job };
        }
    }
    const jars = added[JARS] ?? conf[JARS];
    if (jars !== undefined && languagesOf(main)[0] === Language.Scala) {
        // The list replaces the one with `main` that the submission client makes.
        added[JARS] = { ...jars, value: joined(jars.value, [main]) };
    }
    return { ...ivyFolder({ ...conf, ...added }), ...added };
}

/** Home folders in Spark's images, where Ivy would keep what it has fetched, cannot be written to. */
function ivyFolder(conf: Conf): Conf {
    const ivy = "spark.jars.ivy";
    const isNeeded = conf[PACKAGES] !== undefined && conf[ivy] === undefined;
    return isNeeded ? layer(ConfLayer.Library, { [ivy]: "/tmp/.ivy2" }) : {};
}

/** Spark's form of a list, each entry once. */
function joined(given: string | undefined, more: readonly string[]): string {
    const entries = (given ?? "").split(",").map((entry) => entry.trim());
    return [...new Set([...entries.filter((entry) => entry !== ""), ...more])].join(",");
}
