/** Table format of a job in an object store. */
export const TableFormat = {
    /** Plain files, such as Parquet, written with the committer that S3 needs. */
    Files: "files",
    /** Delta Lake. */
    Delta: "delta",
    /** Apache Iceberg. Needs a catalog. */
    Iceberg: "iceberg",
} as const;
export type TableFormat = (typeof TableFormat)[keyof typeof TableFormat];
