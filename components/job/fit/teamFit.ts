import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../../aws/identity";
import { supportsPodIdentity } from "../../team/buckets/identity";
import { TeamConnection } from "../../team/connection";
import { isPlainObject, isSound } from "../../validation/checks";
import { pathTo, Problems } from "../../validation/problems";
import { firstSparkWithPodIdentity } from "../../versions";
import { Language, SparkJobArgs } from "../args/jobArgs";
import { DriverArgs, ExecutorArgs } from "../args/roleArgs";
import { jobFields } from "../checks/jobFields";
import { confWithUnknowns } from "../conf/knownConf";
import { layeredJob } from "../conf/layeredConf";
import { valuesOf } from "../conf/layers";
import { roleWithAllVolumes } from "../conf/mergedJob";
import { languageOf } from "../files/mainFile";
import { Demand } from "../pods/podRequest";
import { connectorProblems } from "./connectorFit";
import { formatClashes } from "./formatClashes";
import { formatProblems } from "./formatFit";
import { grantProblems } from "./grantFit";
import { imageProblems } from "./imageArchitecture";
import { ImageParts, jobImage } from "./jobImage";
import { mergedConfProblems } from "./mergedConfFit";
import { JobZones, jobZoneProblems, poolProblems } from "./poolFit";
import { regionProblems } from "./regionFit";
import { refusedVolume } from "./podSecurity";
import { propertyProblems } from "./propertyProblems";
import { quotaFitProblems } from "./quotaFit";
import { schedulerProblems } from "./schedulerFit";
import { withTeamDefaults } from "./teamDefaults";
import { templateSecurityProblems } from "./templateSecurity";

/** The parts of a team that are checked. */
export type TeamLimits = Pick<
    TeamConnection,
    | "team"
    | "image"
    | "identity"
    | "podSecurity"
    | "quota"
    | "platformConf"
    | "sparkConf"
    | "nodePools"
    | "tableFormat"
    | "access"
    | "jobDefaults"
    | "lakehouse"
    | "batchSchedulers"
>;

/**
 * Adds what conflicts with the team's settings: volumes that its Pod Security does not allow, pods
 * that never fit its quota or any node of its platform's pools, images that nodes cannot run, and
 * properties of any layer that conflict with each other or with the image. Invalid arguments, and
 * whatever depends on them, are skipped.
 */
export function jobFitsTeam(
    path: string,
    given: unknown,
    team: TeamLimits,
    problems: Problems,
): void {
    if (!isPlainObject(given)) {
        return;
    }
    const args = withTeamDefaults(given, team.jobDefaults);
    const { sparkVersion } = args;
    const driver = sound<DriverArgs>("driver", args);
    const executor = sound<ExecutorArgs>("executor", args);
    for (const [key, role] of Object.entries({ driver, executor })) {
        const template = pathTo(pathTo(path, key), "podTemplate");
        hostPathProblems(pathTo(path, key), role, team, problems);
        templateSecurityProblems(template, role?.podTemplate, team, problems);
    }
    propertyProblems(
        path,
        { driver, executor, conf: confWithUnknowns(args["conf"]) },
        team,
        problems,
    );
    identityProblems(path, sparkVersion, team, problems);
    schedulerProblems(path, args["scheduler"], team, problems);
    if (isSoundJob(args)) {
        const parts = { ...team, job: { ...withoutUnsound(args), driver, executor } };
        connectorProblems(path, parts, problems);
        formatProblems(path, parts, problems);
        formatClashes(path, parts, problems);
        grantProblems(path, parts, problems);
        regionProblems(path, parts, problems);
        mergedConfProblems(path, parts, problems);
    }
    const { nodePools } = team;
    const zoneIsKnown =
        nodePools === undefined || jobZoneProblems(path, args["zone"], nodePools, problems);
    const demand = demandOf(args, driver, executor, team);
    if (demand === undefined) {
        return;
    }
    quotaFitProblems(path, demand, team, problems);
    if (nodePools !== undefined && zoneIsKnown && isJobZones(args)) {
        poolProblems(path, demand, args, nodePools, problems);
        const { image } = jobImage({ ...team, job: withoutUnsound(args) as ImageParts["job"] });
        if (typeof image === "string") {
            imageProblems(path, image, demand, nodePools, problems);
        }
    }
}

