import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../aws/eksConnection";
import { LakehouseBucket } from "../lakehouse/bucket";
import { catalogDatabases } from "../lakehouse/catalogDatabases";
import { CatalogArgs, CatalogKind } from "../lakehouse/lakehouseArgs";
import { SparkPlatformArgs } from "./platformArgs";

/** Registers the buckets and databases of a platform on EKS; jobs wait for each of them. */
export function createStorage(
    name: string,
    { cluster: { eks }, environment, lakehouse = {} }: SparkPlatformArgs,
    parent: pulumi.Resource,
): pulumi.Output<string>[] {
    if (eks === undefined) {
        return [];
    }
    const { buckets = {}, catalog } = lakehouse;
    warnOfNoWayOut(catalog, eks, parent);
    const { region } = eks;
    const made = Object.entries(buckets).map(([bucketName, bucket]) => {
        const args = { ...bucket, bucketName, region, environment };
        return new LakehouseBucket(`${name}-${bucketName}`, args, { parent }).bucketName;
    });
    const databases = catalogDatabases(name, catalog, eks, environment, parent);
    return [...made, ...databases.map(({ urn }) => urn)];
}

/** Without NAT, nodes reach only what has an endpoint in their VPC; the platform creates none for Glue. */
function warnOfNoWayOut(
    catalog: CatalogArgs | undefined,
    { isolated = false, region }: EksConnection,
    parent: pulumi.Resource,
): void {
    if (isolated && catalog?.kind === CatalogKind.Glue) {
        pulumi
            .output(region)
            .apply((known) =>
                pulumi.log.warn(
                    "lakehouse.catalog: the cluster's VPC has no route to AWS Glue (nat: none): add an " +
                        `interface endpoint for com.amazonaws.${known}.glue to it, or jobs fail to ` +
                        "connect to the catalog",
                    parent,
                ),
            );
    }
}
