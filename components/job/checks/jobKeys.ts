import { POD_USER_KEYS } from "./userChecks";

const ROLES = "set it in `driver` and `executor`";
const TEAM_ACCOUNT = "jobs run as the team's service account; remove it";

/**
 * Keys that a SparkApplication, the operator's other kinds and Kubernetes have for what is said
 * otherwise here.
 */
export const JOB_KEYS: ReadonlyMap<string, string> = new Map([
    ...POD_USER_KEYS,
    ["batchScheduler", "use `scheduler`: { name, queue, priorityClass }"],
    ["batchSchedulerOptions", "use `scheduler`: { name, queue, priorityClass }"],
    ["schedulerName", "use `scheduler`: { name, queue, priorityClass }"],
    [
        "schedule",
        "jobs that run by a schedule are a kind of their own (`scheduledJobs`, ScheduledSparkApplication)",
    ],
    ["queue", "use `scheduler`: { name, queue, priorityClass }"],
    ["timeToLiveSeconds", 'use `timeToLive`, a time (e.g. "7d")'],
    ["activeDeadlineSeconds", 'use `timeout`, a time (e.g. "2h")'],
    ["timeoutSeconds", 'use `timeout`, a time (e.g. "2h")'],
    ["sparkConf", "use `conf`"],
    ["sparkConfigMap", "use `conf`"],
    ["hadoopConf", "use `conf`, with `spark.hadoop.` before each name"],
    ["hadoopConfigMap", "use `conf`, with `spark.hadoop.` before each name"],
    ["mainApplicationFile", "use `main`"],
    ["type", "use `language`"],
    ["pythonVersion", "the image decides it; remove it"],
    ["mode", 'jobs run in mode "cluster"; remove it'],
    ["restartPolicy", "use `restart`: { policy, retries, interval }"],
    ["failureRetries", "use `restart`: { policy: on-failure, retries: … }"],
    ["retryInterval", "use `restart`: { policy: on-failure, interval: … }"],
    ["dynamicAllocation", "use `executor.dynamicAllocation`"],
    ["memoryOverheadFactor", "use `memoryOverhead` of driver and executor"],
    ["nodeSelector", ROLES],
    ["tolerations", ROLES],
    ["volumes", `${ROLES}: each of a role's \`volumes\` has its \`mountPath\``],
    ["env", ROLES],
    ["serviceAccount", TEAM_ACCOUNT],
    ["serviceAccountName", TEAM_ACCOUNT],
    ["driverIngressOptions", "use `ingress`: [{ port, from }]"],
    ["monitoring", "drivers give their metrics to Prometheus by themselves; remove it"],
]);

/** The same for a schedule. */
export const SCHEDULE_KEYS: ReadonlyMap<string, string> = new Map([
    ...JOB_KEYS,
    ["concurrencyPolicy", "use `concurrency`"],
    ["successfulRunHistoryLimit", "use `history.successful`"],
    ["failedRunHistoryLimit", "use `history.failed`"],
    ["template", "a schedule has the job's arguments beside its own"],
]);
