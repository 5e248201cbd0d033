import { AwsCluster } from "../aws/awsCluster";
import { PolicyDocument, policyDocument } from "../aws/policyDocument";

/** Access to a database of the Glue catalog. */
export interface DatabaseGrant {
    name: string;
    write: boolean;
}

/** The location of a catalog: each account has one in each region. */
export type CatalogPlace = Pick<AwsCluster, "partition" | "region" | "accountId">;

/**
 * What jobs may do with databases: the actions that Iceberg's catalog needs (apache/iceberg 1.11,
 * `GlueCatalog` and `GlueTableOperations`), except on databases themselves, which belong to the stack.
 *
 * Glue requires each permission on the catalog and the database, too (Glue developer guide, "Specifying
 * AWS Glue resource ARNs"). `GetDatabases` is not granted: it would show other teams' databases.
 */
export function gluePolicy(place: CatalogPlace, grants: readonly DatabaseGrant[]): PolicyDocument {
    const writable = grants.filter(({ write }) => write);
    const read = ["glue:GetDatabase", "glue:GetTable", "glue:GetTables"];
    const write = ["glue:CreateTable", "glue:DeleteTable", "glue:UpdateTable"];
    return policyDocument(
        {
            ...{ Sid: "AllowRead", Effect: "Allow", Action: read },
            Resource: resources(place, grants),
        },
        ...(writable.length === 0
            ? []
            : [
                  {
                      ...{ Sid: "AllowWrite", Effect: "Allow" as const, Action: write },
                      Resource: resources(place, writable),
                  },
              ]),
    );
}

function resources(
    { partition, region, accountId }: CatalogPlace,
    grants: readonly DatabaseGrant[],
): string[] {
    const arn = (resource: string) => `arn:${partition}:glue:${region}:${accountId}:${resource}`;
    return [
        arn("catalog"),
        ...grants.flatMap(({ name }) => [arn(`database/${name}`), arn(`table/${name}/*`)]),
    ];
}
