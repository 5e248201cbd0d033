import * as pulumi from "@pulumi/pulumi";
import { LIBRARIES } from "../../lakehouse/conf/neededJars";
import { ImageOrigin, ImageParts, jobImage } from "./jobImage";

/** Where an image is set in a stack file; undefined for a job's own. */
const ORIGINS: Readonly<Record<ImageOrigin, string | undefined>> = {
    [ImageOrigin.Job]: undefined,
    [ImageOrigin.Team]: "the team's jobDefaults",
    [ImageOrigin.Lakehouse]: "lakehouse.image",
    [ImageOrigin.Platform]: "artifacts.images.spark",
    [ImageOrigin.Library]: "the default",
};

/** In a preview, logs the image of a job with a table format, and what it contains. */
export function logImage(job: string, parts: ImageParts, parent?: pulumi.Resource): void {
    const format = parts.job.tableFormat ?? parts.tableFormat;
    if (format === undefined || !pulumi.runtime.isDryRun()) {
        return;
    }
    const { image, origin, libraries, isEmr } = jobImage(parts);
    const name = typeof image === "string" ? ` "${image}"` : "";
    const from = ORIGINS[origin] === undefined ? "" : ` (${ORIGINS[origin]})`;
    const contained = libraries?.map((library) => LIBRARIES[library].title).join(", ");
    const rest = isEmr
        ? "EMR's own committers and file system write its tables"
        : contained === undefined
          ? "its content is checked when the job starts"
          : `it contains ${contained === "" ? "none of its jars: the job's packages or jars provide them" : contained}`;
    void pulumi.log.info(
        `Job "${job}", tableFormat "${format}", runs in image${name}${from}: ${rest}`,
        parent,
    );
}
