import { ClusterConnection } from "../cluster/connection";
import { LakehouseArgs } from "./lakehouseArgs";
import { LakehouseConnection } from "./lakehouseConnection";

/** What teams and jobs get to know of a platform's lakehouse. */
export function lakehouseConnectionOf(
    { image, imageFormats, catalog }: LakehouseArgs,
    { eks }: ClusterConnection,
): LakehouseConnection {
    return { image, imageFormats, catalog, region: eks?.region };
}
