import { bucketNameProblem } from "../aws/s3Names";
import { PlannedCluster } from "../cluster/plannedCluster";
import { imageName } from "../kubernetes/imageReference";
import { TableFormat } from "../spark/tableFormat";
import {
    Check,
    every,
    fields,
    input,
    isKnown,
    isPlainObject,
    listOf,
    mapOf,
} from "../validation/checks";
import { pathTo, Problems } from "../validation/problems";
import { amount, BYTES_WITH_UNIT } from "../validation/quantities";
import { nonEmptyString, oneOf } from "../validation/values";
import { bucketArgs } from "./bucketProblems";
import { catalog, catalogRules } from "./catalogProblems";
import { imageBuild } from "./imageBuildProblems";
import { LakehouseArgs, ObjectStoreArgs } from "./lakehouseArgs";

/** Check of a lakehouse's individual arguments. */
export const lakehouseShape: Check = fields<LakehouseArgs>({
    image: input(every(nonEmptyString, imageName)),
    imageFormats: listOf(oneOf("table format", TableFormat)),
    imageBuild,
    objectStore: fields<ObjectStoreArgs>({
        storage: amount(BYTES_WITH_UNIT, '"10Gi", "2Ti"', "holds nothing: use more"),
        storageClass: nonEmptyString,
    }),
    buckets: mapOf(bucketArgs, bucketNameProblem),
    catalog,
});

/**
 * Adds conflicts among a lakehouse's arguments, and with its cluster.
 *
 * @param cluster `undefined` if its arguments are too wrong to know its kind
 */
export function lakehouseRules(
    path: string,
    args: unknown,
    cluster: PlannedCluster | undefined,
    problems: Problems,
): void {
    if (!isPlainObject(args)) {
        return;
    }
    const { image, imageBuild, objectStore, buckets } = args;
    catalogRules(path, args, cluster && cluster.eks !== undefined, problems);
    if (image !== undefined && imageBuild !== undefined) {
        problems.add(
            pathTo(path, "imageBuild"),
            "cannot be combined with image: keep one of the two",
        );
    }
    if (cluster === undefined) {
        return;
    }
    const isEks = cluster.eks !== undefined;
    if (objectStore !== undefined && isEks) {
        problems.add(
            pathTo(path, "objectStore"),
            "is for clusters outside AWS; on EKS, jobs use S3: remove it",
        );
    }
    if (imageBuild !== undefined && !isEks) {
        problems.add(
            pathTo(path, "imageBuild"),
            "keeps the image in ECR and needs an EKS cluster: elsewhere, run `make image`, and name " +
                "the image that it builds in `image`",
        );
    }
    const hasBuckets = isPlainObject(buckets) && Object.keys(buckets).length > 0;
    if (hasBuckets && !isEks && objectStore === undefined) {
        problems.add(
            pathTo(path, "buckets"),
            "are in S3 and need an EKS cluster: elsewhere, add `objectStore: {}`, an S3 server in the cluster",
        );
    }
}

/** Whether a platform's arguments request an S3 server in the cluster. */
export function hasObjectStore(lakehouse: unknown): boolean {
    return isKnown(lakehouse) && isPlainObject(lakehouse) && lakehouse["objectStore"] !== undefined;
}
