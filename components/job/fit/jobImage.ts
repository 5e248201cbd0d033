import * as pulumi from "@pulumi/pulumi";
import { isEmrImage } from "../../lakehouse/conf/emrfs";
import { Library } from "../../lakehouse/conf/neededJars";
import { IMAGE_FORMATS } from "../../lakehouse/lakehouseArgs";
import { LakehouseConnection } from "../../lakehouse/lakehouseConnection";
import { isPlainSpark } from "../../spark/imageConnectors";
import { TableFormat } from "../../spark/tableFormat";
import { JobDefaultsArgs } from "../../team/jobDefaultsArgs";
import { sources } from "../../versions";

/** Inputs of a job's image. */
export interface ImageParts {
    job: { image?: pulumi.Input<string>; tableFormat?: TableFormat };
    /** The platform's image; if it is an Output, it may be any image. */
    image?: pulumi.Input<string>;
    /** The team's. */
    jobDefaults?: Pick<JobDefaultsArgs, "image">;
    /** The team's. */
    tableFormat?: TableFormat;
    lakehouse?: Pick<LakehouseConnection, "image" | "imageFormats">;
}

/** Where a job's image is set. */
export const ImageOrigin = {
    Job: "job",
    Team: "team",
    Lakehouse: "lakehouse",
    Platform: "platform",
    Library: "library",
} as const;
export type ImageOrigin = (typeof ImageOrigin)[keyof typeof ImageOrigin];

/** A job's image. */
export interface JobImage {
    /** If it is an Output, it may be any image. */
    image: pulumi.Input<string>;
    origin: ImageOrigin;
    /** The libraries that it contains; undefined if unknown. */
    libraries?: readonly Library[];
    /** Whether it is an Amazon EMR image, which has all of them in its own places. */
    isEmr: boolean;
}

/**
 * The job's own image, or that of its team's `jobDefaults`, or the lakehouse's for a job with a
 * table format, or the platform's.
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
