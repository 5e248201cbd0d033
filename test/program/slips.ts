/** A stack file as it is written in a hurry, and all that is said of it. */
export interface Slip {
    title: string;
    /** Keys below `config`. */
    file: string;
    /** Each message; none where the file is accepted. */
    says: readonly string[];
    /** Where it is accepted: the same, written as the reference asks for it. */
    means?: string;
}

const CLUSTER = "cluster: { context: laptop }\n";
const TEAM = "teams: { data: {} }\n";
const BASE = `${CLUSTER}${TEAM}`;

function job(args: string): string {
    return `${BASE}jobs: { pi: { team: data, main: jobs/pi.py, ${args} } }`;
}

function team(args: string): string {
    return `${CLUSTER}teams: { data: { ${args} } }`;
}

/** Numbers, booleans and quotes. */
const QUOTES: readonly Slip[] = [
    {
        title: "a whole number for CPU",
        file: team("quota: { cpu: 6 }"),
        says: [],
        means: team('quota: { cpu: "6" }'),
    },
    {
        title: "a fraction for CPU",
        file: job("driver: { coreRequest: 0.5, coreLimit: 2.0 }"),
        says: [],
        means: job('driver: { coreRequest: "0.5", coreLimit: "2" }'),
    },
    {
        title: "numbers and booleans as arguments",
        file: job("arguments: [100, true, 0.25]"),
        says: [],
        means: job('arguments: ["100", "true", "0.25"]'),
    },
    {
        title: "a number as parameter",
        file: job("parameters: { minimum: 20 }"),
        says: [],
        means: job('parameters: { minimum: "20" }'),
    },
    {
        title: "numbers and booleans as Spark properties",
        file: `${BASE}sparkConf: { spark.sql.shuffle.partitions: 64, spark.memory.fraction: 0.6, spark.ui.enabled: false }`,
        says: [],
        means: `${BASE}sparkConf: { spark.sql.shuffle.partitions: "64", spark.memory.fraction: "0.6", spark.ui.enabled: "false" }`,
    },
    {
        title: "a number as label",
        file: team("labels: { cost-centre: 4711 }"),
        says: [],
        means: team('labels: { cost-centre: "4711" }'),
    },
    {
        title: "numbers and booleans as environment variables",
        file: job("driver: { env: { RETRIES: 3, DEBUG: true } }"),
        says: [],
        means: job('driver: { env: { RETRIES: "3", DEBUG: "true" } }'),
    },
    {
        title: "amounts of a container without quotes",
        file: job(
            "driver: { sidecars: [{ name: logs, image: busybox, resources: { requests: { cpu: 1, example.com/device: 2 } } }] }",
        ),
        says: [],
        means: job(
            'driver: { sidecars: [{ name: logs, image: busybox, resources: { requests: { cpu: "1", example.com/device: "2" } } }] }',
        ),
    },
    {
        title: "quotes around numbers and booleans",
        file: job(
            'user: "185", suspend: "true", executor: { instances: "2", resources: { gpu: { amount: "1", perTask: "0.5" } } }',
        ),
        says: [],
        means: job(
            "user: 185, suspend: true, executor: { instances: 2, resources: { gpu: { amount: 1, perTask: 0.5 } } }",
        ),
    },
    {
        title: "a number that YAML reads as another one",
        file: job("arguments: [0123, 1.10, 1e3, 1_000, 0x1F, 4.0]"),
        says: [
            'jobs.pi.arguments[0]: YAML reads 0123 as 83: write it in quotes (e.g. "0123")',
            'jobs.pi.arguments[1]: YAML reads 1.10 as 1.1: write it in quotes (e.g. "1.10")',
            'jobs.pi.arguments[2]: YAML reads 1e3 as 1000: write it in quotes (e.g. "1e3")',
            'jobs.pi.arguments[3]: YAML reads 1_000 as 1000: write it in quotes (e.g. "1_000")',
            'jobs.pi.arguments[4]: YAML reads 0x1F as 31: write it in quotes (e.g. "0x1F")',
            'jobs.pi.arguments[5]: YAML reads 4.0 as 4: write it in quotes (e.g. "4.0")',
        ],
    },
    {
        title: "a number with more digits than a number keeps",
        file: job("parameters: { account: 12345678901234567890 }"),
        says: [
            "jobs.pi.parameters.account: YAML reads 12345678901234567890 as 12345678901234567000: " +
                'write it in quotes (e.g. "12345678901234567890")',
        ],
    },
    {
        title: "a boolean in capitals",
        file: job("driver: { env: { DEBUG: True } }"),
        says: [
            'jobs.pi.driver.env.DEBUG: YAML reads True as true: write it in quotes (e.g. "True")',
        ],
    },
    {
        title: "a date without quotes",
        file: job("parameters: { day: 2026-11-22 }"),
        says: [
            'jobs.pi.parameters.day: "2026-11-22 00:00:00 +0000 UTC" was a date without quotes; ' +
                'write it as "2026-01-31"',
        ],
    },
    {
        title: "a version of Spark as a number",
        file: job("image: example.com/spark:4, sparkVersion: 4.0"),
        says: [
            'jobs.pi.sparkVersion: 4 is not a Spark version: write all of it, in quotes (e.g. "4.1.2")',
        ],
    },
    {
        title: "a version of Kubernetes as a number",
        file: `cluster: { kind: eks, adminRoles: [], version: 1.35 }\n${TEAM}`,
        says: ['cluster.version: 1.35 is not a string: write it in quotes (e.g. "1.35")'],
    },
    {
        title: "numbers without their unit",
        file: job("timeout: 3600, executor: { memory: 4 }"),
        says: [
            'jobs.pi.timeout: 3600 is not a duration: a whole number and s, m, h or d (e.g. "3600s")',
            "jobs.pi.executor.memory: 4 is not a Spark memory size: a whole number and k, m, g or t " +
                '(e.g. "4g")',
        ],
    },
];

