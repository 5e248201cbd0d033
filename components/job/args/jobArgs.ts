import * as pulumi from "@pulumi/pulumi";
import { LogFormat, LogLevel } from "../../spark/environment";
import { ImagePullPolicy } from "../../spark/imagePullPolicy";
import { TableFormat } from "../../spark/tableFormat";
import { TeamConnection } from "../../team/connection";
import { DepsArgs } from "./depsArgs";
import { IngressArgs } from "./ingressArgs";
import { DriverArgs, ExecutorArgs } from "./roleArgs";
import { SchedulerArgs } from "./schedulerArgs";

export { ImagePullPolicy } from "../../spark/imagePullPolicy";
export * from "./depsArgs";
export * from "./ingressArgs";
export * from "./resourceArgs";
export * from "./roleArgs";
export * from "./schedulerArgs";
export * from "./volumeArgs";

/** What a job is written in. */
export const Language = { Python: "Python", Scala: "Scala", Java: "Java", R: "R" } as const;
export type Language = (typeof Language)[keyof typeof Language];

/** Whether a job's pods stay in one zone, which keeps shuffle traffic free of charge. */
export const ZonePolicy = { Single: "single", Any: "any" } as const;
export type ZonePolicy = (typeof ZonePolicy)[keyof typeof ZonePolicy];

/** What an update waits for. */
export const Wait = { None: "none", Running: "running", Completed: "completed" } as const;
export type Wait = (typeof Wait)[keyof typeof Wait];

/** When the operator starts a job again. */
export const RestartPolicy = { Never: "never", OnFailure: "on-failure", Always: "always" } as const;
export type RestartPolicy = (typeof RestartPolicy)[keyof typeof RestartPolicy];

/** What happens when a run is due while the last one is still going on. */
export const Concurrency = {
    /** They run side by side. */
    Allow: "allow",
    /** The new one is left out. */
    Forbid: "forbid",
    /** The old one is stopped and deleted. */
    Replace: "replace",
} as const;
export type Concurrency = (typeof Concurrency)[keyof typeof Concurrency];

/** What happens when a job ends. */
export interface RestartArgs {
    policy: RestartPolicy;
    /**
     * How often a failed job is tried again; only for `on-failure`.
     * @default 3
     */
    retries?: number;
    /**
     * Time before the first retry, e.g. "10s"; each further one waits that much longer.
     * @default "10s"
     */
    interval?: string;
}

