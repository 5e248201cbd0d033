import * as fs from "node:fs";
import * as path from "node:path";
import { contentHash } from "../hash";
import { Architecture } from "../nodes/instanceTypes/instanceTypes";
import { packagePath } from "../packagePath";
import { TableFormat } from "../spark/tableFormat";
import { versions } from "../versions";

/** What decides what an image of the lakehouse contains. */
export interface ImageContents {
    /** What it begins with: Apache Spark in the version that the library supports. */
    base: string;
    formats: readonly TableFormat[];
    architectures: readonly Architecture[];
    /** A repository like Maven Central. */
    mirror?: string;
}

/** The folder of the recipe, `images/spark`, which is part of this package. */
export function recipeFolder(): string {
    return packagePath("images/spark", "Dockerfile");
}

/** Arguments of the recipe's Dockerfile. */
export function buildArguments({ base, formats, mirror }: ImageContents): Record<string, string> {
    const tables = formats.filter((format) => format !== TableFormat.Files);
    return {
        BASE: base,
        FORMATS: tables.length === 0 ? TableFormat.Files : tables.join(","),
        ...(mirror === undefined ? {} : { DEFAULT_ARTIFACT_REPOSITORY: mirror }),
    };
}

/** A tag that changes with what the image contains: the repository's tags cannot be moved. */
export function imageTag(contents: ImageContents, recipe = recipeFolder()): string {
    return `${versions.spark}-${contentHash([contents, filesOf(recipe)])}`;
}

/** Contents of a folder's files by their path in it. */
function filesOf(folder: string): Record<string, string> {
    const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
    return Object.fromEntries(
        files
            .filter((file) => file.isFile())
            .map(({ parentPath, name }) => path.join(parentPath, name))
            .map((file) => [path.relative(folder, file), fs.readFileSync(file, "utf8")]),
    );
}
