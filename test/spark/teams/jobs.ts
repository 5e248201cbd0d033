/** Number of jobs whose placement is checked; `make soak` sets ten. */
const placed = Number(process.env.PLACED_JOBS ?? 6);

/** Two cores cannot submit ten jobs at once in time. */
export const operator = { values: { controller: { workers: 3 } } };

export const teams = {
    alpha: {
        sparkConf: { "spark.locality.wait": "1s" },
        submitters: [{ name: "airflow", orchestrator: true }],
    },
    beta: {},
    // Room for a job of a driver and an executor, and for half of another one.
    tight: { quota: { cpu: "800m", memory: "8Gi", drivers: 2 } },
    lifecycle: {},
};

const ended = { team: "alpha", wait: "completed" };
const levels = { ...ended, main: "jobs/levels.py" };
const asked = {
    conf: {
        ...ended,
        main: "jobs/echo.py",
        conf: { "spark.sql.shuffle.partitions": "7" },
        executor: { instances: 2, memory: "600m" },
    },
    "at-info": { ...levels, logLevel: "INFO" },
    "at-warn": { ...levels, logLevel: "WARN" },
    "at-error": { ...levels, logLevel: "ERROR" },
    ask: { ...ended, main: "jobs/askTheApi.py", logLevel: "WARN" },
    volumes: {
        ...ended,
        main: "jobs/volumes.py",
        logLevel: "WARN",
        executor: {
            volumes: {
                data: {
                    mountPath: "/data",
                    claimPerExecutor: { size: "1Gi", storageClass: "by-hand" },
                },
                scratch: {
                    mountPath: "/scratch",
                    localDir: true,
                    emptyDir: { memory: true, sizeLimit: "64Mi" },
                },
            },
        },
    },
};

const more = Array.from({ length: Math.max(0, placed - Object.keys(asked).length) }, (_, index) => [
    `placed-${index + 1}`,
    levels,
]);

export const jobs = { ...asked, ...(Object.fromEntries(more) as Record<string, typeof levels>) };
