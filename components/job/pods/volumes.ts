import * as pulumi from "@pulumi/pulumi";
import { quantityBytes } from "../../validation/quantities";
import { AccessMode, VolumeArgs } from "../args/volumeArgs";

/** A volume's arguments, once all are known. */
export type KnownVolume = pulumi.Unwrap<VolumeArgs>;

/** A volume of a pod. */
export interface PodVolume {
    name: string;
    configMap?: { name: string } & Files;
    secret?: { secretName: string } & Files;
    emptyDir?: { medium?: "Memory"; sizeLimit?: string };
    persistentVolumeClaim?: { claimName: string; readOnly?: boolean };
    hostPath?: { path: string; type: "Directory" };
}

/** The files of a ConfigMap or Secret. */
interface Files {
    items?: { key: string; path: string }[];
    defaultMode?: number;
    optional?: boolean;
}

/** A volume and its mount path. */
export interface MountedVolume {
    volume: PodVolume;
    mountPath: string;
    readOnly: boolean;
}

/** Spark keeps shuffle and spill data in volumes with this prefix. */
export const LOCAL_DIR_PREFIX = "spark-local-dir-";

/**
 * Since Spark 4.0, claims are ReadWriteOncePod unless this is set; one setting for all claims of a
 * job.
 */
export const LEGACY_ACCESS_MODE = "spark.kubernetes.legacy.useReadWriteOnceAccessMode";

/** The volumes of a pod template: all except the claims that Spark creates per executor. */
export function mountedVolumes(volumes: Record<string, KnownVolume> = {}): MountedVolume[] {
    return named(volumes)
        .filter(({ args }) => args.claimPerExecutor === undefined)
        .map(({ name, args }) => ({
            volume: { name, ...source(args) },
            mountPath: args.mountPath,
            readOnly: isReadOnly(args),
        }));
}

/** A volume in a container. */
export interface VolumeMount {
    name: string;
    mountPath: string;
    readOnly?: boolean;
    subPath?: string;
}

/** Volume mounts of Spark's container, including volumes that Spark adds later. */
export function volumeMounts(volumes: Record<string, KnownVolume> = {}): VolumeMount[] {
    return named(volumes).map(({ name, args }) => ({
        name,
        mountPath: args.mountPath,
        ...(isReadOnly(args) && { readOnly: true }),
    }));
}

/** A volume argument's name in the pod; other volumes keep their own name. */
export function nameInPod(volume: string, volumes: Record<string, KnownVolume> = {}): string {
    const index = Object.keys(volumes).indexOf(volume);
    return named(volumes)[index]?.name ?? volume;
}

function isReadOnly({ readOnly = false, configMap, secret }: KnownVolume): boolean {
    return readOnly || configMap !== undefined || secret !== undefined;
}

/** The properties that make Spark create a claim for each executor. */
export function claimConf(volumes: Record<string, KnownVolume> = {}): Record<string, string> {
    const conf: Record<string, string> = {};
    for (const { name, args } of named(volumes)) {
        const { claimPerExecutor: claim } = args;
        if (claim !== undefined) {
            const prefix = `spark.kubernetes.executor.volumes.persistentVolumeClaim.${name}`;
            conf[`${prefix}.mount.path`] = args.mountPath;
            conf[`${prefix}.options.claimName`] = "OnDemand";
            conf[`${prefix}.options.storageClass`] = claim.storageClass;
            conf[`${prefix}.options.sizeLimit`] = claim.size;
            if (claim.accessMode === AccessMode.ReadWriteOnce) {
                conf[LEGACY_ACCESS_MODE] = "true";
            }
        }
    }
    return conf;
}

/** MiB that volumes in memory may use; the pod's memory limit includes them. */
export function tmpfsMib(volumes: Record<string, KnownVolume> = {}): number {
    const bytes = Object.values(volumes)
        .filter(({ emptyDir }) => emptyDir?.memory === true)
        .map(({ emptyDir }) => quantityBytes(emptyDir?.sizeLimit));
    return Math.ceil(bytes.reduce((sum, size) => sum + size, 0) / 2 ** 20);
}

/** Volumes with their names in the pod; Spark finds its local dirs by name. */
function named(volumes: Record<string, KnownVolume>): { name: string; args: KnownVolume }[] {
    let localDirs = 0;
    return Object.entries(volumes).map(([key, args]) => ({
        name: args.localDir === true ? `${LOCAL_DIR_PREFIX}${++localDirs}` : key,
        args,
    }));
}

function source(volume: KnownVolume): Omit<PodVolume, "name"> {
    const { emptyDir, claim, configMap, secret, hostPath, readOnly } = volume;
    if (configMap !== undefined) {
        return { configMap: { name: configMap, ...files(volume) } };
    }
    if (secret !== undefined) {
        return { secret: { secretName: secret, ...files(volume) } };
    }
    if (claim !== undefined) {
        return { persistentVolumeClaim: { claimName: claim, ...(readOnly && { readOnly }) } };
    }
    if (hostPath !== undefined) {
        // If the folder is missing, the pod fails with a message, instead of getting a new one
        // owned by root.
        return { hostPath: { path: hostPath, type: "Directory" } };
    }
    const { memory, sizeLimit } = emptyDir ?? {};
    return {
        emptyDir: { ...(memory && { medium: "Memory" as const }), ...(sizeLimit && { sizeLimit }) },
    };
}

function files({ items, defaultMode, optional }: KnownVolume): Files {
    return {
        ...(items && { items: Object.entries(items).map(([key, path]) => ({ key, path })) }),
        ...(defaultMode !== undefined && { defaultMode }),
        ...(optional && { optional }),
    };
}
