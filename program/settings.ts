import {
    ScheduledSparkApplicationArgs,
    SparkApplicationArgs,
} from "../components/job/args/jobArgs";
import {
    jobFitsTeam,
    jobProblems,
    scheduledJobProblems,
} from "../components/job/checks/jobProblems";
import { unusedPools } from "../components/job/fit/unusedPools";
import { NodePoolFacts } from "../components/nodes/pools/nodePoolFacts";
import { autoscalerProblems } from "../components/platform/autoscalerChoice";
import { SparkPlatformArgs } from "../components/platform/platformArgs";
import { nodePoolsOf } from "../components/platform/platformAutoscaler";
import { platformFields, teamsCheck } from "../components/platform/platformProblems";
import { SparkTeamArgs } from "../components/team/teamArgs";
import { Check, fields, isPlainObject, mapOf, oneOf } from "../components/validation/checks";
import { pathTo, Problems, formatValue } from "../components/validation/problems";
import { clusterCheck, ClusterSettings, clusterSettings, isOnEks, plannedEks } from "./cluster";
import { Preset, withPreset } from "./presets";

/** Namespace of the project's configuration: its name. */
const PREFIX = "spark-platform:";

/** What is no argument of the platform. */
const OUTSIDE_PLATFORM = ["cluster", "jobs", "scheduledJobs"];

/** A job of the stack file: its team is a name there. */
export type JobSettings = Omit<SparkApplicationArgs, "team"> & { team: string };
/** A job of the stack file that runs by a schedule. */
export type ScheduledJobSettings = Omit<ScheduledSparkApplicationArgs, "team"> & { team: string };

/** What the stack file says, checked. */
export interface Settings {
    cluster: ClusterSettings;
    platform: Omit<SparkPlatformArgs, "cluster">;
    jobs: Record<string, JobSettings>;
    scheduledJobs: Record<string, ScheduledJobSettings>;
    /** What is allowed, and probably not meant. */
    warnings: string[];
}

/**
 * Turns a stack's configuration into settings.
 * Throws one `pulumi.RunError` with everything that is wrong.
 *
 * @param config `pulumi.runtime.allConfig()`: structured values are JSON
 * @param stack name of the stack, for the message
 */
export function parseSettings(config: Record<string, string>, stack: string): Settings {
    const entries = Object.entries(config)
        .filter(([key]) => key.startsWith(PREFIX))
        .map(([key, value]) => [key.slice(PREFIX.length), parseValue(value)]);
    const problems = new Problems();
    const values = chosenPreset(Object.fromEntries(entries) as Record<string, unknown>, problems);
    const teams = namesIn(values["teams"]);
    const shape = {
        cluster: clusterCheck,
        ...platformFields,
        teams: teamsCheck(operatorNamespaceOf(values)),
        jobs: jobs(jobProblems, teams),
        scheduledJobs: jobs(scheduledJobProblems, teams, namesIn(values["jobs"])),
    };
    fields(shape, ["cluster", "teams"])(values, "", problems);
    const cluster = soundCluster(values["cluster"]);
    const eks = cluster && plannedEks(cluster);
    if (cluster !== undefined || !isOnEks(values["cluster"])) {
        autoscalerProblems(values, { eks }, problems);
    }
    refuseUnquotedDates(values, "", problems);
    problems.throwIfAny(`Configuration of stack "${stack}"`);
    const nodePools = nodePoolsOf({ ...values, cluster: { eks } });
    for (const key of ["jobs", "scheduledJobs"]) {
        fitOf(key, values, nodePools, problems);
    }
    problems.throwIfAny(`Configuration of stack "${stack}"`);

    const jobSettings = (values["jobs"] ?? {}) as Settings["jobs"];
    const scheduledJobs = (values["scheduledJobs"] ?? {}) as Settings["scheduledJobs"];
    const platformTeams = values["teams"] as SparkPlatformArgs["teams"];
    const hasSubmitters = Object.values(platformTeams).some(
        ({ submitters = [] }) => submitters.length > 0,
    );
    const allJobs = [...Object.values(jobSettings), ...Object.values(scheduledJobs)];
    const unused = hasSubmitters ? [] : unusedPools(nodePools ?? {}, allJobs);
    const platform = Object.fromEntries(
        Object.entries(values).filter(([key]) => !OUTSIDE_PLATFORM.includes(key)),
    );
    return {
        cluster: cluster as ClusterSettings,
        platform: platform as unknown as Settings["platform"],
        jobs: jobSettings,
        scheduledJobs,
        warnings: unused.map(
            (name) =>
                `${pathTo("nodePools", name)}: no job can use it, for each names another pool: ` +
                "remove the pool, or a job's pool",
        ),
    };
}

