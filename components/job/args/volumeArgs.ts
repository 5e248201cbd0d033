import * as pulumi from "@pulumi/pulumi";

/** How a claim that Spark makes may be mounted. */
export const AccessMode = {
    /** By one pod. */
    ReadWriteOncePod: "ReadWriteOncePod",
    /** By the pods of one node; for storage that does not know `ReadWriteOncePod`. */
    ReadWriteOnce: "ReadWriteOnce",
} as const;
export type AccessMode = (typeof AccessMode)[keyof typeof AccessMode];

/** A folder that is empty at the start and goes with its pod. */
export interface EmptyDirArgs {
    /**
     * Most that it may hold, as a Kubernetes quantity, e.g. "20Gi"; needed with `memory`.
     * @default as much as the node's disk has
     */
    sizeLimit?: string;
    /**
     * Whether it lies in memory (tmpfs); its `sizeLimit` is then added to the pod's memory.
     * @default false
     */
    memory?: boolean;
}

/** A claim of its own for each executor: made by Spark at the start, deleted at the job's end. */
export interface ClaimPerExecutorArgs {
    /** Size of each claim, as a Kubernetes quantity, e.g. "100Gi". */
    size: string;
    /** StorageClass of the claims, e.g. "gp3"; Spark makes no claim without one. */
    storageClass: string;
    /**
     * How each claim may be mounted; the same for all claims of a job.
     * @default ReadWriteOncePod; ReadWriteOnce with Spark before 4.0, which knows no other
     */
    accessMode?: AccessMode;
}

/**
 * A volume of a pod: exactly one of `emptyDir`, `claimPerExecutor`, `claim`, `configMap`, `secret` and
 * `hostPath`.
 */
export interface VolumeArgs {
    /** Folder in the container, absolute; not under /opt/spark or /etc/spark-platform. */
    mountPath: string;
    /**
     * Whether the pod may only read it; for `claim` and `hostPath`.
     * @default false; a `configMap` and a `secret` can only be read
     */
    readOnly?: boolean;
    /**
     * Whether Spark keeps shuffle and spilled data there.
     * @default false; without any such volume Spark uses an emptyDir of its own
     */
    localDir?: boolean;
    /** An empty folder. */
    emptyDir?: EmptyDirArgs;
    /** A claim for each executor; for executors only. */
    claimPerExecutor?: ClaimPerExecutorArgs;
    /** Name of an existing PersistentVolumeClaim of the namespace, shared by all pods that mount it. */
    claim?: pulumi.Input<string>;
    /** Name of a ConfigMap of the namespace, whose keys are files. */
    configMap?: pulumi.Input<string>;
    /** Name of a Secret of the namespace, whose keys are files. */
    secret?: pulumi.Input<string>;
    /**
     * Keys of the `configMap` or `secret` that are files, with their paths in the folder.
     * @default all keys, each under its name
     * @example { "app.yaml": "conf/app.yaml" }
     */
    items?: Record<string, string>;
    /**
     * Permissions of the files of a `configMap` or `secret`, as a number, e.g. 0o440 (in YAML 288).
     * @default 0o644
     */
    defaultMode?: number;
    /**
     * Whether pods also start without the `configMap` or `secret`, with an empty folder.
     * @default false
     */
    optional?: boolean;
    /**
     * Folder of the node, which must exist and be writable for the job's `user`. Only for a team
     * with `podSecurity: privileged`.
     */
    hostPath?: string;
}
