import { CATALOG_NAME } from "../../lakehouse/conf/tableFormats";
import { CatalogKind } from "../../lakehouse/lakehouseArgs";
import { TableFormat } from "../../spark/tableFormat";
import { BucketAccessArgs, BucketMode } from "../../team/teamArgs";
import { isPlainObject } from "../../validation/checks";
import { Concurrency, JobArgs } from "../args/jobArgs";
import { knownConf, KnownParts } from "../conf/knownConf";
import { ConnectorParts } from "./openedAddresses";
import { storageAddresses, Use } from "./storageAddresses";

/** What is looked at of a job and its team. */
export type WriterParts = ConnectorParts & {
    job: KnownParts["job"] & Pick<JobArgs, "projectFolder" | "mainClass" | "concurrency">;
    access?: BucketAccessArgs[];
    /** Its cluster, by an object that all teams there share. */
    provider?: object;
};

/** Jobs by what they run with which tables, for each cluster. */
const known = new WeakMap<object, Map<string, string>>();

/**
 * Warns of a job that another one of the same program may run beside, with the same tables: Delta and
 * Iceberg's catalog in a folder keep a table whole only while one driver at a time writes to it. What
 * a program does with its arguments is not known, so different programs are not compared.
 */
export function writerWarnings(job: string, parts: WriterParts): string[] {
    const { main, projectFolder = "", mainClass = "", concurrency } = parts.job;
    const format = parts.job.tableFormat ?? parts.tableFormat;
    if (!needsOneWriter(format, parts) || parts.access?.every(isReadOnly) === true) {
        return [];
    }
    const rule =
        `a ${format === TableFormat.Delta ? "Delta table" : "table of this catalog"} must have one writing ` +
        "driver at a time (docs/how-to/run-a-job.md, Table formats)";
    const warnings =
        concurrency === Concurrency.Allow
            ? [`concurrency: "allow" lets runs of this job write to the same table: ${rule}`]
            : [];
    const tables = tablesOf(parts);
    if (tables.length === 0 || parts.provider === undefined) {
        return warnings;
    }
    const jobs = known.get(parts.provider) ?? new Map<string, string>();
    known.set(parts.provider, jobs);
    const run = JSON.stringify([format, projectFolder, main, mainClass, tables]);
    const other = jobs.get(run);
    jobs.set(run, other ?? job);
    return other === undefined || other === job
        ? warnings
        : [
              ...warnings,
              `Job "${job}" runs ${main} with the same tables as job "${other}" (${tables.join(", ")}), and may ` +
                  `run beside it: ${rule}`,
          ];
}

function needsOneWriter(format: TableFormat | undefined, { lakehouse }: KnownParts): boolean {
    const isFolder = lakehouse?.catalog?.kind === CatalogKind.Hadoop;
    return format === TableFormat.Delta || (format === TableFormat.Iceberg && isFolder);
}

function isReadOnly({ mode = BucketMode.Read }: BucketAccessArgs): boolean {
    return mode === BucketMode.Read;
}

/** What a job's arguments name: folders in S3, and tables of the lakehouse's catalog. */
function tablesOf(parts: WriterParts): string[] {
    const { arguments: list = [], parameters } = parts.job;
    const catalog = parts.lakehouse?.catalog?.name ?? CATALOG_NAME;
    const values: unknown[] = [
        ...list,
        ...Object.values(isPlainObject(parameters) ? parameters : {}),
    ];
    const inSql = values.filter(
        (value): value is string => typeof value === "string" && value.startsWith(`${catalog}.`),
    );
    const inS3 = storageAddresses("", parts, knownConf(parts))
        .filter(({ use }) => use === Use.Unknown)
        .map(({ address }) => address.replace(/\/+$/, ""));
    return [...new Set([...inS3, ...inSql])].sort();
}
