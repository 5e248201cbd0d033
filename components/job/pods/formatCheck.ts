import { LIBRARIES, Library } from "../../lakehouse/conf/neededJars";

/** Name of the container that looks for the jars of a table format before the driver starts. */
export const FORMAT_CONTAINER = "table-format";

/**
 * A shell's loop over pairs of a library's name and the patterns of its files. Where the folder is not
 * where Spark's images have it, or the image adds to the class path, nothing can be said.
 */
const SCRIPT = [
    'cd "${SPARK_HOME:-/opt/spark}/jars" 2>/dev/null && [ -z "$SPARK_DIST_CLASSPATH" ] || exit 0',
    "missing=; advice=$1; shift",
    "while [ $# -gt 0 ]; do",
    "  found=",
    '  for file in $2; do [ ! -e "$file" ] || found=yes; done',
    '  [ -n "$found" ] || missing="$missing${missing:+ and }$1"',
    "  shift 2",
    "done",
    '[ -z "$missing" ] || { echo "$0 $missing among the jars of $PWD: $advice" >&2; exit 1; }',
].join("\n");

/** What a job with a table format runs in, and what it needs there. */
export interface FormatCheck {
    image: string;
    tableFormat: string;
    libraries: readonly Library[];
}

/** The command that ends with an error where an image lacks a library. */
export function formatCheckCommand({ image, tableFormat, libraries }: FormatCheck): string[] {
    const advice =
        `tableFormat "${tableFormat}" needs it. Use an image that has it (docs/how-to/use-your-own-image.md), or name it ` +
        "in deps.packages.";
    const pairs = libraries.flatMap((library) => {
        const { title, artifact, files } = LIBRARIES[library];
        return [`${title} (${artifact})`, files.join(" ")];
    });
    return ["/bin/sh", "-c", SCRIPT, `Image ${image} lacks`, advice, ...pairs];
}
