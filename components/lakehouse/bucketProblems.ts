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

/** S3 reserves tags with this prefix (S3 user guide, "Using cost allocation S3 bucket tags"). */
const tags = mapOf(input(nonEmptyString), (key) =>
    /^aws:/i.test(key) ? 'keys that begin with "aws:" are reserved: choose another' : undefined,
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

/** Check of the individual arguments of a platform's bucket. */
export const bucketArgs: EntryCheck = fields<LakehouseBucketArgs>(bucketShape);

/** Check of the arguments of a `LakehouseBucket`. @param needsRegion whether no provider or parent sets it */
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
                "is required, since the configuration aws:region is missing: set the bucket's region " +
                    "(e.g. `pulumi config set aws:region eu-central-1`)",
            );
        }
        bucketRules(path, args, environment, problems);
        otherRegionProblem(path, args["kmsKeyArn"], own, problems);
    };
}

/** Whether Pulumi refuses to delete something that holds data. */
export function isProtected(protect: unknown, environment: unknown): boolean {
    return protect === undefined ? environment === Environment.Prod : protect === true;
}

/** Adds conflicts among a bucket's arguments. */
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
            "conflicts with the bucket's protection: also set `protect: false` if its files may be deleted",
        );
    }
}

/** S3 accepts a key of another region, and then rejects every write. */
function otherRegionProblem(path: string, key: unknown, own: unknown, problems: Problems): void {
    const keyRegion = typeof key === "string" ? key.split(":")[3] : undefined;
    if (keyRegion !== undefined && typeof own === "string" && keyRegion !== own) {
        problems.add(
            pathTo(path, "kmsKeyArn"),
            `is a key in ${keyRegion}, but the bucket is in ${formatValue(own)}: use a key in that region`,
        );
    }
}
