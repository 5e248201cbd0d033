import { AccessMode } from "../args/volumeArgs";
import { Role } from "../pods/podMemory";
import { KnownVolume, LEGACY_ACCESS_MODE, LOCAL_DIR_PREFIX } from "../pods/volumes";
import { Conf, ConfLayer, UNKNOWN } from "./layers";

/** A volume described by Spark properties (`KubernetesVolumeUtils` of Spark 4.1). */
export interface VolumeProperties {
    name: string;
    /** `hostPath`, `persistentVolumeClaim`, `emptyDir` or `nfs`, unless it is a mistake. */
    type: string;
    /** Prefix of its properties, without the trailing dot. */
    prefix: string;
    /** Values by the rest of the property's name, e.g. `mount.path`. */
    options: Record<string, string>;
    /** The last layer that sets one of its properties. */
    layer: ConfLayer;
}

/** Claim name for which Spark creates a claim for each pod. */
export const ON_DEMAND = "OnDemand";

const ORDER = Object.values(ConfLayer);

/** The volumes that properties add to a role's pods. */
export function volumeProperties(role: Role, conf: Conf): VolumeProperties[] {
    const beginning = `spark.kubernetes.${role}.volumes.`;
    const found = new Map<string, VolumeProperties>();
    for (const [key, { value, layer }] of Object.entries(conf)) {
        if (!key.startsWith(beginning)) {
            continue;
        }
        const [type = "", name = "", ...rest] = key.slice(beginning.length).split(".");
        const prefix = `${beginning}${type}.${name}`;
        const volume = found.get(prefix) ?? { name, type, prefix, options: {}, layer };
        volume.options[rest.join(".")] = value;
        volume.layer = ORDER.indexOf(layer) > ORDER.indexOf(volume.layer) ? layer : volume.layer;
        found.set(prefix, volume);
    }
    return [...found.values()];
}

/** Whether a later layer has a volume of the same name or mount path, which replaces this one. */
export function isSuperseded(volume: VolumeProperties, all: readonly VolumeProperties[]): boolean {
    return all.some(
        (other) =>
            ORDER.indexOf(other.layer) > ORDER.indexOf(volume.layer) && collides(other, volume),
    );
}

/** Whether two volumes cannot be in one pod: they share a name or mount path. */
export function collides(a: VolumeProperties, b: VolumeProperties): boolean {
    return a.name === b.name || folderOf(a) === folderOf(b);
}

function folderOf({ prefix, options }: VolumeProperties): string {
    const folder = options["mount.path"] ?? UNKNOWN;
    return folder === UNKNOWN ? prefix : folder;
}

/** All volumes that properties add to a role's pods, as far as arguments can express them. */
export function volumesOf(role: Role, conf: Conf): Record<string, KnownVolume> {
    const volumes = volumeProperties(role, conf).map(
        (volume) => [volume.prefix, volumeOf(volume, conf)] as const,
    );
    return Object.fromEntries(volumes);
}

/** The equivalent volume arguments, as far as there are any. */
export function volumeOf({ name, type, options }: VolumeProperties, conf: Conf): KnownVolume {
    const readOnly = options["mount.readOnly"] === "true";
    return {
        mountPath: options["mount.path"] ?? "",
        ...(readOnly && { readOnly }),
        ...(name.startsWith(LOCAL_DIR_PREFIX) && { localDir: true }),
        ...sourceOf(type, options, conf),
    };
}

function sourceOf(type: string, options: Record<string, string>, conf: Conf) {
    const sizeLimit = options["options.sizeLimit"];
    if (type === "hostPath") {
        return { hostPath: options["options.path"] ?? "" };
    }
    if (type === "emptyDir") {
        const memory = options["options.medium"] === "Memory";
        return { emptyDir: { ...(memory && { memory }), ...(sizeLimit && { sizeLimit }) } };
    }
    if (type !== "persistentVolumeClaim") {
        return {};
    }
    if (!isCreatedBySpark(options)) {
        return { claim: options["options.claimName"] ?? "" };
    }
    const isLegacy = conf[LEGACY_ACCESS_MODE]?.value === "true";
    const accessMode = isLegacy ? { accessMode: AccessMode.ReadWriteOnce } : {};
    const { "options.storageClass": storageClass = "" } = options;
    return { claimPerExecutor: { size: sizeLimit ?? "", storageClass, ...accessMode } };
}

/** Whether Spark creates the claim (`MountVolumesFeatureStep`); otherwise it must exist. */
export function isCreatedBySpark(options: Record<string, string>): boolean {
    return (
        options["options.storageClass"] !== undefined && options["options.sizeLimit"] !== undefined
    );
}

/**
 * Options that arguments can express, by volume type; with any other, Spark creates the volume
 * itself.
 */
const EXACT: Record<string, readonly string[]> = {
    hostPath: ["options.path", "options.type"],
    emptyDir: ["options.medium", "options.sizeLimit"],
    persistentVolumeClaim: ["options.claimName", "options.storageClass", "options.sizeLimit"],
};

/** Whether arguments can express everything that the properties say. */
export function isExact({ type, options }: VolumeProperties): boolean {
    const known = EXACT[type];
    const { "options.type": kind = "", "options.medium": medium = "" } = options;
    const name = options["options.claimName"];
    const isClaimed = type !== "persistentVolumeClaim" || hasMatchingClaimName(options, name);
    return (
        known !== undefined &&
        Object.keys(options).every((key) =>
            [...known, "mount.path", "mount.readOnly"].includes(key),
        ) &&
        ["", "Directory"].includes(kind) &&
        ["", "Memory"].includes(medium) &&
        isClaimed
    );
}

/** Spark names the claims that it creates; an existing claim must have a fixed name. */
function hasMatchingClaimName(options: Record<string, string>, name = ""): boolean {
    return isCreatedBySpark(options)
        ? name === ON_DEMAND
        : !name.includes(ON_DEMAND) &&
              !name.includes("SPARK_EXECUTOR_ID") &&
              options["options.storageClass"] === undefined &&
              options["options.sizeLimit"] === undefined;
}
