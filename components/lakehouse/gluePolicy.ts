import { AwsCluster } from "../aws/awsCluster";
import { PolicyDocument, policyDocument } from "../aws/policyDocument";

/** What may be done with a database of Glue's catalog. */
export interface DatabaseGrant {
    name: string;
    write: boolean;
}

/** Where a catalog is: each account has one in each region. */
export type CatalogPlace = Pick<AwsCluster, "partition" | "region" | "accountId">;

/**
 * What jobs may do with databases: what Iceberg's catalog asks Glue for (apache/iceberg 1.11,
 * `GlueCatalog` and `GlueTableOperations`), but for databases themselves, which belong to the stack.
 *
 * Glue wants each right on the catalog and the database, too (Glue developer guide, "Specifying AWS
 * Glue resource ARNs"). `GetDatabases` is not among them: it shows those of other teams.
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
