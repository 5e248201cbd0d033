import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../aws/eksConnection";
import { Environment } from "../spark/environment";
import { isProtected } from "./bucketProblems";
import { s3Uri, databaseFolder } from "./catalogAccess";
import { CatalogArgs, CatalogKind } from "./lakehouseArgs";

/** Registers a stack's databases in the Glue catalog. */
export function catalogDatabases(
    name: string,
    catalog: CatalogArgs | undefined,
    { region }: EksConnection,
    environment: Environment | undefined,
    parent: pulumi.Resource,
): pulumi.Resource[] {
    if (catalog?.kind !== CatalogKind.Glue) {
        return [];
    }
    return Object.entries(catalog.databases ?? {}).map(([database, { protect }]) => {
        const folder = databaseFolder(catalog, database);
        return new aws.glue.CatalogDatabase(
            `${name}-database-${database}`,
            { name: database, locationUri: folder && s3Uri(folder), region },
            { parent, protect: isProtected(protect, environment) || undefined },
        );
    });
}
