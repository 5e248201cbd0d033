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

/** Language of a job. */
export const Language = { Python: "Python", Scala: "Scala", Java: "Java", R: "R" } as const;
export type Language = (typeof Language)[keyof typeof Language];

/** Whether all pods of a job run in one zone. */
export const ZonePolicy = {
    /** All pods run in one zone: shuffle traffic between zones would cost money. */
    Single: "single",
    /** Pods run in any zone. */
    Any: "any",
} as const;
export type ZonePolicy = (typeof ZonePolicy)[keyof typeof ZonePolicy];

/** What an update waits for. */
export const Wait = {
    /** Nothing: the job is submitted. */
    None: "none",
    /** The driver runs. */
    Running: "running",
    /** The job has finished. */
    Completed: "completed",
} as const;
export type Wait = (typeof Wait)[keyof typeof Wait];

/** When the operator restarts a job. */
export const RestartPolicy = {
    /** The job runs once, even if it fails. */
    Never: "never",
    /** A failed job is retried, up to `retries` times. */
    OnFailure: "on-failure",
    /** The job restarts whenever it ends. Not for schedules: the first run would never end. */
    Always: "always",
} as const;
export type RestartPolicy = (typeof RestartPolicy)[keyof typeof RestartPolicy];

/** What happens when a run is due while the previous one is still running. */
export const Concurrency = {
    /** Both run at the same time. */
    Allow: "allow",
    /** The new run is skipped. */
    Forbid: "forbid",
    /** The running one is stopped and deleted. */
    Replace: "replace",
} as const;
export type Concurrency = (typeof Concurrency)[keyof typeof Concurrency];

/** What happens when a job ends. */
export interface RestartArgs {
    /** When the job restarts. */
    policy: RestartPolicy;
    /**
     * Number of retries of a failed job. Only with policy "on-failure".
     * @default 3
     */
    retries?: number;
    /**
     * Time before the first retry, as a duration such as "10s". Each further retry waits that much
     * longer. Only with policy "on-failure".
     * @default "10s"
     */
    interval?: string;
}

/** Arguments of every Spark job, whether it runs once or on a schedule. */
export interface SparkJobArgs {
    /** Team that the job runs for: `platform.team("processing")`. */
    team: TeamConnection;
    /**
     * The program: a `.py`, `.R` or `.jar` file. A path names a file of this project, which is
     * delivered with the job (up to 1 MiB). Anything else is a URI: `local://` (inside the image),
     * `https://`, or another scheme that the image can read, such as `s3a://`. Spark's own images
     * cannot read object stores.
     * @example "jobs/pi.py"
     */
    main: string;
    /**
     * Folder that the paths of project files in `main` and `deps` start from, relative to the
     * project's folder.
     * @default the folder of Pulumi.yaml; without one, the working directory
     * @example "../jobs"
     */
    projectFolder?: string;
    /**
     * Language of the program. R needs an image with R: the platform's image has none.
     * @default by the extension of `main`: .py is Python, .R is R, .jar is Scala
     */
    language?: Language;
    /**
     * Class with the `main` method. Required for jars, and only allowed there.
     * @default none
     * @example "org.apache.spark.examples.SparkPi"
     */
    mainClass?: string;
    /**
     * Command-line arguments of the program.
     * @default []
     * @example ["100"]
     */
    arguments?: pulumi.Input<string>[];
    /**
     * Further command-line arguments in the form `key=value`, after `arguments`.
     * @default {}
     * @example { minimum: "20" }
     */
    parameters?: Record<string, pulumi.Input<string>>;
    /**
     * Files and libraries besides `main`.
     * @default none
     */
    deps?: DepsArgs;
    /**
     * Spark version of `image`, 3.3 or newer.
     * @default the team's `jobDefaults`, or the version of the platform's image
     * @example "4.1.2"
     */
    sparkVersion?: string;
    /**
     * Image with Spark and the job's libraries. Needs `sparkVersion`.
     * @default the team's `jobDefaults`, or the platform's image
     */
    image?: pulumi.Input<string>;
    /**
     * User ID that driver and executors run as, from 1 to 2147483647. The image should have an
     * entry for it in /etc/passwd, or an entrypoint that adds one, as Spark's images do.
     * @default 185: that of Spark's official images
     */
    user?: number;
    /**
     * Group ID that driver and executors run as, and that owns their volumes, from 0 to 2147483647.
     * With an image of the job or the platform, pods are also in group 0.
     * @default that of `user`
     */
    group?: number;
    /**
     * When a node pulls the image.
     * @default the team's `jobDefaults`, or "IfNotPresent"
     */
    imagePullPolicy?: ImagePullPolicy;
    /**
     * Names of Secrets in the team's namespace with the credentials of the image's registry.
     * @default the team's `jobDefaults`
     */
    imagePullSecrets?: pulumi.Input<string>[];
    /**
     * Resources and pod settings of the driver.
     * @default 1 core, 512 MiB of heap
     */
    driver?: DriverArgs;
    /**
     * Number, resources and pod settings of the executors.
     * @default one executor with 1 core and 512 MiB of heap
     */
    executor?: ExecutorArgs;
    /**
     * Whether all pods of the job run in one zone.
     * @default "single"
     */
    zonePolicy?: ZonePolicy;
    /**
     * Zone to run in. Only with zonePolicy "single".
     * @default one of the cluster's zones, chosen by the job's name
     * @example "eu-central-1a"
     */
    zone?: string;
    /**
     * Table format of the job: it sets Spark's catalog, extensions and committers.
     * @default the team's
     */
    tableFormat?: TableFormat;
    /**
     * Spark properties. They override those of the team, the platform and the library.
     * @default {}
     * @example { "spark.sql.shuffle.partitions": "64" }
     */
    conf?: Record<string, pulumi.Input<string>>;
    /**
     * Log level of driver and executors, from their start on.
     * @default the team's
     */
    logLevel?: LogLevel;
    /**
     * Log format of driver and executors.
     * @default the team's
     */
    logFormat?: LogFormat;
    /**
     * Whether and how the job restarts when it ends.
     * @default policy "never": the job runs once, even if it fails
     */
    restart?: RestartArgs;
    /**
     * Time limit of one attempt, as a duration such as "2h". The node then stops the driver, and
     * the attempt has failed. Time counts from the moment when the driver has a node.
     *
     * A driver that gets no node for that long is stopped by the update that waits for the job
     * (`wait`) or, in a schedule, by a small pod that watches the start of each run.
     * @default no limit
     * @example "2h"
     */
    timeout?: string;
    /**
     * Batch scheduler, and the queue that the job waits in.
     * @default the cluster's own scheduler, without a queue
     * @example { name: "kueue", queue: "spark" }
     */
    scheduler?: SchedulerArgs;
    /**
     * Ports of the job's pods that pods of other namespaces may connect to.
     * @default none
     * @example [{ port: 15002, from: ["notebooks"] }]
     */
    ingress?: IngressArgs[];
    /**
     * Labels of the job's object in the cluster, its runs and their pods. A changed label runs the
     * job again.
     * @default {}
     */
    labels?: Record<string, string>;
    /**
     * Annotations of the job's object in the cluster. Pods have their own (`driver.annotations`),
     * and runs of a schedule get none.
     * @default {}
     */
    annotations?: Record<string, string>;
}

