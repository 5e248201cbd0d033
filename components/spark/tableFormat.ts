/** How a job's tables are kept in an object store. */
export const TableFormat = {
    /** Plain files, such as Parquet: written by the committer that S3 needs. */
    Files: "files",
    Delta: "delta",
    Iceberg: "iceberg",
} as const;
export type TableFormat = (typeof TableFormat)[keyof typeof TableFormat];
