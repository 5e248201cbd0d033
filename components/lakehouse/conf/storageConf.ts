import { TableFormat } from "../../spark/tableFormat";
import { isAtLeast } from "../../validation/versionOrder";
import { firstSparkWithMagicCommitter, versions } from "../../versions";
import { CHECKPOINTS, CHECKPOINT_MANAGER, MAGIC_COMMITTER, MAGIC_OFF } from "./committers";
import { s3aConf } from "./s3aConf";
import { StorageParts } from "./storageParts";
import { deltaConf, icebergConf } from "./tableFormats";

/**
 * Spark properties for S3 and for a table format; none for a job that has neither. They never contain
 * credentials.
 */
export function storageConf(parts: StorageParts): Record<string, string> {
    return { ...s3aConf(parts), ...committerConf(parts), ...formatConf(parts) };
}

function committerConf({
    tableFormat,
    emrfs = false,
    own = {},
    sparkVersion = versions.spark,
}: StorageParts): Record<string, string> {
    // EMR's file system has its own committer, which these properties would replace.
    if (tableFormat === undefined || emrfs) {
        return {};
    }
    // The manager rejects checkpoints outside S3, e.g. the temporary ones of console and memory sinks.
    const checkpoints = own[CHECKPOINTS]?.startsWith("s3a://") ? CHECKPOINT_MANAGER : {};
    if (tableFormat === TableFormat.Files) {
        return { ...MAGIC_COMMITTER, ...checkpoints };
    }
    const off = isAtLeast(sparkVersion, firstSparkWithMagicCommitter) ? MAGIC_OFF : {};
    return { ...off, ...checkpoints };
}

function formatConf(parts: StorageParts): Record<string, string> {
    switch (parts.tableFormat) {
        case TableFormat.Delta:
            return deltaConf();
        case TableFormat.Iceberg:
            return icebergConf(parts);
        case TableFormat.Files:
        case undefined:
            return {};
    }
}
