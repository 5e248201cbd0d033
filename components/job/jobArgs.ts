import * as pulumi from "@pulumi/pulumi";
import { LogLevel } from "../environment";
import { TeamConnection } from "../team/connection";

/** Whether a job's pods stay in one zone, which keeps shuffle traffic free of charge. */
export const ZonePolicy = { Single: "single", Any: "any" } as const;
export type ZonePolicy = (typeof ZonePolicy)[keyof typeof ZonePolicy];

/** What an update waits for. */
export const Wait = { None: "none", Running: "running", Completed: "completed" } as const;
export type Wait = (typeof Wait)[keyof typeof Wait];

/** When the operator starts a job again. */
export const RestartPolicy = { Never: "never", OnFailure: "on-failure", Always: "always" } as const;
export type RestartPolicy = (typeof RestartPolicy)[keyof typeof RestartPolicy];

/** When a node's copy of the image is good enough. */
export const ImagePullPolicy = {
    IfNotPresent: "IfNotPresent",
    Always: "Always",
    Never: "Never",
} as const;
export type ImagePullPolicy = (typeof ImagePullPolicy)[keyof typeof ImagePullPolicy];

/** Size and looks of a driver or an executor. */
export interface RoleArgs {
    /**
     * Tasks that run at once.
     * @default 1
     */
    cores?: number;
    /**
     * CPU that the pod reserves on its node, as a Kubernetes quantity.
     * @default the cores, or "250m" if `cores` is not given either: small enough for a laptop
     */
    coreRequest?: string;
    /**
     * Most CPU that the pod may use, as a Kubernetes quantity, e.g. "1200m".
     * @default no limit
     */
    coreLimit?: string;
    /**
     * Heap of the JVM, e.g. "14g". The pod asks for more: Spark adds 10 % for JVM jobs, 40 % for
     * Python, and 384 MiB at least.
     * @default "512m"
     */
    memory?: string;
    /** Labels for the pods. */
    labels?: Record<string, string>;
    /** Annotations for the pods. */
    annotations?: Record<string, string>;
    /** Environment variables. Not for secrets: anybody who may read the job can read them. */
    env?: Record<string, pulumi.Input<string>>;
}

/** The driver: one pod, on on-demand capacity. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a name of its own in the API
export interface DriverArgs extends RoleArgs {}

/** Executors that come and go with the work there is. */
export interface DynamicAllocationArgs {
    /** Fewest executors. */
    min: number;
    /** Most executors. */
    max: number;
    /**
     * Executors at the start.
     * @default min
     */
    initial?: number;
}

/** The executors, on spot capacity where there is any. Not both `instances` and `dynamicAllocation`. */
export interface ExecutorArgs extends RoleArgs {
    /**
     * Fixed number of executors.
     * @default 1
     */
    instances?: number;
    /** Number of executors by the work there is, instead of `instances`. */
    dynamicAllocation?: DynamicAllocationArgs;
}

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

/** A Spark job that runs once for each change of its definition. */
export interface SparkApplicationArgs {
    /** Team that the job runs for: `platform.team("processing")`. */
    team: TeamConnection;
    /**
     * What runs: a Python file of this project (delivered with the job), or a Python file or jar
     * elsewhere, as a `local://` (inside the image), `s3a://`, `https://`, … address.
     * @example "jobs/pi.py"
     */
    main: string;
    /** Class with the `main` method; for jars only, and needed there. */
    mainClass?: string;
    /** Arguments of the program. */
    arguments?: pulumi.Input<string>[];
    /** Further arguments in the form `key=value`, after `arguments`. */
    parameters?: Record<string, pulumi.Input<string>>;
    /**
     * Spark version of `image`.
     * @default that of the platform's image
     */
    sparkVersion?: string;
    /**
     * Image with Spark and the job's libraries. Needs `sparkVersion`.
     * @default the platform's image
     */
    image?: pulumi.Input<string>;
    /** @default IfNotPresent */
    imagePullPolicy?: ImagePullPolicy;
    /** Names of Secrets in the team's namespace that open the image's registry. */
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
    /** Spark properties; they win over the team's and the platform's. */
    conf?: Record<string, pulumi.Input<string>>;
    /** @default the team's */
    logLevel?: LogLevel;
    /** @default the job runs once, also if it fails */
    restart?: RestartArgs;
    /**
     * What an update waits for; a job that fails in that time fails the update.
     * @default none
     */
    wait?: Wait;
    /** Any text; the job runs again when it changes. */
    trigger?: string;
    /**
     * Time after which a finished job's record and logs are removed, e.g. "7d".
     * @default they stay as long as the job is declared
     */
    timeToLive?: string;
}
