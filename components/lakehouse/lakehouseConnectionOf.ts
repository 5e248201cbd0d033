import { ClusterConnection } from "../cluster/connection";
import { LakehouseArgs } from "./lakehouseArgs";
import { LakehouseConnection, ObjectStoreConnection } from "./lakehouseConnection";

/** What teams and jobs need to know about a platform's lakehouse. */
export function lakehouseConnectionOf(
    { image, imageFormats, catalog, buckets = {} }: LakehouseArgs,
    { eks }: ClusterConnection,
    objectStore: ObjectStoreConnection | undefined,
): LakehouseConnection {
    const keys = Object.entries(buckets).flatMap(([bucket, { kmsKeyArn }]) =>
        kmsKeyArn === undefined ? [] : [[bucket, kmsKeyArn] as const],
    );
    return {
        ...{ image, imageFormats, catalog, region: eks?.region },
        ...(objectStore && { objectStore }),
        ...(eks !== undefined && keys.length > 0 && { bucketKeys: Object.fromEntries(keys) }),
    };
}
