/** Prefix of the classes in `spark-hadoop-cloud`. */
export const CLOUD_CLASSES = "org.apache.spark.internal.io.cloud.";

export const COMMIT_PROTOCOL = "spark.sql.sources.commitProtocolClass";
export const COMMITTER_NAME = "spark.hadoop.fs.s3a.committer.name";
export const MAGIC_ENABLED = "spark.hadoop.fs.s3a.committer.magic.enabled";
export const COMMITTER_FACTORY = "spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3a";
const PARQUET_COMMITTER = "spark.sql.parquet.output.committer.class";
const REJECT_FILE_COMMITTER = "spark.hadoop.pathoutputcommit.reject.fileoutput";

/**
 * Plain files in S3: uploads become visible when the job commits, and nothing is renamed. This is the
 * default since Spark 4.1; the last property fails a job whose output would be renamed into place.
 */
export const MAGIC_COMMITTER: Readonly<Record<string, string>> = {
    [COMMITTER_NAME]: "magic",
    [MAGIC_ENABLED]: "true",
    [COMMITTER_FACTORY]: "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory",
    [COMMIT_PROTOCOL]: `${CLOUD_CLASSES}PathOutputCommitProtocol`,
    [PARQUET_COMMITTER]: `${CLOUD_CLASSES}BindingParquetOutputCommitter`,
    [REJECT_FILE_COMMITTER]: "true",
};

/**
 * Delta and Iceberg have their own way to commit. With the committer that Spark 4.1 turns on, plain
 * Parquet files in the same session could no longer overwrite single partitions.
 */
export const MAGIC_OFF: Readonly<Record<string, string>> = { [MAGIC_ENABLED]: "false" };

/** Default folder for checkpoints of streams. */
export const CHECKPOINTS = "spark.sql.streaming.checkpointLocation";
const CHECKPOINT_CLASS = "spark.sql.streaming.checkpointFileManagerClass";

/** Checkpoints in S3 without renaming: an incomplete upload never becomes visible. */
export const CHECKPOINT_MANAGER: Readonly<Record<string, string>> = {
    [CHECKPOINT_CLASS]: `${CLOUD_CLASSES}AbortableStreamBasedCheckpointFileManager`,
};
