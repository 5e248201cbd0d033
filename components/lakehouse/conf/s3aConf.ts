import { isAtLeast } from "../../validation/versionOrder";
import { firstSparkWithNewAwsSdk, versions } from "../../versions";
import { StorageParts } from "./storageParts";

const S3A = "spark.hadoop.fs.s3a";
export const S3A_ENDPOINT = `${S3A}.endpoint`;
export const S3A_REGION = `${S3A}.endpoint.region`;
export const S3A_PROVIDER = `${S3A}.aws.credentials.provider`;

/** The default region of versitygw and most other servers. */
const STORE_REGION = "us-east-1";

/** Where S3A finds S3 or the object store in the cluster; nothing for jobs that set their own endpoint. */
export function s3aConf({
    lakehouse: { objectStore, region } = {},
    sparkVersion = versions.spark,
    own = {},
    emrfs = false,
}: StorageParts): Record<string, string> {
    if (emrfs || own[S3A_ENDPOINT] !== undefined) {
        return {};
    }
    if (objectStore !== undefined) {
        return {
            [S3A_ENDPOINT]: objectStore.endpoint,
            [S3A_REGION]: region ?? STORE_REGION,
            [`${S3A}.path.style.access`]: "true",
            [`${S3A}.connection.ssl.enabled`]: "false",
            [S3A_PROVIDER]: variableProvider(sparkVersion),
            // The older connector deletes the markers of all folders above each file, which takes minutes
            // if the server keeps folders; the newer one keeps the markers.
            ...(!isAtLeast(sparkVersion, firstSparkWithNewAwsSdk) && {
                [`${S3A}.directory.marker.retention`]: "keep",
            }),
        };
    }
    // Without it, S3A asks another region first (us-east-2, or us-east-1 before Spark 4.0), which cannot
    // be reached without internet access and does not exist in other AWS partitions.
    return region === undefined ? {} : { [S3A_REGION]: region };
}

/** The class that reads keys from the environment. */
function variableProvider(sparkVersion: string): string {
    return isAtLeast(sparkVersion, firstSparkWithNewAwsSdk)
        ? "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider"
        : "com.amazonaws.auth.EnvironmentVariableCredentialsProvider";
}