/** Keys without a value. */
const EMPTY: readonly Slip[] = [
    {
        title: "empty parts that may be empty",
        file: `${CLUSTER}environment:\nteams:\n    data:\noperator:\nsparkConf:\njobs:\npreset:`,
        says: [],
        means: `${CLUSTER}teams: { data: {} }\noperator: {}\nsparkConf: {}\njobs: {}`,
    },
    {
        title: "empty parts of a job",
        file: job("driver: , executor: { instances: , labels: }, arguments: , restart: , deps: "),
        says: [],
        means: job("driver: {}, executor: { labels: {} }, deps: {}"),
    },
    {
        title: "an empty volume that needs no more",
        file: job("driver: { volumes: { scratch: { mountPath: /scratch, emptyDir: } } }"),
        says: [],
        means: job("driver: { volumes: { scratch: { mountPath: /scratch, emptyDir: {} } } }"),
    },
    {
        title: "an empty job",
        file: `${BASE}jobs:\n    pi:`,
        says: ["jobs.pi.team: is missing", "jobs.pi.main: is missing"],
    },
    {
        title: "an empty cluster and no team",
        file: "cluster:\nteams:",
        says: [
            "cluster.context: is missing",
            'teams: is empty: name at least one team (e.g. "processing: {}")',
        ],
    },
    {
        title: "an environment variable without a value",
        file: job("driver: { env: { EMPTY: } }"),
        says: ['jobs.pi.driver.env.EMPTY: null is not a string: write "" for an empty one'],
    },
];

/** A value of another shape. */
const SHAPES: readonly Slip[] = [
    {
        title: "lists of names for maps",
        file: `${CLUSTER}teams: [data, risk]\njobs: [pi]`,
        says: [
            'teams: ["data","risk"] is not a map of keys and values (e.g. { data: {}, risk: {} })',
            'jobs: ["pi"] is not a map of keys and values (e.g. { pi: { team: …, main: … } })',
        ],
    },
    {
        title: "a word for a map",
        file: `${BASE}operator: none`,
        says: ['operator: "none" is not a map of keys and values (e.g. { install: true })'],
    },
    {
        title: "Kubernetes' list of variables",
        file: job("driver: { env: [{ name: MODE, value: full }] }"),
        says: [
            'jobs.pi.driver.env: [{"name":"MODE","value":"full"}] is not a map of keys and values ' +
                '(e.g. { MODE: "full" })',
        ],
    },
    {
        title: "Kubernetes' list of volumes",
        file: job("driver: { volumes: [{ name: data, mountPath: /data, claim: warehouse }] }"),
        says: [
            'jobs.pi.driver.volumes: [{"name":"data","mountPath":"/data","claim":"warehouse"}] is not a ' +
                "map of keys and values (e.g. { data: { mountPath: … } })",
        ],
    },
    {
        title: "a number for a role, and a word for a list",
        file: job('executor: 2, arguments: "100"'),
        says: [
            "jobs.pi.executor: 2 is not a map of keys and values (e.g. { cores: 1 })",
            'jobs.pi.arguments: "100" is not a list (e.g. ["100"])',
        ],
    },
    {
        title: "a map for a list",
        file: team("submitters: { name: airflow }"),
        says: [
            'teams.data.submitters: {"name":"airflow"} is not a list (e.g. [{"name":"airflow"}])',
        ],
    },
    {
        title: "a word for what has a name",
        file: job("scheduler: volcano"),
        says: [
            'jobs.pi.scheduler: "volcano" is not a map of keys and values (e.g. { name: kueue })',
        ],
    },
];

