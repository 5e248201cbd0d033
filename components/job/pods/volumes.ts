import * as pulumi from "@pulumi/pulumi";
import { quantityBytes } from "../../validation/quantities";
import { AccessMode, VolumeArgs } from "../args/volumeArgs";

/** A volume's arguments, once all of them are known. */
export type KnownVolume = pulumi.Unwrap<VolumeArgs>;

/** A volume as it stands in a pod. */
export interface PodVolume {
    name: string;
    configMap?: { name: string; optional?: boolean };
    emptyDir?: { medium?: "Memory"; sizeLimit?: string };
    persistentVolumeClaim?: { claimName: string; readOnly?: boolean };
    hostPath?: { path: string; type: "Directory" };
}

/** A volume and its place in the container. */
export interface MountedVolume {
    volume: PodVolume;
    mountPath: string;
    readOnly: boolean;
}

/** Volumes whose names begin so are where Spark keeps shuffle and spilled data. */
export const LOCAL_DIR_PREFIX = "spark-local-dir-";

/** Since Spark 4.0 claims are ReadWriteOncePod unless this is set; one switch for all of a job. */
export const LEGACY_ACCESS_MODE = "spark.kubernetes.legacy.useReadWriteOnceAccessMode";

/** The volumes for a pod template: all but the claims that Spark makes for each executor. */
export function mountedVolumes(volumes: Record<string, KnownVolume> = {}): MountedVolume[] {
    return named(volumes)
        .filter(({ args }) => args.claimPerExecutor === undefined)
        .map(({ name, args }) => ({
            volume: { name, ...source(args) },
            mountPath: args.mountPath,
            readOnly: args.readOnly ?? false,
        }));
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

/** MiB that volumes in memory may take; the pod's memory limit covers them, too. */
export function tmpfsMib(volumes: Record<string, KnownVolume> = {}): number {
    const bytes = Object.values(volumes)
        .filter(({ emptyDir }) => emptyDir?.memory === true)
        .map(({ emptyDir }) => quantityBytes(emptyDir?.sizeLimit));
    return Math.ceil(bytes.reduce((sum, size) => sum + size, 0) / 2 ** 20);
}

/** Volumes with their names in the pod; Spark finds its local folders by name. */
function named(volumes: Record<string, KnownVolume>): { name: string; args: KnownVolume }[] {
    let localDirs = 0;
    return Object.entries(volumes).map(([key, args]) => ({
        name: args.localDir === true ? `${LOCAL_DIR_PREFIX}${++localDirs}` : key,
        args,
    }));
}

function source({ emptyDir, claim, hostPath, readOnly }: KnownVolume): Omit<PodVolume, "name"> {
    if (claim !== undefined) {
        return { persistentVolumeClaim: { claimName: claim, ...(readOnly && { readOnly }) } };
    }
    if (hostPath !== undefined) {
        // A folder that is missing stops the pod with a message, instead of appearing as root's.
        return { hostPath: { path: hostPath, type: "Directory" } };
    }
    const { memory, sizeLimit } = emptyDir ?? {};
    return {
        emptyDir: { ...(memory && { medium: "Memory" as const }), ...(sizeLimit && { sizeLimit }) },
    };
}
