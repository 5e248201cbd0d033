import * as aws from "@pulumi/aws";
import { kmsKeyArn, region } from "../aws/arns";
import { bucketName, folderProblem } from "../aws/s3Names";
import { Environment } from "../spark/environment";
import {
    Check,
    EntryCheck,
    fields,
    input,
    isPlainObject,
    mapOf,
    required,
    Shape,
} from "../validation/checks";
import { formatValue, pathTo, Problems } from "../validation/problems";
import { boolean, nonEmptyString, oneOf, wholeNumber } from "../validation/values";
import { LakehouseBucketOptions } from "./bucketOptions";
import { LakehouseBucketArgs } from "./lakehouseArgs";

const days = wholeNumber(1);

/** S3 keeps tags that begin so for itself (S3 user guide, "Using cost allocation S3 bucket tags"). */
const tags = mapOf(input(nonEmptyString), (key) =>
    /^aws:/i.test(key) ? 'keys that begin with "aws:" are not free: choose another' : undefined,
);

const bucketShape: Shape<LakehouseBucketArgs> = {
    kmsKeyArn: input(kmsKeyArn),
    abortUploadsAfterDays: days,
    expireAfterDays: mapOf(days, folderProblem),
    versioning: boolean,
    keepOldVersionsDays: days,
    tags,
    protect: boolean,
    forceDestroy: boolean,
};

/** Check of the single arguments of a bucket of a platform. */
export const bucketArgs: EntryCheck = fields<LakehouseBucketArgs>(bucketShape);

/** Check of the arguments of a `LakehouseBucket`. @param needsRegion whether nobody else says it */
export function lakehouseBucketCheck(needsRegion: boolean): Check {
    const shape = fields<LakehouseBucketOptions>({
        ...bucketShape,
        bucketName: required(bucketName),
        region: input(region),
        environment: oneOf("environment", Environment),
    });
    return (args, path, problems) => {
        shape(args, path, problems);
        if (!isPlainObject(args)) {
            return;
        }
        const { environment, region: own = aws.config.region } = args;
        if (own === undefined && needsRegion) {
            problems.add(
                pathTo(path, "region"),
                "is missing, and so is the configuration aws:region: name the bucket's region " +
                    "(e.g. `pulumi config set aws:region eu-central-1`)",
            );
        }
        bucketRules(path, args, environment, problems);
        otherRegionProblem(path, args["kmsKeyArn"], own, problems);
    };
}

/** Whether Pulumi refuses to delete what holds data. */
export function isProtected(protect: unknown, environment: unknown): boolean {
    return protect === undefined ? environment === Environment.Prod : protect === true;
}

/** Adds what does not go together among the arguments of a bucket. */
export function bucketRules(
    path: string,
    args: unknown,
    environment: unknown,
    problems: Problems,
): void {
    if (!isPlainObject(args)) {
        return;
    }
    const { forceDestroy, protect } = args;
    if (forceDestroy === true && isProtected(protect, environment)) {
        problems.add(
            pathTo(path, "forceDestroy"),
            "contradicts the bucket's protection: set `protect: false`, too, if its files may be deleted",
        );
    }
}

/** S3 would take a key of another region, and then refuse every write. */
function otherRegionProblem(path: string, key: unknown, own: unknown, problems: Problems): void {
    const keyRegion = typeof key === "string" ? key.split(":")[3] : undefined;
    if (keyRegion !== undefined && typeof own === "string" && keyRegion !== own) {
        problems.add(
            pathTo(path, "kmsKeyArn"),
            `is a key of ${keyRegion}, and the bucket is in ${formatValue(own)}: use a key of that region`,
        );
    }
}
