import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
    formatProblem,
    lakehouseLines,
    LakehouseLine,
    testedFormats,
} from "../../components/spark/lakehouseVersions";
import { apacheSparkImage } from "../../components/versions";

export interface ImageOptions {
    /** Spark's minor version. */
    line?: string;
    /** Comma-separated table formats; "files" for S3 only. */
    formats?: string;
    /** Image reference. */
    tag?: string;
    /** Base image; its Spark version must be that of the line. */
    base?: string;
    /** A mirror of Maven Central. */
    mirror?: string;
    /** E.g. `linux/amd64,linux/arm64`. */
    platform?: string;
    push?: boolean;
    /** Where to load the image: `kind`. */
    load?: string;
}

/** What `make image` builds. */
export interface ImagePlan {
    line: LakehouseLine;
    tag: string;
    formats: string[];
    /** Whether it builds for several architectures. */
    isMultiArch: boolean;
    /** Arguments of the engine's `build` command. */
    build: string[];
}

const FILES = "files";
const REFERENCE = /^[a-z0-9][a-z0-9._-]*(:\d+)?(\/[a-z0-9][a-z0-9._-]*)*:[\w][\w.-]{0,127}$/;

/** The plan for the options, or everything wrong with them. */
export function imagePlan(options: ImageOptions, recipe: string): ImagePlan | string[] {
    const { line: name = Object.keys(lakehouseLines)[0] ?? "", push = false, load } = options;
    const line = lakehouseLines[name];
    if (line === undefined) {
        return [`LINE: "${name}" is not one of ${Object.keys(lakehouseLines).join(", ")}`];
    }
    const formats = (options.formats ?? testedFormats(line).join(",")).split(",");
    const { tag = `spark-lakehouse:${line.spark}`, base, mirror, platform } = options;
    const isMultiArch = platform?.includes(",") ?? false;
    const problems = [
        ...formats.flatMap((format) => {
            const problem = format === FILES ? undefined : formatProblem(line.spark, format);
            return problem === undefined ? [] : [`FORMATS: ${problem}; "files" is S3 only`];
        }),
        ...(REFERENCE.test(tag)
            ? []
            : [
                  `TAG: "${tag}" is not an image reference with a tag (e.g. "example/spark:${line.spark}")`,
              ]),
        ...(push && !tag.includes("/")
            ? [`PUSH=1 needs a TAG with a registry or a Docker Hub account, not "${tag}"`]
            : []),
        ...(load === undefined || load === "kind" ? [] : [`LOAD: "${load}" is not "kind"`]),
        ...(isMultiArch && !push
            ? [
                  `PLATFORM: an image for several architectures must be pushed to a registry; add PUSH=1, or name one architecture`,
              ]
            : []),
    ];
    if (problems.length > 0) {
        return problems;
    }
    const named = formats.filter((format) => format !== FILES);
    const lists = [FILES, ...named];
    const build = [
        ...["--tag", tag, ...(platform === undefined ? [] : ["--platform", platform])],
        ...["--build-arg", `BASE=${base ?? apacheSparkImage(line.spark, line.scala)}`],
        ...["--build-arg", `FORMATS=${named.length === 0 ? FILES : named.join(",")}`],
        ...(mirror === undefined ? [] : ["--build-arg", `DEFAULT_ARTIFACT_REPOSITORY=${mirror}`]),
        ...["--label", `dev.spark-platform.jars=${jarsOf(recipe, line, lists).join(",")}`],
        recipe,
    ];
    return { line, tag, formats: named, isMultiArch, build };
}

/** Coordinates of the jars that the image gets, as `group:artifact:version`. */
function jarsOf(recipe: string, { spark }: LakehouseLine, lists: string[]): string[] {
    const rows = lists.flatMap((list) =>
        readFileSync(join(recipe, "jars", spark, `${list}.txt`), "utf8")
            .trimEnd()
            .split("\n"),
    );
    return [...new Set(rows.map((row) => row.replace(/ .*/, "")))].sort();
}
