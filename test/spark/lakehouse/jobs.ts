import { SHORT_LIVED_JVMS } from "../../../testkit/testSandbox";
import { BUCKET, FLIGHTS, TEAM } from "./lake";

export const FORMATS = ["files", "delta", "iceberg"] as const;
export type Format = (typeof FORMATS)[number];

/** A third of the year: 109,119 rows. */
export const MONTHS = [1, 2, 3, 4];
export const ROWS = 109_119;

/** What a stack with a lake has beside its jobs. */
export const lakehouse = {
    lakehouse: {
        objectStore: {},
        buckets: { [BUCKET]: {} },
        catalog: { kind: "hadoop", warehouse: `s3a://${BUCKET}/warehouse` },
    },
    teams: {
        [TEAM]: {
            access: [
                { bucket: BUCKET, prefix: FLIGHTS, mode: "read-write" },
                { bucket: BUCKET, prefix: "warehouse", mode: "read-write" },
            ],
        },
    },
    sparkConf: { ...SHORT_LIVED_JVMS, "spark.sql.shuffle.partitions": "4" },
};

/** The job of each format; a job whose driver is killed is started again. */
export function flightsJobs(more: { trigger?: string; steps?: string } = {}) {
    const { trigger, steps = "bronze,silver,gold" } = more;
    return Object.fromEntries(
        FORMATS.map((format) => [
            `flights-${format}`,
            {
                team: TEAM,
                main: "jobs/flights.py",
                tableFormat: format,
                deps: { pyFiles: ["jobs/elt"] },
                parameters: {
                    ...{ lake: `s3a://${BUCKET}/${FLIGHTS}`, format, steps },
                    months: `${MONTHS[0]}-${MONTHS.at(-1)}`,
                },
                restart: { policy: "on-failure", retries: 3, interval: "1s" },
                wait: "completed",
                ...(trigger !== undefined && { trigger }),
            },
        ]),
    );
}
