import {
    COMMIT_PROTOCOL,
    COMMITTER_FACTORY,
    COMMITTER_NAME,
    MAGIC_COMMITTER,
    MAGIC_ENABLED,
} from "../../lakehouse/conf/committers";
import {
    CATALOG_NAME,
    catalogProperty,
    DELTA_CATALOG,
    ICEBERG_CATALOG,
    SESSION_CATALOG,
} from "../../lakehouse/conf/tableFormats";
import { TableFormat } from "../../spark/tableFormat";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { knownConf, KnownParts, UNKNOWN } from "../conf/knownConf";
import { Conf, ConfEntry, ConfLayer, ownerOf } from "../conf/layers";
import { ConnectorParts } from "./openedUris";
import { jobImage } from "./jobImage";

const FILE_PROTOCOL = "org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol";

/** Why a property conflicts with a table format, if it does. */
type Clash = (entry: ConfEntry, conf: Conf, parts: KnownParts) => string | undefined;

const STAGING = ["directory", "partitioned", "staging"];

/** Clashes with table format `files`, by property. */
const WITH_FILES: Readonly<Record<string, Clash>> = {
    [COMMITTER_NAME]: ({ value }) =>
        STAGING.includes(value)
            ? "keeps output on executors' disks until the job commits, and loses it with the pod: " +
              "remove it to use the magic committer"
            : unless("magic", value),
    [MAGIC_ENABLED]: ({ value }) => unless("true", value),
    [COMMITTER_FACTORY]: ({ value }) => unless(MAGIC_COMMITTER[COMMITTER_FACTORY] ?? "", value),
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": ({ value }) =>
        value === "2"
            ? "leaves output of failed tasks behind, and still copies in S3: remove it to use the " +
              "magic committer"
            : undefined,
    "spark.sql.sources.partitionOverwriteMode": ({ value }, conf) =>
        value.toLowerCase() === "dynamic" && conf[COMMIT_PROTOCOL]?.value !== FILE_PROTOCOL
            ? "is not supported by S3A's committers, so the first such write fails: name the partition " +
              "(INSERT OVERWRITE … PARTITION (day = '…')), use tableFormat iceberg or delta, or set " +
              `${COMMIT_PROTOCOL} to ${FILE_PROTOCOL}, which copies`
            : undefined,
};

const WITH_DELTA: Readonly<Record<string, Clash>> = {
    [SESSION_CATALOG]: ({ value }) =>
        value === DELTA_CATALOG
            ? undefined
            : `replaces Delta's catalog (${DELTA_CATALOG}): give that catalog another name, ` +
              "or the job another tableFormat",
};

/** Adds properties of any layer that break a job's table format, and properties that it lacks. */
export function formatClashes(path: string, parts: ConnectorParts, problems: Problems): void {
    const format = parts.job.tableFormat ?? parts.tableFormat;
    if (format === undefined || jobImage(parts).isEmr) {
        return;
    }
    const conf = knownConf(parts);
    for (const [name, clash] of Object.entries(clashesOf(format, parts))) {
        const entry = conf[name];
        const isOwn = entry !== undefined && entry.layer !== ConfLayer.Library;
        const message = isOwn && entry.value !== UNKNOWN ? clash(entry, conf, parts) : undefined;
        if (entry !== undefined && message !== undefined) {
            const at = `${pathTo(pathTo(path, "conf"), name)}${ownerOf(entry.layer)}`;
            problems.add(
                at,
                `${formatValue(entry.value)} ${message} (tableFormat ${formatValue(format)})`,
            );
        }
    }
    const isGiven = parts.lakehouse?.catalog !== undefined || hasIcebergCatalog(conf);
    if (format === TableFormat.Iceberg && !isGiven) {
        problems.add(
            pathTo(path, "tableFormat"),
            '"iceberg" needs a catalog: set lakehouse.catalog, or spark.sql.catalog.<name> in conf to ' +
                "Iceberg's class, with its properties",
        );
    }
}

function clashesOf(
    format: TableFormat,
    { lakehouse }: KnownParts,
): Readonly<Record<string, Clash>> {
    switch (format) {
        case TableFormat.Files:
            return WITH_FILES;
        case TableFormat.Delta:
            return WITH_DELTA;
        case TableFormat.Iceberg:
            return lakehouse?.catalog === undefined
                ? {}
                : withCatalog(lakehouse.catalog.name ?? CATALOG_NAME);
    }
}

/** Clashes with the catalog of the platform's lakehouse. */
function withCatalog(name: string): Readonly<Record<string, Clash>> {
    const property = catalogProperty(name);
    return {
        [property]: ({ value }) =>
            value === ICEBERG_CATALOG
                ? undefined
                : "replaces lakehouse.catalog: give that catalog another name",
        [`${property}.catalog-impl`]: () =>
            `conflicts with ${property}.type of lakehouse.catalog: give that catalog another name`,
    };
}

function hasIcebergCatalog(conf: Conf): boolean {
    return Object.entries(conf).some(
        ([name, { value }]) =>
            /^spark\.sql\.catalog\.[^.]+$/.test(name) &&
            (value === UNKNOWN || value.startsWith("org.apache.iceberg.")),
    );
}

function unless(wanted: string, value: string): string | undefined {
    return value === wanted
        ? undefined
        : `disables the magic committer, which needs ${formatValue(wanted)}, so output would be ` +
              "renamed into place: remove it";
}
