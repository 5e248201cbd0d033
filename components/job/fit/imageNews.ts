import * as pulumi from "@pulumi/pulumi";
import { LIBRARIES } from "../../lakehouse/conf/neededJars";
import { ImageOrigin, ImageParts, jobImage } from "./jobImage";

/** What the origin of an image is called in a stack file; nothing for a job's own. */
const ORIGINS: Readonly<Record<ImageOrigin, string | undefined>> = {
    [ImageOrigin.Job]: undefined,
    [ImageOrigin.Team]: "the team's jobDefaults",
    [ImageOrigin.Lakehouse]: "lakehouse.image",
    [ImageOrigin.Platform]: "artifacts.images.spark",
    [ImageOrigin.Library]: "the default",
};

/** In a preview, says which image a job with a table format runs in, and what it holds. */
export function tellImage(job: string, parts: ImageParts, parent?: pulumi.Resource): void {
    const format = parts.job.tableFormat ?? parts.tableFormat;
    if (format === undefined || !pulumi.runtime.isDryRun()) {
        return;
    }
    const { image, origin, libraries, isEmr } = jobImage(parts);
    const name = typeof image === "string" ? ` "${image}"` : "";
    const from = ORIGINS[origin] === undefined ? "" : ` (${ORIGINS[origin]})`;
    const holds = libraries?.map((library) => LIBRARIES[library].title).join(", ");
    const rest = isEmr
        ? "EMR's own committers and file system write its tables"
        : holds === undefined
          ? "what it holds is looked at when the job starts"
          : `it holds ${holds === "" ? "none of its jars: packages or jars of the job bring them" : holds}`;
    void pulumi.log.info(
        `Job "${job}", tableFormat "${format}", runs in image${name}${from}: ${rest}`,
        parent,
    );
}
