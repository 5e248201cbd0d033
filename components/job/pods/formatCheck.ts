import { LIBRARIES, Library } from "../../lakehouse/conf/neededJars";

/** Name of the container that checks for a table format's jars before the driver starts. */
export const FORMAT_CONTAINER = "table-format";

/**
 * Shell script that loops over pairs of a library's name and its file patterns. Does nothing if the
 * image lacks Spark's usual jars folder or extends the class path.
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

/** The image of a job with a table format, and the libraries that it needs. */
export interface FormatCheck {
    image: string;
    tableFormat: string;
    libraries: readonly Library[];
}

/** The command that fails if the image lacks a library. */
export function formatCheckCommand({ image, tableFormat, libraries }: FormatCheck): string[] {
    const advice =
        `tableFormat "${tableFormat}" needs it. Use an image that has it (docs/images.md), or name it ` +
        "in deps.packages.";
    const pairs = libraries.flatMap((library) => {
        const { title, artifact, files } = LIBRARIES[library];
        return [`${title} (${artifact})`, files.join(" ")];
    });
    return ["/bin/sh", "-c", SCRIPT, `Image ${image} lacks`, advice, ...pairs];
}
