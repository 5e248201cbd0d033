import { POD_USER_KEYS } from "./userChecks";

const ROLES = "set it in `driver` and `executor`";
const TEAM_ACCOUNT = "jobs run as the team's service account; remove it";

/** Keys of the operator's kinds and of Kubernetes that have another name or place here. */
export const JOB_KEYS: ReadonlyMap<string, string> = new Map([
    ...POD_USER_KEYS,
    ["batchScheduler", "use `scheduler`: { name, queue, priorityClass }"],
    ["batchSchedulerOptions", "use `scheduler`: { name, queue, priorityClass }"],
    ["schedulerName", "use `scheduler`: { name, queue, priorityClass }"],
    ["schedule", "to run a job on a schedule, use `scheduledJobs` (ScheduledSparkApplication)"],
    ["queue", "use `scheduler`: { name, queue, priorityClass }"],
    ["timeToLiveSeconds", 'use `timeToLive`, a duration (e.g. "7d")'],
    ["activeDeadlineSeconds", 'use `timeout`, a duration (e.g. "2h")'],
    ["timeoutSeconds", 'use `timeout`, a duration (e.g. "2h")'],
    ["sparkConf", "use `conf`"],
    ["sparkConfigMap", "use `conf`"],
    ["hadoopConf", "use `conf`, with `spark.hadoop.` before each name"],
    ["hadoopConfigMap", "use `conf`, with `spark.hadoop.` before each name"],
    ["mainApplicationFile", "use `main`"],
    ["type", "use `language`"],
    ["pythonVersion", "it is part of the image; remove it"],
    ["mode", 'jobs always run in mode "cluster"; remove it'],
    ["restartPolicy", "use `restart`: { policy, retries, interval }"],
    ["failureRetries", "use `restart`: { policy: on-failure, retries: … }"],
    ["retryInterval", "use `restart`: { policy: on-failure, interval: … }"],
    ["dynamicAllocation", "use `executor.dynamicAllocation`"],
    ["memoryOverheadFactor", "use `memoryOverhead` of driver and executor"],
    ["nodeSelector", ROLES],
    ["tolerations", ROLES],
    ["volumes", `${ROLES}: each of a role's \`volumes\` has a \`mountPath\``],
    ["env", ROLES],
    ["serviceAccount", TEAM_ACCOUNT],
    ["serviceAccountName", TEAM_ACCOUNT],
    ["driverIngressOptions", "use `ingress`: [{ port, from }]"],
    ["monitoring", "drivers already expose metrics to Prometheus; remove it"],
]);

/** The same for scheduled jobs. */
export const SCHEDULE_KEYS: ReadonlyMap<string, string> = new Map([
    ...JOB_KEYS,
    ["concurrencyPolicy", "use `concurrency`"],
    ["successfulRunHistoryLimit", "use `history.successful`"],
    ["failedRunHistoryLimit", "use `history.failed`"],
    ["template", "put the job's arguments beside `schedule`, without a template"],
]);
