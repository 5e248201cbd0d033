import { formatValue, Problems, unknownName } from "../../validation/problems";
import { driverVolumes, executorVolumes } from "../checks/volumeChecks";
import { UNKNOWN } from "../conf/knownConf";
import { ConfLayer } from "../conf/layers";
import {
    isCreatedBySpark,
    isSuperseded,
    collides,
    ON_DEMAND,
    volumeOf,
    volumeProperties,
    VolumeProperties,
} from "../conf/volumeProperties";
import { Role } from "../pods/podMemory";
import { KnownVolume } from "../pods/volumes";
import { refusedVolume } from "./podSecurity";
import { propertyPath, RoleProperties } from "./propertyPath";

/** Adds what is wrong with volumes set by properties, by the rules for volume arguments. */
export function volumePropertyProblems(properties: RoleProperties, problems: Problems): void {
    const { role, conf, place } = properties;
    const all = volumeProperties(role, conf);
    const kept = all.filter((volume) => !isSuperseded(volume, all));
    for (const [index, volume] of kept.entries()) {
        const at = propertyPath(place, volume.prefix, volume.layer);
        const before = problems.list().length;
        singleProblems(properties, volume, at, problems);
        const other = kept.slice(0, index).find((earlier) => collides(earlier, volume));
        if (other !== undefined && problems.list().length === before) {
            problems.add(
                at,
                `has the same name or mount path as ${other.prefix}: keep one of them`,
            );
        }
    }
}

function singleProblems(
    properties: RoleProperties,
    volume: VolumeProperties,
    at: string,
    problems: Problems,
): void {
    const { role, conf, place } = properties;
    const wrong = missingOption(role, volume);
    if (wrong !== undefined) {
        problems.add(at, wrong);
        return;
    }
    const refusal = refusedVolume(volume.type, place);
    if (refusal !== undefined) {
        problems.add(at, `a volume of type ${volume.type} ${refusal}`);
    }
    if (!Object.values(volume.options).includes(UNKNOWN)) {
        checkedAsArgument(properties, volume, volumeOf(volume, conf), at, problems);
    }
}

function checkedAsArgument(
    { role, args }: RoleProperties,
    { name, type, layer }: VolumeProperties,
    volume: KnownVolume,
    at: string,
    problems: Problems,
): void {
    const own = args.volumes ?? {};
    if (layer === ConfLayer.Job && name in own) {
        problems.add(at, `is already the name of a volume in ${role}.volumes: keep one of them`);
        return;
    }
    const found = new Problems();
    // Names are checked elsewhere: those of local dirs are Spark's own.
    const source = type === "nfs" ? { ...volume, claim: "nfs" } : volume;
    const others = layer === ConfLayer.Job ? own : {};
    const check = role === "driver" ? driverVolumes : executorVolumes;
    check({ ...others, [localName(name)]: source }, "", found);
    // The job's own volumes are checked as arguments.
    const theirs = new Problems();
    check(others, "", theirs);
    for (const line of found.list().filter((one) => !theirs.list().includes(one))) {
        const [, key = "", message = line] = /^[^:]*?(\w+): (.*)$/.exec(line) ?? [];
        problems.add(at, message.startsWith("is missing") ? `${key} ${message}` : message);
    }
}

/** A valid name for the check: the names of local dirs are reserved for Spark. */
function localName(name: string): string {
    return name.replace(/^spark-local-dir-/, "local-dir-");
}

/** The options that Spark reads (`Config` of Spark 4.1); it silently ignores others. */
const OPTIONS = [
    ...["mount.path", "mount.subPath", "mount.subPathExpr", "mount.readOnly"],
    ...["options.path", "options.type", "options.claimName", "options.storageClass"],
    ...["options.medium", "options.sizeLimit", "options.server"],
];

function isOption(key: string): boolean {
    return OPTIONS.includes(key) || /^(label|annotation)\../.test(key);
}

/** Kubernetes' own (`HostPathType`). */
const HOST_PATH_TYPES = [
    ...["DirectoryOrCreate", "Directory", "FileOrCreate", "File"],
    ...["Socket", "CharDevice", "BlockDevice"],
];

/** What Spark requires of a volume that arguments do not cover. */
function missingOption(role: Role, { type, options }: VolumeProperties): string | undefined {
    const needed: Record<string, string[]> = {
        hostPath: ["options.path"],
        persistentVolumeClaim: ["options.claimName"],
        nfs: ["options.server", "options.path"],
        emptyDir: [],
    };
    const [known] = Object.entries(needed).filter(([name]) => name === type);
    if (known === undefined) {
        return `${formatValue(type)} is not a volume type: use ${Object.keys(needed).join(", ")}`;
    }
    const missing = ["mount.path", ...known[1]].find((key) => options[key] === undefined);
    if (missing !== undefined) {
        return `also needs ${missing}`;
    }
    const strange = Object.keys(options).find((key) => !isOption(key));
    if (strange !== undefined) {
        return unknownName("option of a volume", strange, OPTIONS);
    }
    const { "options.medium": medium = "", "options.type": kind = "" } = options;
    if (type === "emptyDir" && !["", "Memory", UNKNOWN].includes(medium)) {
        return `options.medium: ${formatValue(medium)} is not a medium for job pods: use "Memory", or remove it`;
    }
    if (type === "hostPath" && !["", UNKNOWN, ...HOST_PATH_TYPES].includes(kind)) {
        return `options.type: ${unknownName("type of a folder", kind, HOST_PATH_TYPES)}`;
    }
    const readOnly = options["mount.readOnly"] ?? "false";
    if (!["true", "false", UNKNOWN].includes(readOnly)) {
        return `mount.readOnly: ${formatValue(readOnly)} is not true or false`;
    }
    return claimProblem(role, options);
}

function claimProblem(role: Role, options: Record<string, string>): string | undefined {
    const claim = options["options.claimName"] ?? "";
    const isMade = isCreatedBySpark(options);
    if (role === "driver" && (isMade || claim.includes(ON_DEMAND))) {
        return "the operator would create the driver's claim, but has no permission to: use emptyDir or an existing claim";
    }
    return claim.includes(ON_DEMAND) && !isMade
        ? `Spark creates a claim "${ON_DEMAND}" only with options.storageClass and options.sizeLimit`
        : undefined;
}
