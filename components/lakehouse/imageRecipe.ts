import * as fs from "node:fs";
import * as path from "node:path";
import { contentHash } from "../hash";
import { Architecture } from "../nodes/instanceTypes/instanceTypes";
import { packagePath } from "../packagePath";
import { TableFormat } from "../spark/tableFormat";
import { versions } from "../versions";

/** What determines the contents of a lakehouse image. */
export interface ImageContents {
    /** Base image: Apache Spark in the version that the library supports. */
    base: string;
    formats: readonly TableFormat[];
    architectures: readonly Architecture[];
    /** A Maven repository to use instead of Maven Central. */
    mirror?: string;
}

/** The folder of the recipe, `images/spark`, which this package contains. */
export function recipeFolder(): string {
    return packagePath("images/spark", "Dockerfile");
}

/** Build arguments of the recipe's Dockerfile. */
export function buildArguments({ base, formats, mirror }: ImageContents): Record<string, string> {
    const tables = formats.filter((format) => format !== TableFormat.Files);
    return {
        BASE: base,
        FORMATS: tables.length === 0 ? TableFormat.Files : tables.join(","),
        ...(mirror === undefined ? {} : { DEFAULT_ARTIFACT_REPOSITORY: mirror }),
    };
}

/** A tag that changes with the contents of the image: the repository's tags are immutable. */
export function imageTag(contents: ImageContents, recipe = recipeFolder()): string {
    return `${versions.spark}-${contentHash([contents, filesOf(recipe)])}`;
}

/** Contents of a folder's files, by relative path. */
function filesOf(folder: string): Record<string, string> {
    const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
    return Object.fromEntries(
        files
            .filter((file) => file.isFile())
            .map(({ parentPath, name }) => path.join(parentPath, name))
            .map((file) => [path.relative(folder, file), fs.readFileSync(file, "utf8")]),
    );
}
