import { JobSize } from "./sparkLoad";

/** Zones of a cluster where jobs are placed. */
export const ZONES = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

/** Four jobs of different shapes with 27 pods; their names spread them across all three zones. */
export const JOBS: Readonly<Record<string, JobSize>> = {
    report: {
        driver: { cores: 1, memory: "2g" },
        executor: { instances: 6, cores: 4, memory: "20g" },
    },
    daily: {
        driver: { cores: 2, memory: "4g" },
        executor: { instances: 4, cores: 2, memory: "6g" },
    },
    scores: {
        driver: { cores: 1, memory: "2g" },
        executor: { instances: 8, cores: 8, memory: "24g" },
    },
    etl: {
        driver: { cores: 1, memory: "4g" },
        executor: { instances: 5, cores: 4, memory: "10g" },
    },
};

/** The pods of all these jobs. */
export const JOBS_PODS = 27;

/** The zone of each, by its name. */
export const JOBS_PLACES = [
    "daily: eu-central-1a",
    "etl: eu-central-1c",
    "report: eu-central-1a",
    "scores: eu-central-1b",
];
