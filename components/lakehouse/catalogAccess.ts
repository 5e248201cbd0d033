import { CatalogArgs } from "./lakehouseArgs";
import { DatabaseGrant } from "./gluePolicy";

/** A folder of a bucket; the path is empty for all of it. */
export interface BucketFolder {
    bucket: string;
    path: string;
}

/** What may be done in a folder of a bucket, or in all of it. */
interface FolderGrant {
    bucket: string;
    prefix: string;
    write: boolean;
}

/** A database whose tables a team cannot get at. */
export interface MissingAccess extends DatabaseGrant {
    folder: BucketFolder;
}

/** The folder of an address such as `s3a://acme-lake/warehouse`. */
export function folderOf(location: string): BucketFolder {
    const [, bucket = "", path = ""] = /^s3a?:\/\/([^/]+)\/?(.*?)\/?$/.exec(location) ?? [];
    return { bucket, path };
}

/** A folder's address as AWS' own services write it, which know no `s3a:`. */
export function s3Uri({ bucket, path }: BucketFolder): string {
    return path === "" ? `s3://${bucket}` : `s3://${bucket}/${path}`;
}

/** Where the tables of a database are that the stack creates; nothing for others. */
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

/** Databases whose folders a team's rights do not cover. */
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

/** Whether a path is a folder, or in it; the empty one is everything. */
export function isWithin(path: string, folder: string): boolean {
    return folder === "" || `${path}/`.startsWith(`${folder}/`);
}
