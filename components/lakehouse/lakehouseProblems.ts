import { kmsKeyArn } from "../aws/arns";
import { bucketNameProblem, folderProblem } from "../aws/s3Names";
import { PlannedCluster } from "../cluster/plannedCluster";
import { TableFormat } from "../spark/tableFormat";
import {
    Check,
    fields,
    input,
    isKnown,
    isPlainObject,
    listOf,
    mapOf,
    required,
    valueCheck,
} from "../validation/checks";
import { formatValue, pathTo, Problems } from "../validation/problems";
import { memory } from "../validation/quantities";
import { matching, nonEmptyString, oneOf } from "../validation/values";
import {
    CatalogArgs,
    CatalogKind,
    ImageBuildArgs,
    LakehouseArgs,
    LakehouseBucketArgs,
    ObjectStoreArgs,
} from "./lakehouseArgs";

const catalogName = matching(
    /^(?!spark_catalog$)[A-Za-z_][A-Za-z0-9_]*$/,
    'the name of a catalog: use letters, digits and "_", not "spark_catalog", which is Spark\'s own (e.g. "lake")',
);

const warehouse = valueCheck((value) => {
    const [, bucket = "", path = ""] =
        /^s3a:\/\/([^/]+)\/?(.*?)\/?$/.exec(typeof value === "string" ? value : "") ?? [];
    const isFolder =
        bucketNameProblem(bucket) === undefined &&
        (path === "" || folderProblem(path) === undefined);
    return isFolder
        ? undefined
        : `${formatValue(value)} is not a folder in S3 (e.g. "s3a://acme-lake/warehouse")`;
});

const repositoryName = valueCheck((value) => {
    const isName =
        typeof value === "string" &&
        value.length >= 2 &&
        value.length <= 256 &&
        /^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/.test(value);
    return isName
        ? undefined
        : `${formatValue(value)} is not the name of a repository in ECR: use 2-256 lower-case ` +
              'letters, digits and any of "._-/", none of these at the beginning or end (e.g. "team/spark")';
});

const mavenMirror = matching(
    /^https?:\/\/[^\s@"<>]+$/,
    'the URL of a Maven repository without credentials (e.g. "https://maven.example.com/central")',
);

/** Check of a catalog of Iceberg tables. */
export const catalog: Check = fields<CatalogArgs>({
    kind: required(oneOf("kind of catalog", CatalogKind)),
    name: catalogName,
    warehouse: required(warehouse),
});

/** Check of a lakehouse's single arguments. */
export const lakehouseShape: Check = fields<LakehouseArgs>({
    image: input(nonEmptyString),
    imageFormats: listOf(oneOf("table format", TableFormat)),
    imageBuild: fields<ImageBuildArgs>({ repository: repositoryName, mirror: mavenMirror }),
    objectStore: fields<ObjectStoreArgs>({ storage: memory, storageClass: nonEmptyString }),
    buckets: mapOf(fields<LakehouseBucketArgs>({ kmsKeyArn: input(kmsKeyArn) }), bucketNameProblem),
    catalog,
});

/**
 * Adds what does not go together among a lakehouse's arguments, or with its cluster.
 *
 * @param cluster nothing where what was said of it is too wrong to know its kind
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
    const { image, imageBuild, objectStore, buckets, catalog: tables } = args;
    if (image !== undefined && imageBuild !== undefined) {
        problems.add(pathTo(path, "imageBuild"), "goes without image: keep one of the two");
    }
    if (cluster === undefined) {
        return;
    }
    const isEks = cluster.eks !== undefined;
    if (objectStore !== undefined && isEks) {
        problems.add(
            pathTo(path, "objectStore"),
            "is for clusters outside AWS: on EKS jobs use S3",
        );
    }
    if (imageBuild !== undefined && !isEks) {
        problems.add(
            pathTo(path, "imageBuild"),
            "keeps the image in ECR and needs an EKS cluster: elsewhere run `make image`, and name " +
                "what it has built in `image`",
        );
    }
    const hasBuckets = isPlainObject(buckets) && Object.keys(buckets).length > 0;
    if (hasBuckets && !isEks && objectStore === undefined) {
        problems.add(
            pathTo(path, "buckets"),
            "are in S3 on an EKS cluster: elsewhere add `objectStore: {}`, an S3 server in the cluster",
        );
    }
    if (isPlainObject(tables) && tables["kind"] === CatalogKind.Glue && !isEks) {
        problems.add(
            pathTo(pathTo(path, "catalog"), "kind"),
            `"glue" needs an EKS cluster: elsewhere use "${CatalogKind.Hadoop}"`,
        );
    }
}

/** Whether a platform's arguments ask for an S3 server in the cluster. */
export function hasObjectStore(lakehouse: unknown): boolean {
    return isKnown(lakehouse) && isPlainObject(lakehouse) && lakehouse["objectStore"] !== undefined;
}
