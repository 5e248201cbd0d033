import { AwsIdentity } from "../../aws/identity";
import { TableFormat } from "../../spark/tableFormat";
import { isAtLeast } from "../../validation/versionOrder";
import { firstSparkWithContainerProvider, versions } from "../../versions";
import { CatalogArgs, CatalogKind } from "../lakehouseArgs";
import { StorageParts } from "./storageParts";

export const EXTENSIONS = "spark.sql.extensions";
export const SESSION_CATALOG = "spark.sql.catalog.spark_catalog";

/** Default name of the catalog. */
export const CATALOG_NAME = "lake";

const DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
export const DELTA_CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";
const ICEBERG_EXTENSION = "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions";
export const ICEBERG_CATALOG = "org.apache.iceberg.spark.SparkCatalog";

/** Prefix of a catalog's properties. */
export function catalogProperty(name: string): string {
    return `spark.sql.catalog.${name}`;
}

export function deltaConf(): Record<string, string> {
    return { [EXTENSIONS]: DELTA_EXTENSION, [SESSION_CATALOG]: DELTA_CATALOG };
}

export function icebergConf(parts: StorageParts): Record<string, string> {
    const catalog = parts.lakehouse?.catalog;
    return { [EXTENSIONS]: ICEBERG_EXTENSION, ...(catalog && catalogConf(catalog, parts)) };
}

/** Adds the extension that a table format needs to a list: a session may have several. */
export function withExtension(tableFormat: TableFormat | undefined, given: string): string {
    const needed = {
        [TableFormat.Files]: undefined,
        [TableFormat.Delta]: DELTA_EXTENSION,
        [TableFormat.Iceberg]: ICEBERG_EXTENSION,
    };
    const extension = tableFormat && needed[tableFormat];
    const list = given.split(",").map((entry) => entry.trim());
    return extension === undefined || list.includes(extension)
        ? given
        : [extension, ...list].filter((entry) => entry !== "").join(",");
}

function catalogConf(
    { kind, name = CATALOG_NAME, warehouse }: CatalogArgs,
    parts: StorageParts,
): Record<string, string> {
    const prefix = catalogProperty(name);
    const common = { [prefix]: ICEBERG_CATALOG, [`${prefix}.type`]: kind };
    if (kind === CatalogKind.Hadoop) {
        return { ...common, [`${prefix}.warehouse`]: warehouse };
    }
    const { region } = parts.lakehouse ?? {};
    const provider = clientProvider(parts);
    return {
        ...common,
        // Athena and others that read the same tables only support this scheme.
        [`${prefix}.warehouse`]: warehouse.replace(/^s3a:/, "s3:"),
        [`${prefix}.io-impl`]: "org.apache.iceberg.aws.s3.S3FileIO",
        ...(region !== undefined && { [`${prefix}.client.region`]: region }),
        ...(provider !== undefined && { [`${prefix}.client.credentials-provider`]: provider }),
    };
}

/**
 * The class with which Glue's client and S3FileIO get their credentials: the one that S3A uses, so that
 * both act as the same role. Always from version 2 of the SDK, whatever Spark's Hadoop uses.
 */
function clientProvider({
    identity,
    sparkVersion = versions.spark,
}: StorageParts): string | undefined {
    const sdk = "software.amazon.awssdk.auth.credentials";
    switch (identity) {
        case undefined:
            return undefined;
        case AwsIdentity.Irsa:
            return `${sdk}.WebIdentityTokenFileCredentialsProvider`;
        case AwsIdentity.PodIdentity:
            // The older SDK cannot instantiate it by name: its default chain ends at the same agent.
            return isAtLeast(sparkVersion, firstSparkWithContainerProvider)
                ? `${sdk}.ContainerCredentialsProvider`
                : undefined;
    }
}