/** What the pods request; undefined if an argument that it depends on is invalid. */
function demandOf(
    args: Record<string, unknown>,
    driver: pulumi.Unwrap<DriverArgs> | undefined,
    executor: pulumi.Unwrap<ExecutorArgs> | undefined,
    team: TeamLimits,
): Demand | undefined {
    const { main, language, conf } = args;
    const isMissing = driver === undefined || executor === undefined;
    if (
        isMissing ||
        !isSoundKey("main", main) ||
        !isSoundKey("language", language) ||
        !isSoundKey("conf", conf)
    ) {
        return undefined;
    }
    const given = { main: main as string, driver, executor, conf: plainConf(conf) };
    const { platformConf, sparkConf } = team;
    const merged = layeredJob({ args: given, platformConf, sparkConf });
    return {
        driver: roleWithAllVolumes("driver", merged),
        executor: roleWithAllVolumes("executor", merged),
        conf: valuesOf(merged.conf),
        language: languageOf(given.main, language as Language | undefined),
    };
}

/** A role of a job; undefined if anything in it is invalid. */
function sound<T>(
    key: "driver" | "executor",
    args: Record<string, unknown>,
): pulumi.Unwrap<T> | undefined {
    const value = args[key] ?? {};
    return isSoundKey(key, value) ? (value as pulumi.Unwrap<T>) : undefined;
}

function isSoundKey(key: keyof typeof jobFields, value: unknown): boolean {
    return value === undefined ? key !== "main" : isSound(jobFields[key], value);
}

/** Whether a job's properties, and what its driver opens, are valid enough to check. */
function isSoundJob(
    args: Record<string, unknown>,
): args is Pick<SparkJobArgs, "main" | "deps" | "conf" | "image"> & Record<string, unknown> {
    const keys = ["main", "deps", "conf", "image"] as const;
    return keys.every((key) => isSoundKey(key, args[key]));
}

/** Other inputs of a job's properties; an invalid one is ignored. */
const OPTIONAL_INPUTS = ["arguments", "parameters", "sparkVersion", "tableFormat"] as const;

function withoutUnsound<T extends Record<string, unknown>>(args: T): T {
    const unsound = OPTIONAL_INPUTS.filter((key) => !isSoundKey(key, args[key]));
    return { ...args, ...Object.fromEntries(unsound.map((key) => [key, undefined])) };
}

function isJobZones(args: Record<string, unknown>): args is JobZones & Record<string, unknown> {
    return isSoundKey("zone", args["zone"]) && isSoundKey("zonePolicy", args["zonePolicy"]);
}

function hostPathProblems(
    path: string,
    role: pulumi.Unwrap<DriverArgs | ExecutorArgs> | undefined,
    team: TeamLimits,
    problems: Problems,
): void {
    const refusal = refusedVolume("hostPath", team);
    for (const [name, { hostPath }] of Object.entries(role?.volumes ?? {})) {
        if (hostPath !== undefined && refusal !== undefined) {
            problems.add(pathTo(pathTo(pathTo(path, "volumes"), name), "hostPath"), refusal);
        }
    }
}

function identityProblems(
    path: string,
    sparkVersion: unknown,
    { team, identity }: TeamLimits,
    problems: Problems,
): void {
    const isOld = typeof sparkVersion === "string" && !supportsPodIdentity(sparkVersion);
    if (identity === AwsIdentity.PodIdentity && isOld) {
        problems.add(
            pathTo(path, "sparkVersion"),
            `${sparkVersion} does not support EKS Pod Identity, which team "${team}" uses to access ` +
                `its buckets: use Spark ${firstSparkWithPodIdentity} or newer, or set the team's ` +
                'identity: "irsa"',
        );
    }
}

/** The properties that are already known. */
function plainConf(conf: unknown): Record<string, string> {
    const known = Object.entries(isPlainObject(conf) ? conf : {}).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    return Object.fromEntries(known);
}
