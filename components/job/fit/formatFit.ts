import {
    includesLibrary,
    LIBRARIES,
    Library,
    neededLibraries,
} from "../../lakehouse/conf/neededJars";
import { formatProblem } from "../../spark/lakehouseVersions";
import { TableFormat } from "../../spark/tableFormat";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { isAtLeast } from "../../validation/versionOrder";
import { firstSparkWithoutIceberg, versions } from "../../versions";
import { JobArgs } from "../args/jobArgs";
import { knownConf, KnownParts, UNKNOWN } from "../conf/knownConf";
import { Conf, valuesOf } from "../conf/layers";
import { RoleVariables } from "../conf/mergedJob";
import { hasHiddenJars, PACKAGES } from "./classPath";
import { ImageOrigin, ImageParts, JobImage, jobImage } from "./jobImage";

/** The parts of a job and its team that are checked. */
export type FormatParts = KnownParts &
    Omit<ImageParts, "job"> & { team: string; job: KnownParts["job"] & Pick<JobArgs, "driver"> };

/** Adds libraries that a job's table format needs and its image certainly lacks. */
export function formatProblems(path: string, parts: FormatParts, problems: Problems): void {
    const missing = unreleased(parts);
    if (missing !== undefined) {
        problems.add(pathTo(path, "tableFormat"), missing);
        return;
    }
    const image = jobImage(parts);
    const { libraries } = image;
    const lacking = libraries && neededBeside(parts).filter((one) => !libraries.includes(one));
    if (lacking === undefined || lacking.length === 0) {
        return;
    }
    const format = parts.job.tableFormat ?? parts.tableFormat;
    const owner = parts.job.tableFormat === undefined ? ` of team "${parts.team}"` : "";
    const names = lacking.map((one) => `${LIBRARIES[one].title} (${LIBRARIES[one].artifact})`);
    problems.add(
        pathTo(path, "tableFormat"),
        `${formatValue(format)}${owner} needs ${names.join(" and ")}, which ${nameOf(image)} ` +
            `lacks: ${instead(image)}; or add it to \`deps.packages\``,
    );
}

/** Why a table format does not exist for the Spark of a job's image, unless packages provide it. */
function unreleased({ job, tableFormat, ...team }: FormatParts): string | undefined {
    const format = job.tableFormat ?? tableFormat;
    const version = job.sparkVersion ?? versions.spark;
    if (format === undefined || format === TableFormat.Files || isReleased(version, format)) {
        return undefined;
    }
    const packages = valuesOf(knownConf({ job, tableFormat, ...team }))[PACKAGES] ?? "";
    return packages === UNKNOWN || includesLibrary(packages, format)
        ? undefined
        : formatProblem(version, format);
}

/** Spark lines older than ours may have it in custom images; newer ones do not. */
function isReleased(version: string, format: TableFormat): boolean {
    return !isAtLeast(version, firstSparkWithoutIceberg) || format === TableFormat.Delta;
}

/**
 * The libraries that a job with a table format needs in its image: those that its properties name,
 * minus what packages or jars provide. None if a class path hides what exists.
 */
function neededBeside({ job, tableFormat, ...team }: FormatParts): Library[] {
    if ((job.tableFormat ?? tableFormat) === undefined) {
        return [];
    }
    const conf = knownConf({ job, tableFormat, ...team });
    return missingLibraries({ main: job.main, driver: job.driver, conf });
}

/** Inputs of the libraries that an image needs. */
export interface ClassPath {
    main: string;
    driver?: RoleVariables;
    conf: Conf;
}

/** The libraries that properties name and neither packages nor jars of the job may provide. */
export function missingLibraries({ main, driver, conf }: ClassPath): Library[] {
    // A jar may contain anything.
    if (main.endsWith(".jar") || conf["spark.jars"] !== undefined || hasHiddenJars(conf, driver)) {
        return [];
    }
    const { [PACKAGES]: packages = "", ...rest } = valuesOf(conf);
    return neededLibraries(rest).filter((library) => !includesLibrary(packages, library));
}

function nameOf({ image, origin }: JobImage): string {
    const name = typeof image === "string" ? `image ${formatValue(image)}` : "the image";
    switch (origin) {
        case ImageOrigin.Lakehouse:
            return `${name} of lakehouse.image`;
        case ImageOrigin.Team:
            return `${name} of the team's jobDefaults`;
        case ImageOrigin.Job:
        case ImageOrigin.Platform:
        case ImageOrigin.Library:
            return name;
    }
}

function instead({ origin }: JobImage): string {
    switch (origin) {
        case ImageOrigin.Job:
            return "set `image` to one that has it, such as `make image` builds (docs/how-to/build-a-lakehouse-image.md)";
        case ImageOrigin.Team:
            return (
                "set the team's `jobDefaults.image`, or the job's own `image`, to one that has it, such as " +
                "`make image` builds (docs/how-to/build-a-lakehouse-image.md)"
            );
        case ImageOrigin.Lakehouse:
            return "build it with this format, and list the format in lakehouse.imageFormats (docs/how-to/build-a-lakehouse-image.md)";
        case ImageOrigin.Platform:
        case ImageOrigin.Library:
            return (
                "set lakehouse.image to an image that `make image` builds (docs/how-to/build-a-lakehouse-image.md), or the " +
                "job's own `image`, with its `sparkVersion`"
            );
    }
}
