import { ClusterConnection } from "../cluster/connection";
import { LakehouseArgs } from "./lakehouseArgs";
import { LakehouseConnection, ObjectStoreConnection } from "./lakehouseConnection";

/** What teams and jobs get to know of a platform's lakehouse. */
export function lakehouseConnectionOf(
    { image, imageFormats, catalog }: LakehouseArgs,
    { eks }: ClusterConnection,
    objectStore: ObjectStoreConnection | undefined,
): LakehouseConnection {
    return {
        image,
        imageFormats,
        catalog,
        region: eks?.region,
        ...(objectStore && { objectStore }),
    };
}
