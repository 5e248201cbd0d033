import * as pulumi from "@pulumi/pulumi";
import { nodeZones, PlannedCluster } from "../../cluster/plannedCluster";
import { jobProblems, scheduledJobProblems, teamNamed } from "../../job/checks/jobProblems";
import { jobFitsTeam, TeamLimits } from "../../job/fit/teamFit";
import { LakehouseArgs } from "../../lakehouse/lakehouseArgs";
import { lakehouseShape } from "../../lakehouse/lakehouseProblems";
import { STORE, STORE_ENDPOINT } from "../../lakehouse/objectStore/names";
import { batchSchedulersOf } from "../../operator/chart/batchSchedulers";
import { SparkOperatorArgs, sparkOperatorArgs } from "../../operator/operatorArgs";
import { poolsProblems } from "../../nodes/autoscalerProblems";
import { NodePoolFacts } from "../../nodes/pools/nodePoolFacts";
import { sparkConf } from "../../spark/sparkConf";
import { identityOf } from "../../team/buckets/identity";
import { SparkTeamArgs } from "../../team/teamArgs";
import { teamShape } from "../../team/teamProblems";
import { Check, EntryCheck, isPlainObject, isSound, mapOf } from "../../validation/checks";
import { pathTo, Problems } from "../../validation/problems";
import { nonEmptyString } from "../../validation/values";
import { chosenAutoscaler } from "../autoscalerChoice";
import { SparkPlatformArgs } from "../platformArgs";
import { nodePoolsOf } from "../platformAutoscaler";
import { ClusterChoice } from "./stackArgs";

type Values = Readonly<Record<string, unknown>>;

/** Check of a stack's jobs, each by itself. */
export function jobsCheck(values: Values): Check {
    return jobs(jobProblems, "{ team: …, main: … }", values);
}

/** The same for those that run on a schedule. A name is one job's only, also in labels and commands. */
export function scheduledJobsCheck(values: Values): Check {
    const example = '{ team: …, main: …, schedule: "@daily" }';
    return jobs(scheduledJobProblems, example, values, namesIn(values["jobs"]) ?? []);
}

function jobs(
    problemsOf: typeof jobProblems,
    example: string,
    { teams }: Values,
    taken: string[] = [],
): Check {
    const names = namesIn(teams);
    const team = names === undefined ? nonEmptyString : teamNamed(names);
    const jobDefaults = (name: unknown) => {
        const found = isPlainObject(teams) && typeof name === "string" ? teams[name] : undefined;
        return isPlainObject(found) ? found["jobDefaults"] : undefined;
    };
    const eachJob: EntryCheck = (job, path, problems, name) =>
        problemsOf(path, name, job, problems, team, jobDefaults);
    return mapOf(Object.assign(eachJob, { example: () => example }), (name) =>
        taken.includes(name) ? "is the name of a job already" : undefined,
    );
}

function namesIn(value: unknown): string[] | undefined {
    return isPlainObject(value) ? Object.keys(value) : undefined;
}

/** The stack's node pools, if it has any and they are valid. */
export function soundPools(
    values: Values,
    cluster: PlannedCluster | undefined,
): Record<string, NodePoolFacts> | undefined {
    const autoscaler = cluster && chosenAutoscaler(values["autoscaler"], cluster);
    const zones = cluster && nodeZones(cluster);
    if (cluster?.eks === undefined || autoscaler === undefined || zones === undefined) {
        return undefined;
    }
    const problems = new Problems();
    poolsProblems(values["nodePools"], { autoscaler, zones }, problems);
    const nodePools = values["nodePools"] as SparkPlatformArgs["nodePools"];
    return problems.list().length === 0
        ? nodePoolsOf({ autoscaler, nodePools }, cluster)
        : undefined;
}

/** Adds where jobs request more than, or other than, their teams and the node pools offer. */
export function fitProblems(
    values: Values,
    nodePools: Record<string, NodePoolFacts> | undefined,
    problems: Problems,
): void {
    for (const key of ["jobs", "scheduledJobs"]) {
        const found = isPlainObject(values[key]) ? Object.entries(values[key]) : [];
        for (const [name, job] of found) {
            const limits = isPlainObject(job) ? limitsOf(job["team"], values) : undefined;
            if (limits !== undefined) {
                jobFitsTeam(pathTo(key, name), job, { ...limits, nodePools }, problems);
            }
        }
    }
}

/** What a team allows: its valid arguments. */
function limitsOf(
    name: unknown,
    { cluster, teams, sparkConf: platformConf, artifacts, lakehouse, operator }: Values,
): TeamLimits | undefined {
    const team = isPlainObject(teams) && typeof name === "string" ? teams[name] : undefined;
    if (!isPlainObject(team) || typeof name !== "string") {
        return undefined;
    }
    const images = isPlainObject(artifacts) ? artifacts["images"] : undefined;
    const image = isPlainObject(images) ? images["spark"] : undefined;
    const part = <Key extends keyof SparkTeamArgs>(key: Key) =>
        soundOr<SparkTeamArgs[Key]>(teamShape[key], team[key]);
    const kinds: unknown[] = [ClusterChoice.Eks, ClusterChoice.ExistingEks];
    const isEks = isPlainObject(cluster) && kinds.includes(cluster["kind"]);
    const access = part("access");
    return {
        team: name,
        access,
        // An invalid image is an unknown one, not the default.
        image: image as string | undefined,
        // Elsewhere an object store has keys of its own.
        identity: isEks
            ? identityOf({
                  access,
                  identity: part("identity"),
                  sparkVersion: part("sparkVersion"),
              })
            : undefined,
        podSecurity: part("podSecurity"),
        quota: team["quota"] === undefined ? {} : part("quota"),
        platformConf: soundOr(sparkConf, platformConf),
        sparkConf: part("sparkConf"),
        tableFormat: part("tableFormat"),
        batchSchedulers: batchSchedulersOf(soundOr<SparkOperatorArgs>(sparkOperatorArgs, operator)),
        jobDefaults: part("jobDefaults"),
        lakehouse: plannedLakehouse(lakehouse, isEks, access !== undefined && access.length > 0),
    };
}

/**
 * What is known of a lakehouse before it exists; an image that the stack builds has no name yet.
 *
 * @param hasAccess whether the team has access to buckets, and so a key where they are in an object store
 */
function plannedLakehouse(
    value: unknown,
    isEks: boolean,
    hasAccess: boolean,
): TeamLimits["lakehouse"] {
    const known = soundOr<LakehouseArgs>(lakehouseShape, value);
    const region = isEks ? { region: pulumi.output("") } : {};
    if (known === undefined) {
        return isEks && hasAccess ? region : undefined;
    }
    const { image, imageFormats, imageBuild, catalog, objectStore } = known;
    const built = imageBuild && pulumi.output("");
    const store = { endpoint: STORE_ENDPOINT, secret: STORE };
    return {
        ...{ image: image ?? built, imageFormats, catalog },
        ...region,
        ...(objectStore && hasAccess && { objectStore: store }),
    };
}

function soundOr<T>(check: Check, value: unknown): T | undefined {
    return isSound<T>(check, value) ? value : undefined;
}