/**
 * Arguments of a `SparkApplication`: a Spark job that runs once for each change of its definition.
 */
export interface SparkApplicationArgs extends SparkJobArgs {
    /**
     * What an update waits for. A job that fails during that time fails the update.
     * @default "none"
     */
    wait?: Wait;
    /**
     * Change this value to run the job again.
     * @default none
     * @example "2026-01-31"
     */
    trigger?: string;
    /**
     * Suspends the job: it is declared, but has no pods. `true` for a running job terminates its
     * driver; the job starts from the beginning once this is `false` again. A finished job is not
     * affected. No update waits for a suspended job.
     * @default false
     */
    suspend?: boolean;
    /**
     * Time after which a finished job's record and logs are deleted, as a duration such as "7d".
     * @default none: they are kept as long as the job is declared
     */
    timeToLive?: string;
}

/** Number of finished runs of a schedule to keep. `timeToLive` may delete them earlier. */
export interface HistoryArgs {
    /**
     * Number of successful runs to keep.
     * @default 1
     */
    successful?: number;
    /**
     * Number of failed runs to keep.
     * @default 1
     */
    failed?: number;
}

/**
 * Arguments of a `ScheduledSparkApplication`: a Spark job that runs on a schedule. Its
 * `restart.policy` cannot be "always".
 */
export interface ScheduledSparkApplicationArgs extends SparkJobArgs {
    /**
     * When the job runs: cron's five fields (minute, hour, day of month, month, day of week), or
     * `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`, `@every 90m`.
     * @throws if it contains a time zone: set that in `timeZone`
     * @example "0 2 * * mon-fri"
     */
    schedule: string;
    /**
     * Time zone of `schedule`, by its IANA name.
     * @default "UTC"
     * @example "Europe/Lisbon"
     */
    timeZone?: string;
    /**
     * What happens when a run is due while the previous one is still running.
     * @default "forbid"
     */
    concurrency?: Concurrency;
    /**
     * Number of finished runs to keep.
     * @default one successful and one failed run
     */
    history?: HistoryArgs;
    /**
     * Suspends the schedule: no further runs start. A run missed while suspended starts on resume.
     * @default false
     */
    suspend?: boolean;
    /**
     * Time after which a finished run's record and logs are deleted, as a duration.
     * @default "7d"
     */
    timeToLive?: string;
}

/** A job's arguments without its team, including those of a schedule. */
export type JobArgs = Omit<SparkApplicationArgs & Partial<ScheduledSparkApplicationArgs>, "team">;

/** A job's arguments once all Outputs are known. */
export type ResolvedJobArgs = pulumi.Unwrap<JobArgs>;
