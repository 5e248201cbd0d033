import * as pulumi from "@pulumi/pulumi";
import { isEmrImage } from "../../lakehouse/conf/emrfs";
import { Library } from "../../lakehouse/conf/neededJars";
import { IMAGE_FORMATS } from "../../lakehouse/lakehouseArgs";
import { LakehouseConnection } from "../../lakehouse/lakehouseConnection";
import { isPlainSpark } from "../../spark/imageConnectors";
import { TableFormat } from "../../spark/tableFormat";
import { JobDefaultsArgs } from "../../team/jobDefaultsArgs";
import { sources } from "../../versions";

/** What decides the image of a job. */
export interface ImageParts {
    job: { image?: pulumi.Input<string>; tableFormat?: TableFormat };
    /** Image of the platform; an Output may be any. */
    image?: pulumi.Input<string>;
    /** The team's. */
    jobDefaults?: Pick<JobDefaultsArgs, "image">;
    /** The team's. */
    tableFormat?: TableFormat;
    lakehouse?: Pick<LakehouseConnection, "image" | "imageFormats">;
}

/** Who has decided a job's image. */
export const ImageOrigin = {
    Job: "job",
    Team: "team",
    Lakehouse: "lakehouse",
    Platform: "platform",
    Library: "library",
} as const;
export type ImageOrigin = (typeof ImageOrigin)[keyof typeof ImageOrigin];

/** The image that a job runs in. */
export interface JobImage {
    /** An Output may be any. */
    image: pulumi.Input<string>;
    origin: ImageOrigin;
    /** What it holds of these; nothing where nobody knows. */
    libraries?: readonly Library[];
    /** Whether it is one of Amazon EMR, which has all of them in places of its own. */
    isEmr: boolean;
}

/**
 * The job's own image, that of its team's `jobDefaults`, that of the lakehouse for a job with a table
 * format, or the platform's.
 */
export function jobImage(parts: ImageParts): JobImage {
    const { job, jobDefaults, lakehouse, image: ofPlatform } = parts;
    const hasFormat = (job.tableFormat ?? parts.tableFormat) !== undefined;
    const named = job.image ?? jobDefaults?.image;
    if (named !== undefined) {
        const isLakehouse = typeof named === "string" && named === lakehouse?.image;
        const libraries = isLakehouse ? lakehouseLibraries(lakehouse) : knownLibraries(named);
        const origin = job.image === undefined ? ImageOrigin.Team : ImageOrigin.Job;
        return { image: named, origin, libraries, ...emr(named) };
    }
    if (hasFormat && lakehouse?.image !== undefined) {
        return {
            image: lakehouse.image,
            origin: ImageOrigin.Lakehouse,
            libraries: lakehouseLibraries(lakehouse),
            isEmr: false,
        };
    }
    const image = ofPlatform ?? sources.sparkImage;
    const origin = ofPlatform === undefined ? ImageOrigin.Library : ImageOrigin.Platform;
    return { image, origin, libraries: knownLibraries(image), ...emr(image) };
}

function emr(image: pulumi.Input<string>): { isEmr: boolean } {
    return { isEmr: typeof image === "string" && isEmrImage(image) };
}

function knownLibraries(image: pulumi.Input<string>): Library[] | undefined {
    return typeof image === "string" && isPlainSpark(image) ? [] : undefined;
}

function lakehouseLibraries({ imageFormats = [...IMAGE_FORMATS] }: LakehouseConnection): Library[] {
    return [
        ...[Library.S3a, Library.Committers, Library.Glue],
        ...imageFormats.filter((format) => format !== TableFormat.Files),
    ];
}
