import { ClusterConnection } from "../cluster/connection";
import { LakehouseArgs } from "./lakehouseArgs";
import { LakehouseConnection } from "./lakehouseConnection";

/** What teams and jobs get to know of a platform's lakehouse. */
export function lakehouseConnectionOf(
    { image, imageFormats, catalog, buckets = {} }: LakehouseArgs,
    { eks }: ClusterConnection,
): LakehouseConnection {
    const keys = Object.entries(buckets).flatMap(([bucket, { kmsKeyArn }]) =>
        kmsKeyArn === undefined ? [] : [[bucket, kmsKeyArn] as const],
    );
    return {
        ...{ image, imageFormats, catalog, region: eks?.region },
        ...(eks !== undefined && keys.length > 0 && { bucketKeys: Object.fromEntries(keys) }),
    };
}
