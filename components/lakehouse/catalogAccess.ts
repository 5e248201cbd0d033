import { CatalogArgs } from "./lakehouseArgs";
import { DatabaseGrant } from "./gluePolicy";

/** A folder of a bucket; an empty path is the whole bucket. */
export interface BucketFolder {
    bucket: string;
    path: string;
}

/** Access to a bucket or one of its folders. */
interface FolderGrant {
    bucket: string;
    prefix: string;
    write: boolean;
}

/** A database whose tables a team cannot access. */
export interface MissingAccess extends DatabaseGrant {
    folder: BucketFolder;
}

/** The folder of a URI such as `s3a://acme-lake/warehouse`. */
export function folderOf(location: string): BucketFolder {
    const [, bucket = "", path = ""] = /^s3a?:\/\/([^/]+)\/?(.*?)\/?$/.exec(location) ?? [];
    return { bucket, path };
}

/** A folder's URI for services of AWS, which do not support `s3a:`. */
export function s3Uri({ bucket, path }: BucketFolder): string {
    return path === "" ? `s3://${bucket}` : `s3://${bucket}/${path}`;
}

/** The folder of the tables of a database that the stack creates; `undefined` for other databases. */
export function databaseFolder(
    { warehouse, databases = {} }: CatalogArgs,
    name: string,
): BucketFolder | undefined {
    const database = Object.hasOwn(databases, name) ? databases[name] : undefined;
    if (database === undefined) {
        return undefined;
    }
    if (database.location !== undefined) {
        return folderOf(database.location);
    }
    const { bucket, path } = folderOf(warehouse);
    return { bucket, path: path === "" ? name : `${path}/${name}` };
}

/** Databases whose folders a team's permissions do not cover. */
export function missingAccess(
    catalog: CatalogArgs,
    databases: readonly DatabaseGrant[],
    grants: readonly FolderGrant[],
): MissingAccess[] {
    return databases.flatMap((database) => {
        const folder = databaseFolder(catalog, database.name);
        const isCovered =
            folder === undefined ||
            grants.some(
                ({ bucket, prefix, write }) =>
                    bucket === folder.bucket &&
                    isWithin(folder.path, prefix) &&
                    (write || !database.write),
            );
        return isCovered ? [] : [{ ...database, folder }];
    });
}

/** Whether a path is a folder or inside it; the empty folder contains everything. */
export function isWithin(path: string, folder: string): boolean {
    return folder === "" || `${path}/`.startsWith(`${folder}/`);
}
