import * as pulumi from "@pulumi/pulumi";

/** How a claim that Spark creates may be mounted. */
export const AccessMode = {
    /** By one pod. */
    ReadWriteOncePod: "ReadWriteOncePod",
    /** By the pods of one node. For storage that does not support `ReadWriteOncePod`. */
    ReadWriteOnce: "ReadWriteOnce",
} as const;
export type AccessMode = (typeof AccessMode)[keyof typeof AccessMode];

/** An empty folder that is deleted with its pod. */
export interface EmptyDirArgs {
    /**
     * Size limit, as a Kubernetes quantity such as "20Gi". Required with `memory`.
     * @default the free space of the node's disk
     */
    sizeLimit?: string;
    /**
     * Keeps the folder in memory (tmpfs). Its `sizeLimit` is then added to the pod's memory.
     * @default false
     */
    memory?: boolean;
}

/**
 * A claim for each executor, which Spark creates at the start and deletes at the end of the job.
 */
export interface ClaimPerExecutorArgs {
    /** Size of each claim, as a Kubernetes quantity such as "100Gi". */
    size: string;
    /** StorageClass of the claims, e.g. "gp3". Spark creates no claim without one. */
    storageClass: string;
    /**
     * How each claim may be mounted. The same for all claims of a job.
     * @default "ReadWriteOncePod"; "ReadWriteOnce" with Spark before 4.0, which supports no other
     */
    accessMode?: AccessMode;
}

/**
 * A volume of a pod. Set exactly one of `emptyDir`, `claimPerExecutor`, `claim`, `configMap`,
 * `secret` and `hostPath`.
 */
export interface VolumeArgs {
    /**
     * Absolute path in the container. Not under /opt/spark, /etc/spark-platform or
     * /var/run/secrets.
     */
    mountPath: string;
    /**
     * Mounts the volume read-only. For `claim` and `hostPath`.
     * @default false; a `configMap` or `secret` is always read-only
     */
    readOnly?: boolean;
    /**
     * Lets Spark keep shuffle and spilled data there.
     * @default false; without any such volume Spark uses an emptyDir of its own
     */
    localDir?: boolean;
    /**
     * An empty folder.
     * @default none
     */
    emptyDir?: EmptyDirArgs;
    /**
     * A claim for each executor. For executors only.
     * @default none
     */
    claimPerExecutor?: ClaimPerExecutorArgs;
    /**
     * Name of an existing PersistentVolumeClaim of the namespace. All pods that mount it share it,
     * so it usually needs `ReadWriteMany`.
     * @default none
     */
    claim?: pulumi.Input<string>;
    /**
     * Name of a ConfigMap of the namespace. Its keys become files.
     * @default none
     */
    configMap?: pulumi.Input<string>;
    /**
     * Name of a Secret of the namespace. Its keys become files.
     * @default none
     */
    secret?: pulumi.Input<string>;
    /**
     * Keys of the `configMap` or `secret` to mount, with their paths in the folder.
     * @default all keys, each as a file of its name
     * @example { "app.yaml": "conf/app.yaml" }
     */
    items?: Record<string, string>;
    /**
     * Permissions of the files of a `configMap` or `secret`, as a number up to 0o777, e.g. 0o440
     * (in YAML 288).
     * @default 0o644
     */
    defaultMode?: number;
    /**
     * Lets pods start even if the `configMap` or `secret` does not exist, with an empty folder.
     * @default false
     */
    optional?: boolean;
    /**
     * Absolute path of a folder on the node. It must exist and be writable by the job's `user`.
     * Only for a team with `podSecurity: privileged`.
     * @default none
     */
    hostPath?: string;
}
