import {
    Check,
    every,
    fields,
    input,
    isPlainObject,
    mapOf,
    required,
    rule,
    valueCheck,
} from "../../validation/checks";
import { pathTo, Problems, formatValue } from "../../validation/problems";
import { MOST_BYTES, quantityBytes } from "../../validation/quantities";
import { boolean, dnsLabel, nonEmptyString, oneOf, stringOf } from "../../validation/values";
import { AccessMode, ClaimPerExecutorArgs, EmptyDirArgs, VolumeArgs } from "../args/volumeArgs";
import { objectName } from "./environmentChecks";
import { fileFields, fileSourceRules } from "./fileVolumeChecks";

const SOURCES = ["emptyDir", "claimPerExecutor", "claim", "configMap", "secret", "hostPath"];

/** Folders that images, Spark and the library need unchanged. */
const RESERVED_FOLDERS = ["/opt/spark", "/etc/spark-platform", "/var/run/secrets"];

/** Names of volumes that the library and Spark create (`Constants` of Spark 4.1). */
const RESERVED_NAMES = [
    /^(log4j2|metrics|main)$/,
    /^spark-/,
    /^(pod-template-volume|hadoop-properties|hadoop-secret|krb5-file)$/,
    /^(kerberos-keytab|kubernetes-credentials)$/,
];

const storage = valueCheck((value) =>
    typeof value === "string" &&
    /[A-Za-z]$/.test(value) &&
    quantityBytes(value) >= 1024 &&
    quantityBytes(value) <= MOST_BYTES
        ? undefined
        : `${formatValue(value)} is not an amount of storage with a unit (e.g. "20Gi")`,
);

export const absolutePath = valueCheck((value) =>
    typeof value === "string" && /^(\/[^/:\s]+)+$/.test(value) && !/\/\.\.?(\/|$)/.test(value)
        ? undefined
        : `${formatValue(value)} is not the absolute path of a folder (e.g. "/data")`,
);

const freeFolder = valueCheck((value) => {
    const taken = RESERVED_FOLDERS.find(
        (folder) => isInside(stringOf(value), folder) || isInside(folder, stringOf(value)),
    );
    return taken === undefined
        ? undefined
        : `${formatValue(value)} would hide the contents of ${taken}: choose another folder`;
});

/** A mount path that hides nothing Spark, images and the library need. */
export const folderInPod: Check = every(absolutePath, freeFolder);

const volumeShape = fields<VolumeArgs>({
    mountPath: required(folderInPod),
    readOnly: boolean,
    localDir: boolean,
    emptyDir: every(
        fields<EmptyDirArgs>({ sizeLimit: storage, memory: boolean }),
        rule(({ memory, sizeLimit }) =>
            memory === true && sizeLimit === undefined
                ? [
                      "sizeLimit",
                      "is missing: a volume in memory needs a limit, which is added to the pod's memory",
                  ]
                : undefined,
        ),
    ),
    claimPerExecutor: fields<ClaimPerExecutorArgs>({
        size: required(storage),
        storageClass: required(nonEmptyString),
        accessMode: oneOf("access mode", AccessMode),
    }),
    claim: input(nonEmptyString),
    configMap: input(objectName),
    secret: input(objectName),
    ...fileFields,
    hostPath: absolutePath,
});

const oneSource: Check = (value, path, problems) => {
    if (!isPlainObject(value)) {
        return;
    }
    const [first, second] = SOURCES.filter((source) => value[source] !== undefined);
    if (first === undefined) {
        problems.add(path, `needs a source: set one of ${SOURCES.join(", ")}`);
    } else if (second !== undefined) {
        problems.add(pathTo(path, second), `cannot be combined with ${first}: keep one of them`);
    }
};

const readOnlyHasContent = rule(({ readOnly, localDir, emptyDir, claimPerExecutor }) => {
    const isEmpty = emptyDir !== undefined || claimPerExecutor !== undefined;
    return readOnly === true && (isEmpty || localDir === true)
        ? ["readOnly", "applies only to claim and hostPath: nothing could write to this volume"]
        : undefined;
});

const noClaimPerExecutor = rule(({ claimPerExecutor }) =>
    claimPerExecutor === undefined
        ? undefined
        : ["claimPerExecutor", "applies only to executors: use emptyDir or claim for the driver"],
);

/** Volumes of the driver. */
export const driverVolumes = volumes(
    every(volumeShape, oneSource, fileSourceRules, readOnlyHasContent, noClaimPerExecutor),
);

/** Volumes of executors. */
export const executorVolumes = every(
    volumes(every(volumeShape, oneSource, fileSourceRules, readOnlyHasContent)),
    oneAccessMode,
);

function volumes(volume: Check): Check {
    return every(
        mapOf(volume, volumeNameProblem),
        (value, path, problems) => {
            for (const name of isPlainObject(value) ? Object.keys(value) : []) {
                dnsLabel(name, pathTo(path, name), problems);
            }
        },
        uniqueMountPaths,
    );
}

/** What is wrong with the name of a user's volume, or nothing. */
export function volumeNameProblem(name: string): string | undefined {
    const taken = RESERVED_NAMES.some((pattern) => pattern.test(name));
    return taken ? "is reserved for Spark or the platform: choose another name" : undefined;
}

function uniqueMountPaths(value: unknown, path: string, problems: Problems): void {
    const owners = new Map<unknown, string>();
    for (const [name, volume] of volumesIn(value)) {
        const { mountPath } = volume;
        const owner = owners.get(mountPath);
        if (owner !== undefined && mountPath !== undefined) {
            const message = `${formatValue(mountPath)} is already the mount path of volume "${owner}"`;
            problems.add(`${pathTo(path, name)}.mountPath`, message);
        }
        owners.set(mountPath, owner ?? name);
    }
}

/** Spark has one setting for all claims of a job. */
function oneAccessMode(value: unknown, path: string, problems: Problems): void {
    const claims = volumesIn(value).flatMap(([name, { claimPerExecutor: claim }]) =>
        isPlainObject(claim)
            ? [{ name, mode: claim["accessMode"] ?? AccessMode.ReadWriteOncePod }]
            : [],
    );
    const [first, ...others] = claims;
    for (const { name, mode } of others.filter(({ mode }) => mode !== first?.mode)) {
        problems.add(
            `${pathTo(path, name)}.claimPerExecutor.accessMode`,
            `${formatValue(mode)} differs from that of volume "${first?.name}" ` +
                `(${formatValue(first?.mode)}): Spark uses one for all claims of a job`,
        );
    }
}

function volumesIn(value: unknown): [string, Record<string, unknown>][] {
    return Object.entries(isPlainObject(value) ? value : {}).filter(
        (entry): entry is [string, Record<string, unknown>] => isPlainObject(entry[1]),
    );
}

function isInside(path: string, folder: string): boolean {
    return path === folder || path.startsWith(`${folder}/`);
}
