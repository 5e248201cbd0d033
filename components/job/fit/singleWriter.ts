import { CATALOG_NAME } from "../../lakehouse/conf/tableFormats";
import { CatalogKind } from "../../lakehouse/lakehouseArgs";
import { TableFormat } from "../../spark/tableFormat";
import { BucketAccessArgs, BucketMode } from "../../team/teamArgs";
import { isPlainObject } from "../../validation/checks";
import { Concurrency, JobArgs } from "../args/jobArgs";
import { knownConf, KnownParts } from "../conf/knownConf";
import { ConnectorParts } from "./openedUris";
import { storageUris, Use } from "./storageUris";

/** The parts of a job and its team that are checked. */
export type WriterParts = ConnectorParts & {
    job: KnownParts["job"] & Pick<JobArgs, "projectFolder" | "mainClass" | "concurrency">;
    access?: BucketAccessArgs[];
    /** Identifies the cluster: an object that all teams there share. */
    provider?: object;
};

/** Jobs by their program and tables, for each cluster. */
const known = new WeakMap<object, Map<string, string>>();

/**
 * Warns if another job may run the same program on the same tables at the same time: Delta and
 * Iceberg's folder catalog keep a table consistent only with one writing driver at a time.
 * Different programs are not compared, since it is unknown what they do with their arguments.
 */
export function writerWarnings(job: string, parts: WriterParts): string[] {
    const { main, projectFolder = "", mainClass = "", concurrency } = parts.job;
    const format = parts.job.tableFormat ?? parts.tableFormat;
    if (!needsOneWriter(format, parts) || parts.access?.every(isReadOnly) === true) {
        return [];
    }
    const rule =
        `only one driver at a time may write to a ${format === TableFormat.Delta ? "Delta table" : "table of this catalog"} ` +
        "(docs/how-to/choose-a-table-format.md)";
    const warnings =
        concurrency === Concurrency.Allow
            ? [
                  `concurrency: "allow" lets several runs of this job write to the same table: ${rule}`,
              ]
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
                  `run at the same time: ${rule}`,
          ];
}

function needsOneWriter(format: TableFormat | undefined, { lakehouse }: KnownParts): boolean {
    const isFolder = lakehouse?.catalog?.kind === CatalogKind.Hadoop;
    return format === TableFormat.Delta || (format === TableFormat.Iceberg && isFolder);
}

function isReadOnly({ mode = BucketMode.Read }: BucketAccessArgs): boolean {
    return mode === BucketMode.Read;
}

/** What a job's arguments name: S3 folders, and tables of the lakehouse's catalog. */
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
    const inS3 = storageUris("", parts, knownConf(parts))
        .filter(({ use }) => use === Use.Unknown)
        .map(({ uri }) => uri.replace(/\/+$/, ""));
    return [...new Set([...inS3, ...inSql])].sort();
}
