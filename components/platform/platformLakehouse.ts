import * as pulumi from "@pulumi/pulumi";
import { plannedCluster } from "../cluster/plannedCluster";
import { LakehouseConnection } from "../lakehouse/lakehouseConnection";
import { lakehouseConnectionOf } from "../lakehouse/lakehouseConnectionOf";
import { LakehouseImage } from "../lakehouse/lakehouseImage";
import { SparkPlatformArgs } from "./platformArgs";
import { nodeArchitectures } from "./platformAutoscaler";
import { plannedStore } from "./platformObjectStore";

/** The teams' connection to the platform's lakehouse, once what it builds exists. */
export function createLakehouse(
    name: string,
    args: SparkPlatformArgs,
    parent: pulumi.Resource,
): LakehouseConnection | undefined {
    const { lakehouse, cluster } = args;
    if (lakehouse === undefined) {
        return undefined;
    }
    const image = builtImage(name, args, parent) ?? lakehouse.image;
    return lakehouseConnectionOf({ ...lakehouse, image }, cluster, plannedStore(args));
}

function builtImage(
    name: string,
    args: SparkPlatformArgs,
    parent: pulumi.Resource,
): pulumi.Output<string> | undefined {
    const { lakehouse: { imageBuild, imageFormats } = {}, artifacts, cluster } = args;
    if (imageBuild === undefined) {
        return undefined;
    }
    const build = {
        ...imageBuild,
        base: artifacts?.images?.spark,
        region: cluster.eks?.region,
        formats: imageFormats,
        architectures: nodeArchitectures(args, plannedCluster(cluster)),
    };
    return new LakehouseImage(`${name}-lakehouse`, build, { parent }).reference;
}
