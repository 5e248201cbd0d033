import { AwsIdentity } from "../../aws/identity";
import { S3A_ENDPOINT, S3A_REGION } from "../../lakehouse/conf/s3aConf";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { knownConf } from "../conf/knownConf";
import { Conf } from "../conf/layers";
import { variablesOf } from "../conf/mergedJob";
import { jobImage } from "./jobImage";
import { ConnectorParts } from "./openedUris";
import { storageUris } from "./storageUris";

/** The parts of a job and its team that are checked. */
export type RegionParts = ConnectorParts & { identity?: AwsIdentity };

const FILE_IO = "org.apache.iceberg.aws.s3.S3FileIO";

/**
 * Warns if no region is set: S3A then finds a bucket's region by a detour (`DefaultS3ClientFactory`
 * of Hadoop 3.3 and 3.4).
 */
export function regionWarnings(parts: RegionParts): string[] {
    const conf = knownConf(parts);
    if (jobImage(parts).isEmr || conf[S3A_REGION] !== undefined) {
        return [];
    }
    const unknown = storageUris("", parts, conf).find(
        ({ uri, bucket }) =>
            uri.startsWith("s3a:") &&
            conf[S3A_ENDPOINT] === undefined &&
            conf[`spark.hadoop.fs.s3a.bucket.${bucket}.endpoint.region`] === undefined &&
            conf[`spark.hadoop.fs.s3a.bucket.${bucket}.endpoint`] === undefined,
    );
    return unknown === undefined
        ? []
        : [
              `${unknown.path}: no region is set for ${formatValue(unknown.uri)}: S3A asks ` +
                  "another region first, which is slow, and fails if only the bucket's own region can be reached; " +
                  `set ${S3A_REGION}`,
          ];
}

/** Adds catalogs whose AWS clients find no region, and therefore fail. */
export function regionProblems(path: string, parts: RegionParts, problems: Problems): void {
    if ((parts.job.tableFormat ?? parts.tableFormat) === undefined || onAws(parts)) {
        return;
    }
    const conf = knownConf(parts);
    const seen = new Set<string>();
    for (const [name, { value }] of Object.entries(conf)) {
        const [, catalog] =
            /^(spark\.sql\.catalog\.[^.]+)\.(?:io-impl|type|catalog-impl)$/.exec(name) ?? [];
        const isAws = value === FILE_IO || value === "glue" || value.includes(".aws.glue.");
        if (
            catalog !== undefined &&
            isAws &&
            !seen.has(catalog) &&
            !hasRegion(catalog, parts, conf)
        ) {
            seen.add(catalog);
            problems.add(
                pathTo(pathTo(path, "conf"), name),
                `${formatValue(value)} needs an AWS region, which pods outside EKS do not know: set ` +
                    `${catalog}.client.region`,
            );
        }
    }
}

/** Pods with an AWS role have the region in a variable. */
function onAws({ identity, lakehouse }: RegionParts): boolean {
    return identity !== undefined || lakehouse?.region !== undefined;
}

function hasRegion(catalog: string, { job: { driver } }: RegionParts, conf: Conf): boolean {
    return (
        conf[`${catalog}.client.region`] !== undefined ||
        "AWS_REGION" in variablesOf(driver) ||
        conf["spark.kubernetes.driverEnv.AWS_REGION"] !== undefined
    );
}
