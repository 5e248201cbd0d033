import { TableFormat } from "../../components/spark/tableFormat";
import { versions } from "../../components/versions";
import { imageNames } from "../../sandbox/images/recipe";
import { SHORT_LIVED_JVMS } from "../testSandbox";

export const TEAM = "processing";
export const BUCKET = "acme-lake";
/** Folder of raw files, and of the file and Delta tables. */
export const FLIGHTS = "flights";

/** Folder that the older Spark line loads into. */
export const OLDER = "older";

export const FORMATS = ["files", "delta", "iceberg"] as const;
export type Format = (typeof FORMATS)[number];

/** A third of the year: 109,119 rows. */
export const MONTHS = [1, 2, 3, 4];
export const ROWS = 109_119;

/** Settings of a stack with a lake, besides its jobs. */
export const lakehouse = {
    lakehouse: {
        image: imageNames.lakehouse,
        objectStore: {},
        buckets: { [BUCKET]: {} },
        catalog: { kind: "hadoop", warehouse: `s3a://${BUCKET}/warehouse` },
    },
    teams: {
        [TEAM]: {
            access: [
                { bucket: BUCKET, prefix: FLIGHTS, mode: "read-write" },
                { bucket: BUCKET, prefix: "warehouse", mode: "read-write" },
                { bucket: BUCKET, prefix: OLDER, mode: "read-write" },
            ],
        },
    },
    sparkConf: { ...SHORT_LIVED_JVMS, "spark.sql.shuffle.partitions": "4" },
};

/** How a job of flights differs from one that loads a third of the year. */
export interface FlightsOptions {
    trigger?: string;
    /** @default bronze,silver,gold */
    steps?: string;
    /** @default those of MONTHS */
    months?: string;
}

/** The job of a format; it restarts if its driver is lost. */
export function flightsJob(format: string, options: FlightsOptions = {}) {
    const { trigger, steps = "bronze,silver,gold" } = options;
    const { months = `${MONTHS[0]}-${MONTHS.at(-1)}` } = options;
    return {
        team: TEAM,
        main: "jobs/flights.py",
        tableFormat: format,
        deps: { pyFiles: ["jobs/elt"] },
        parameters: { lake: `s3a://${BUCKET}/${FLIGHTS}`, format, steps, months },
        restart: { policy: "on-failure", retries: 3, interval: "1s" },
        wait: "completed",
        ...(trigger !== undefined && { trigger }),
    };
}

/** The jobs of all formats, by name. */
export function flightsJobs(options: FlightsOptions = {}) {
    return Object.fromEntries(
        FORMATS.map((format) => [`flights-${format}`, flightsJob(format, options)]),
    );
}

/** One month, loaded by the older Spark line into its own folder. */
export const olderJobs = {
    "flights-older": {
        ...flightsJob(TableFormat.Files),
        image: imageNames.olderSpark,
        sparkVersion: versions.olderSpark,
        parameters: { lake: `s3a://${BUCKET}/${OLDER}`, format: TableFormat.Files, months: "1" },
    },
};