/** What every Spark job has, however it is started. */
export interface SparkJobArgs {
    /** Team that the job runs for: `platform.team("processing")`. */
    team: TeamConnection;
    /**
     * What runs: a Python file, R file or jar of this project (delivered with the job, up to 1 MiB),
     * or elsewhere, as a `local://` (inside the image) or `https://` address, or another that the
     * image reads, such as `s3a://`: Spark's own images read no object stores.
     * @example "jobs/pi.py"
     */
    main: string;
    /**
     * Folder that the paths of project files begin at, in `main` and `deps`; relative to the
     * project's folder.
     * @default the folder of Pulumi.yaml; without one, the working directory
     * @example "../jobs"
     */
    projectFolder?: string;
    /**
     * What the job is written in.
     * @default by the ending of `main`: .py is Python, .R is R, .jar is Scala
     */
    language?: Language;
    /** Class with the `main` method; for jars only, and needed there. */
    mainClass?: string;
    /** Arguments of the program. */
    arguments?: pulumi.Input<string>[];
    /** Further arguments in the form `key=value`, after `arguments`. */
    parameters?: Record<string, pulumi.Input<string>>;
    /** Files and libraries besides `main`. */
    deps?: DepsArgs;
    /**
     * Spark version of `image`.
     * @default the team's `jobDefaults`, or that of the platform's image
     */
    sparkVersion?: string;
    /**
     * Image with Spark and the job's libraries. Needs `sparkVersion`.
     * @default the team's `jobDefaults`, or the platform's image
     */
    image?: pulumi.Input<string>;
    /**
     * User that driver and executors run as: its number (uid), from 1 to 2147483647. The image should
     * have an entry for it in /etc/passwd, or an entrypoint that makes one, as Spark's images have.
     * @default 185, that of Spark's official images
     */
    user?: number;
    /**
     * Group that driver and executors run as, and that their volumes belong to: its number (gid),
     * from 0 to 2147483647. Pods with an image of the job or the platform are in group 0, too.
     * @default that of `user`
     */
    group?: number;
    /** @default the team's `jobDefaults`, or IfNotPresent */
    imagePullPolicy?: ImagePullPolicy;
    /**
     * Names of Secrets in the team's namespace that open the image's registry.
     * @default the team's `jobDefaults`
     */
    imagePullSecrets?: pulumi.Input<string>[];
    /** @default 1 core, 512 MiB heap */
    driver?: DriverArgs;
    /** @default one executor of 1 core, 512 MiB heap */
    executor?: ExecutorArgs;
    /**
     * Whether all pods of the job run in one zone.
     * @default single
     */
    zonePolicy?: ZonePolicy;
    /**
     * The zone to run in.
     * @default one of the cluster's zones, by the job's name
     */
    zone?: string;
    /**
     * How the job keeps its tables.
     * @default the team's
     */
    tableFormat?: TableFormat;
    /** Spark properties; they win over the team's and the platform's. */
    conf?: Record<string, pulumi.Input<string>>;
    /** @default the team's */
    logLevel?: LogLevel;
    /**
     * How the log of driver and executors is written.
     * @default the team's
     */
    logFormat?: LogFormat;
    /** @default the job runs once, also if it fails */
    restart?: RestartArgs;
    /**
     * Longest time that one attempt may run, e.g. "2h": the node then stops the driver, and the
     * attempt has failed. It counts from the moment when the driver has a node.
     *
     * A driver that has no node for that long is stopped by the update that waits for the job
     * (`wait`), or, in a schedule, by a small pod that watches the start of each run.
     * @default no limit
     */
    timeout?: string;
    /**
     * A batch scheduler, and the queue that the job waits in.
     * @default the cluster's own scheduler, without a queue
     */
    scheduler?: SchedulerArgs;
    /**
     * Ports of the job's pods that other namespaces may connect to.
     * @default none
     * @example [{ port: 15002, from: ["notebooks"] }]
     */
    ingress?: IngressArgs[];
    /** Labels of the job's object in the cluster, its runs and their pods. */
    labels?: Record<string, string>;
    /** Annotations of the job's object in the cluster; not of its pods. */
    annotations?: Record<string, string>;
}

/** A Spark job that runs once for each change of its definition. */
export interface SparkApplicationArgs extends SparkJobArgs {
    /**
     * What an update waits for; a job that fails in that time fails the update.
     * @default none
     */
    wait?: Wait;
    /** Any text; the job runs again when it changes. */
    trigger?: string;
    /**
     * Whether the job is held back: it is declared, and has no pods. `true` for a job that runs ends
     * its driver; it starts from the beginning once this is `false` again. A finished job stays as
     * it is. No update waits for a suspended job.
     * @default false
     */
    suspend?: boolean;
    /**
     * Time after which a finished job's record and logs are removed, e.g. "7d".
     * @default they stay as long as the job is declared
     */
    timeToLive?: string;
}

/** How many finished runs of a schedule are kept; `timeToLive` may remove them earlier. */
export interface HistoryArgs {
    /** @default 1 */
    successful?: number;
    /** @default 1 */
    failed?: number;
}

/** A Spark job that runs by a schedule. `restart` knows no "always" here. */
export interface ScheduledSparkApplicationArgs extends SparkJobArgs {
    /**
     * When it runs: cron's five fields (minute, hour, day of month, month, day of week), or
     * `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`, `@every 90m`.
     * @example "0 2 * * mon-fri"
     */
    schedule: string;
    /**
     * Time zone of `schedule`, by its IANA name, e.g. "Europe/Lisbon".
     * @default "UTC"
     */
    timeZone?: string;
    /** @default forbid */
    concurrency?: Concurrency;
    /** Finished runs that are kept. */
    history?: HistoryArgs;
    /**
     * Whether no further runs are started. One that was due in the meantime is made up for when this
     * is false again.
     * @default false
     */
    suspend?: boolean;
    /**
     * Time after which a finished run's record and logs are removed.
     * @default "7d"
     */
    timeToLive?: string;
}

/** A job's arguments without its team; those of a schedule where there is one. */
export type JobArgs = Omit<SparkApplicationArgs & Partial<ScheduledSparkApplicationArgs>, "team">;

/** A job's arguments, once all of them are known. */
export type ResolvedJobArgs = pulumi.Unwrap<JobArgs>;
