import { bucketNameProblem, folderProblem } from "../aws/s3Names";
import {
    Check,
    fields,
    isPlainObject,
    isSound,
    mapOf,
    required,
    valueCheck,
} from "../validation/checks";
import { formatValue, pathTo, Problems } from "../validation/problems";
import { boolean, matching, oneOf } from "../validation/values";
import { databaseFolder, folderOf, isWithin } from "./catalogAccess";
import { withoutTrailingSlash } from "./bucketConfiguration";
import { CatalogArgs, CatalogDatabaseArgs, CatalogKind, LakehouseArgs } from "./lakehouseArgs";

const catalogName = matching(
    /^(?!spark_catalog$)[A-Za-z_][A-Za-z0-9_]*$/,
    'the name of a catalog: use letters, digits and "_", not "spark_catalog", which is Spark\'s own (e.g. "lake")',
);

/** What Iceberg accepts as the name of a database in Glue (apache/iceberg 1.11, `IcebergToGlueConverter`). */
const DATABASE_NAME = /^[a-z0-9_]{1,252}$/;

/** Why a value is not the name of a database, or `undefined` if it is. */
export function databaseNameProblem(value: unknown): string | undefined {
    return typeof value === "string" && DATABASE_NAME.test(value)
        ? undefined
        : `${formatValue(value)} is not the name of a database in Glue: use lower-case letters, ` +
              'digits and "_" (e.g. "sales")';
}

const location = valueCheck((value) => {
    const isUri = typeof value === "string" && value.startsWith("s3a://");
    const { bucket, path } = folderOf(isUri ? value : "");
    const isFolder =
        bucketNameProblem(bucket) === undefined &&
        (path === "" || folderProblem(path) === undefined);
    return isFolder
        ? undefined
        : `${formatValue(value)} is not a folder in S3 (e.g. "s3a://acme-lake/warehouse")`;
});

/** Check of a catalog of Iceberg tables. */
export const catalog: Check = fields<CatalogArgs>({
    kind: required(oneOf("kind of catalog", CatalogKind)),
    name: catalogName,
    warehouse: required(location),
    databases: mapOf(
        fields<CatalogDatabaseArgs>({ location, protect: boolean }),
        databaseNameProblem,
    ),
});

/**
 * Adds conflicts of a lakehouse's catalog with its buckets and its cluster.
 *
 * @param isEks `undefined` if the cluster's arguments are too wrong to know its kind
 */
export function catalogRules(
    path: string,
    { catalog: tables, buckets }: Record<string, unknown>,
    isEks: boolean | undefined,
    problems: Problems,
): void {
    const own = pathTo(path, "catalog");
    if (!isPlainObject(tables)) {
        return;
    }
    const { kind, databases } = tables;
    if (kind === CatalogKind.Glue && isEks === false) {
        problems.add(
            pathTo(own, "kind"),
            `"glue" needs an EKS cluster: elsewhere use "${CatalogKind.Hadoop}"`,
        );
    }
    if (kind === CatalogKind.Hadoop && databases !== undefined) {
        problems.add(
            pathTo(own, "databases"),
            'are only created with kind "glue": those of a "hadoop" catalog are folders, which jobs ' +
                "create (CREATE NAMESPACE IF NOT EXISTS lake.sales)",
        );
    }
    if (isSound<CatalogArgs>(catalog, tables)) {
        expiredTables(pathTo(path, "buckets"), tables, buckets, problems);
    }
}

/** A table whose files are deleted by age cannot be read any more. */
function expiredTables(
    path: string,
    tables: CatalogArgs,
    buckets: unknown,
    problems: Problems,
): void {
    const names = Object.keys(tables.databases ?? {});
    const folders = [
        folderOf(tables.warehouse),
        ...names.flatMap((name) => databaseFolder(tables, name) ?? []),
    ];
    const all = isPlainObject(buckets) ? (buckets as LakehouseArgs["buckets"]) : {};
    for (const [bucket, args] of Object.entries(all ?? {})) {
        const expired: unknown = isPlainObject(args) ? args["expireAfterDays"] : undefined;
        for (const folder of isPlainObject(expired) ? Object.keys(expired) : []) {
            const found = folders.find(
                (one) =>
                    one.bucket === bucket &&
                    (isWithin(one.path, withoutTrailingSlash(folder)) ||
                        (one.path !== "" && isWithin(withoutTrailingSlash(folder), one.path))),
            );
            if (found !== undefined) {
                problems.add(
                    pathTo(pathTo(pathTo(path, bucket), "expireAfterDays"), folder),
                    `would delete files of tables, which are in ${formatValue(found.path)}: expire ` +
                        "them with their table format (e.g. expire_snapshots), and name other folders here",
                );
            }
        }
    }
}
