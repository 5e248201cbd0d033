import { connectionString } from "../cluster/connectionCheck";
import { TableFormat } from "../spark/tableFormat";
import { listOf, mapOf, partOf, required } from "../validation/checks";
import { nonEmptyString, oneOf } from "../validation/values";
import { LakehouseConnection, ObjectStoreConnection } from "./lakehouseConnection";
import { catalog } from "./catalogProblems";

/** Check of a platform's lakehouse, in the form that its teams and jobs get. */
export const lakehouseConnection = partOf<LakehouseConnection>({
    image: connectionString,
    imageFormats: listOf(oneOf("table format", TableFormat)),
    region: connectionString,
    catalog,
    bucketKeys: mapOf(connectionString),
    objectStore: partOf<ObjectStoreConnection>({
        endpoint: required(nonEmptyString),
        secret: required(connectionString),
    }),
});