const JOB_KEYS =
    "(known: team, main, projectFolder, language, mainClass, arguments, parameters, deps, sparkVersion, " +
    "image, user, group, imagePullPolicy, imagePullSecrets, driver, executor, zonePolicy, zone, tableFormat, " +
    "conf, logLevel, logFormat, restart, timeout, scheduler, ingress, labels, annotations";
/** What a message about an unknown key of a job ends with. */
export const ONE_SHOT_KEYS = `${JOB_KEYS}, wait, trigger, suspend, timeToLive)`;
const SCHEDULE_KEYS = `${JOB_KEYS}, schedule, timeZone, concurrency, history, suspend, timeToLive)`;

function schedule(args: string): string {
    return `${BASE}scheduledJobs: { nightly: { team: data, main: jobs/pi.py, ${args} } }`;
}

/** Names that other tools have. */
const SYNONYMS: readonly Slip[] = [
    ...["k3s", "kind", "minikube"].map((kind): Slip => ({
        title: `${kind} as kind of a cluster`,
        file: `cluster: { kind: ${kind}, context: laptop }\n${TEAM}`,
        says: [
            `cluster.kind: unknown cluster kind "${kind}"; did you mean "kubernetes"? ` +
                "(known: kubernetes, eks, existing-eks)",
        ],
    })),
    ...(
        [
            ["production", "prod"],
            ["development", "dev"],
            ["Prod", "prod"],
        ] as const
    ).map(([wrong, meant]): Slip => ({
        title: `${wrong} as environment`,
        file: `${BASE}environment: ${wrong}`,
        says: [
            `environment: unknown environment "${wrong}"; did you mean "${meant}"? ` +
                "(known: dev, staging, prod)",
        ],
    })),
    {
        title: "cron for schedule",
        file: schedule('cron: "0 2 * * *"'),
        says: [
            `scheduledJobs.nightly.cron: unknown key "cron"; did you mean "schedule"? ${SCHEDULE_KEYS}`,
            "scheduledJobs.nightly.schedule: is missing",
        ],
    },
    {
        title: "the operator's and Kubernetes' keys of a schedule",
        file: schedule(
            'schedule: "@daily", concurrencyPolicy: Forbid, timezone: UTC, successfulRunHistoryLimit: 3',
        ),
        says: [
            'scheduledJobs.nightly.concurrencyPolicy: unknown key "concurrencyPolicy": use `concurrency`',
            `scheduledJobs.nightly.timezone: unknown key "timezone"; did you mean "timeZone"? ${SCHEDULE_KEYS}`,
            'scheduledJobs.nightly.successfulRunHistoryLimit: unknown key "successfulRunHistoryLimit": ' +
                "use `history.successful`",
        ],
    },
    {
        title: "a key of a CronJob that means nothing here",
        file: schedule('schedule: "@daily", startingDeadlineSeconds: 60'),
        says: [
            `scheduledJobs.nightly.startingDeadlineSeconds: unknown key "startingDeadlineSeconds" ${SCHEDULE_KEYS}`,
        ],
    },
    {
        title: "values in the operator's spelling",
        file: schedule(
            'schedule: "@daily", concurrency: Forbid, restart: { policy: OnFailure }, language: python',
        ),
        says: [
            'scheduledJobs.nightly.concurrency: unknown concurrency "Forbid"; did you mean "forbid"? ' +
                "(known: allow, forbid, replace)",
            'scheduledJobs.nightly.restart.policy: unknown restart policy "OnFailure"; did you mean ' +
                '"on-failure"? (known: never, on-failure, always)',
            'scheduledJobs.nightly.language: unknown language "python"; did you mean "Python"? ' +
                "(known: Python, Scala, Java, R)",
        ],
    },
    {
        title: "the operator's keys of an application",
        file: `${BASE}jobs: { pi: { team: data, mainApplicationFile: jobs/pi.py, sparkConf: {}, timeToLiveSeconds: 60, batchScheduler: volcano, monitoring: {} } }`,
        says: [
            'jobs.pi.mainApplicationFile: unknown key "mainApplicationFile": use `main`',
            'jobs.pi.sparkConf: unknown key "sparkConf": use `conf`',
            'jobs.pi.timeToLiveSeconds: unknown key "timeToLiveSeconds": use `timeToLive`, a duration (e.g. "7d")',
            'jobs.pi.batchScheduler: unknown key "batchScheduler": use `scheduler`: { name, queue, priorityClass }',
            'jobs.pi.monitoring: unknown key "monitoring": drivers already expose metrics to ' +
                "Prometheus; remove it",
            "jobs.pi.main: is missing",
        ],
    },
    {
        title: "keys in another case",
        file: job("MainClass: a.B, main_class: a.B, restart-policy: {}, sparkconf: {}"),
        says: [
            `jobs.pi.MainClass: unknown key "MainClass"; did you mean "mainClass"? ${ONE_SHOT_KEYS}`,
            `jobs.pi.main_class: unknown key "main_class"; did you mean "mainClass"? ${ONE_SHOT_KEYS}`,
            'jobs.pi.restart-policy: unknown key "restart-policy": use `restart`: { policy, retries, interval }',
            'jobs.pi.sparkconf: unknown key "sparkconf": use `conf`',
        ],
    },
    {
        title: "keys of a role at the job",
        file: job("instances: 2, cores: 1, nodeSelector: {}, env: {}, pvc: data"),
        says: [
            `jobs.pi.instances: unknown key "instances"; did you mean "executor.instances"? ${ONE_SHOT_KEYS}`,
            `jobs.pi.cores: unknown key "cores"; did you mean "driver.cores" or "executor.cores"? ${ONE_SHOT_KEYS}`,
            'jobs.pi.nodeSelector: unknown key "nodeSelector": set it in `driver` and `executor`',
            'jobs.pi.env: unknown key "env": set it in `driver` and `executor`',
            `jobs.pi.pvc: unknown key "pvc" ${ONE_SHOT_KEYS}`,
        ],
    },
    {
        title: "keys of the job at a role",
        file: job(
            "driver: { sparkVersion: 4.1.2, mainClass: a.B, pvc: data, serviceAccount: etl }",
        ),
        says: [
            'jobs.pi.driver.sparkVersion: unknown key "sparkVersion": set the job\'s `sparkVersion`',
            'jobs.pi.driver.mainClass: unknown key "mainClass": set the job\'s `mainClass`',
            'jobs.pi.driver.pvc: unknown key "pvc": use `volumes`: { NAME: { mountPath, claim } }',
            'jobs.pi.driver.serviceAccount: unknown key "serviceAccount": all jobs run as the ' +
                "team's service account: remove it",
        ],
    },
    {
        title: "pvc for claim",
        file: job("driver: { volumes: { data: { mountPath: /data, pvc: warehouse } } }"),
        says: [
            'jobs.pi.driver.volumes.data.pvc: unknown key "pvc"; did you mean "claim"? (known: mountPath, ' +
                "readOnly, localDir, emptyDir, claimPerExecutor, claim, configMap, secret, items, " +
                "defaultMode, optional, hostPath)",
            "jobs.pi.driver.volumes.data: needs a source: set one of emptyDir, claimPerExecutor, " +
                "claim, configMap, secret, hostPath",
        ],
    },
    {
        title: "conf for sparkConf, and keys that belong further down",
        file: `${team("conf: {}")}\nconf: {}\ncontext: laptop\nschedule: "@daily"`,
        says: [
            'teams.data.conf: unknown key "conf"; did you mean "sparkConf"? (known: createNamespace, labels, ' +
                "quota, access, databases, tableFormat, identity, submitters, podSecurity, sparkVersion, " +
                "logLevel, logFormat, sparkConf, serviceAccount, jobDefaults)",
            'conf: unknown key "conf": use `sparkConf`',
            'context: unknown key "context": set it in `cluster`',
            'schedule: unknown key "schedule": set it for each of the `scheduledJobs`',
        ],
    },
    {
        title: "architecture for arch",
        file:
            `cluster: { kind: eks, adminRoles: [] }\n${TEAM}nodePools:\n` +
            "    driver: { role: driver, capacity: on-demand, architecture: arm64 }\n" +
            "    executor: { role: executor, capacity: OnDemand, arch: graviton }",
        says: [
            'nodePools.driver.architecture: unknown key "architecture"; did you mean "arch"? (known: role, ' +
                "capacity, zones, families, instanceTypes, arch, cpuLimit, minNodes, maxNodes, weight, " +
                "localStorage, volumeSizeGib, volumeThroughputMibps, fastImagePull)",
            'nodePools.executor.capacity: unknown capacity "OnDemand"; did you mean "on-demand"? ' +
                "(known: on-demand, spot)",
            'nodePools.executor.arch: unknown architecture "graviton"; did you mean "arm64"? ' +
                "(known: amd64, arm64)",
        ],
    },
];

/** What people write, as the issues of such tools show it. */
export const SLIPS: readonly Slip[] = [...QUOTES, ...EMPTY, ...SHAPES, ...SYNONYMS];