/** @param taken names that other jobs have: one name is one job, also in labels and commands */
function jobs(problemsOf: typeof jobProblems, teams: string[], taken: string[] = []): Check {
    return mapOf(
        (job, path, problems, name) => problemsOf(path, name, job, problems, teams),
        (name) => (taken.includes(name) ? "is the name of a job already" : undefined),
    );
}

/** What a job asks for, beside what its team has; both are known to be well-formed. */
function fitOf(
    key: string,
    values: Record<string, unknown>,
    nodePools: Record<string, NodePoolFacts> | undefined,
    problems: Problems,
): void {
    const teams = values["teams"] as Record<string, SparkTeamArgs>;
    const platformConf = values["sparkConf"] as SparkPlatformArgs["sparkConf"];
    const found = (values[key] ?? {}) as Record<string, JobSettings>;
    for (const [name, { team, ...args }] of Object.entries(found)) {
        const quota = teams[team]?.quota ?? {};
        const limits = { ...teams[team], team, quota, platformConf, nodePools };
        jobFitsTeam(pathTo(key, name), args, limits, problems);
    }
}

/** The values, and below them those of the preset that they name. */
function chosenPreset(
    { preset, ...values }: Record<string, unknown>,
    problems: Problems,
): Record<string, unknown> {
    if (preset === undefined) {
        return values;
    }
    oneOf("preset", Preset)(preset, "preset", problems);
    if (!isOnEks(values["cluster"])) {
        problems.add("preset", 'is for EKS (cluster.kind: "eks" or "existing-eks")');
        return values;
    }
    const known = Object.values(Preset).find((name) => name === preset);
    return known === undefined ? values : withPreset(known, values);
}

/** The cluster, unless something is wrong with what the stack file says of it. */
function soundCluster(value: unknown): ClusterSettings | undefined {
    const problems = new Problems();
    clusterCheck(value, "", problems);
    return isPlainObject(value) && problems.list().length === 0
        ? clusterSettings(value)
        : undefined;
}

function namesIn(value: unknown): string[] {
    return isPlainObject(value) ? Object.keys(value) : [];
}

function operatorNamespaceOf(values: Record<string, unknown>): string | undefined {
    const operator = values["operator"];
    const namespace = isPlainObject(operator) ? operator["namespace"] : undefined;
    return typeof namespace === "string" ? namespace : undefined;
}

/** The engine reads a date without quotes as a moment, and hands on its own spelling of it. */
function refuseUnquotedDates(value: unknown, path: string, problems: Problems): void {
    if (typeof value === "string" && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S* \+0000 UTC$/.test(value)) {
        problems.add(
            path,
            `${formatValue(value)} was a date without quotes; write it as "2026-01-31"`,
        );
    } else if (typeof value === "object" && value !== null) {
        for (const [key, below] of Object.entries(value)) {
            refuseUnquotedDates(
                below,
                pathTo(path, Array.isArray(value) ? Number(key) : key),
                problems,
            );
        }
    }
}

/** Maps and lists are JSON; anything else is a text, also where it looks like a number. */
function parseValue(value: string): unknown {
    try {
        const parsed: unknown = JSON.parse(value);
        return typeof parsed === "object" ? parsed : value;
    } catch {
        return value;
    }
}
