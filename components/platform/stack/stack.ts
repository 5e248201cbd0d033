import { EndpointAccess } from "../../cluster/eks/eksClusterArgs";
import { unusedPools } from "../../job/fit/unusedPools";
import { NodePoolFacts } from "../../nodes/pools/nodePoolFacts";
import { Environment } from "../../spark/environment";
import { Check, fields, required } from "../../validation/checks";
import { isWithinLimits } from "../../validation/inputLimits";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { readValues, writtenAt } from "../../validation/readings";
import { oneOf } from "../../validation/values";
import { platformRules, platformShape } from "../platformProblems";
import { Preset, withPreset } from "./presets";
import { ClusterChoice, ClusterSettings, Stack, StackArgs } from "./stackArgs";
import { choiceOf, plannedStackCluster, stackClusterCheck } from "./stackCluster";
import { fitProblems, jobsCheck, scheduledJobsCheck, soundPools } from "./stackJobs";
import { secretProblems, StackPath } from "./stackSecrets";

type Values = Record<string, unknown>;

/** What is known of a stack beside its values. */
export interface StackSource {
    /** Paths of secret Outputs, which must not be created in plain text. */
    secrets?: readonly StackPath[];
    /** The same values as they were written: YAML makes a number of `0123`. Only asked where needed. */
    written?: () => unknown;
}

/**
 * A stack as a stack file describes it, checked as a whole.
 * Throws one `pulumi.RunError` with everything that is wrong.
 *
 * @param subject whose values they are, for the message
 */
export function stackOf(
    given: Values,
    subject: string,
    { secrets = [], written = () => ({}) }: StackSource = {},
): Stack {
    const limits = new Problems();
    if (!isWithinLimits(given, "", limits)) {
        limits.throwIfAny(subject);
    }
    const check: Check = (values, _, problems) =>
        stackProblems(values as Values, secrets, problems);
    const { values: read, problems } = readValues(given, "", check, writtenAt(written));
    problems.throwIfAny(subject);
    const values = chosenPreset(read, problems);
    const nodePools = soundPools(values, plannedStackCluster(values["cluster"]));
    return checkedStack(values as Values & StackArgs, nodePools);
}

function stackProblems(given: Values, secrets: readonly StackPath[], problems: Problems): void {
    const values = chosenPreset(given, problems);
    const cluster = plannedStackCluster(values["cluster"]);
    const shape = fields<StackArgs>(
        {
            cluster: required(stackClusterCheck),
            ...platformShape(values),
            jobs: jobsCheck(values),
            scheduledJobs: scheduledJobsCheck(values),
        },
        STACK_KEYS,
    );
    shape(values, "", problems);
    platformRules(values, cluster, problems);
    fitProblems(values, soundPools(values, cluster), problems);
    unquotedDates(values, "", problems);
    secretProblems(given, secrets, problems);
}

const OF_CLUSTER = "set it in `cluster`";
const OF_TEAM = "set it for each of the `teams`";
const OF_JOB = "set it for each of the `jobs`";

/** What to do instead, by a key that belongs further down. */
const STACK_KEYS: ReadonlyMap<string, string> = new Map([
    ...["context", "kubeconfig", "zones", "network", "systemNodes", "adminRoles"].map(
        (key) => [key, OF_CLUSTER] as const,
    ),
    ...["quota", "access", "submitters", "podSecurity"].map((key) => [key, OF_TEAM] as const),
    ...["main", "mainClass", "driver", "executor"].map((key) => [key, OF_JOB] as const),
    ["conf", "use `sparkConf`"],
    ["image", "use `artifacts.images.spark`, or a team's `jobDefaults.image`"],
    ["region", "set `aws:region`, the region of the AWS provider"],
    ["schedule", "set it for each of the `scheduledJobs`"],
    ["sparkVersion", "set it, with `image`, in a team's `jobDefaults` or in a job"],
]);

/** The values, with those of their preset as defaults. */
function chosenPreset({ preset, ...values }: Values, problems: Problems): Values {
    if (preset === undefined || preset === null) {
        return values;
    }
    oneOf("preset", Preset)(preset, "preset", problems);
    const choice = choiceOf(values["cluster"]);
    if (choice !== ClusterChoice.Eks && choice !== ClusterChoice.ExistingEks) {
        problems.add("preset", 'is for EKS (cluster.kind: "eks" or "existing-eks")');
        return values;
    }
    const known = Object.values(Preset).find((name) => name === preset);
    return known === undefined ? values : withPreset(known, values);
}

/** The engine parses an unquoted date as a timestamp, and passes on its own format of it. */
const unquotedDates: Check = (value, path, problems) => {
    if (typeof value === "string" && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S* \+0000 UTC$/.test(value)) {
        problems.add(
            path,
            `${formatValue(value)} was a date without quotes; write it as "2026-01-31"`,
        );
    } else if (typeof value === "object" && value !== null) {
        for (const [key, below] of Object.entries(value)) {
            unquotedDates(below, pathTo(path, Array.isArray(value) ? Number(key) : key), problems);
        }
    }
};

/** Access needs a token anyway, but a leaked token does more harm where the whole internet can use it. */
function openEndpointWarnings(environment: Environment | undefined, cluster: Values): string[] {
    const { kind, endpointAccess = EndpointAccess.Public, publicAccessCidrs } = cluster;
    const isOpen = kind === ClusterChoice.Eks && endpointAccess === EndpointAccess.Public;
    return environment === Environment.Prod && isOpen && publicAccessCidrs === undefined
        ? [
              "cluster.publicAccessCidrs: is missing, so the whole internet can reach the API " +
                  'server of a production cluster: name your networks (e.g. ["54.240.193.128/26"]), ' +
                  `set endpointAccess to "${EndpointAccess.Private}", or set ["0.0.0.0/0"] if that ` +
                  "is meant",
          ]
        : [];
}

function checkedStack(
    { cluster, jobs = {}, scheduledJobs = {}, ...platform }: StackArgs,
    nodePools: Record<string, NodePoolFacts> | undefined,
): Stack {
    const allJobs = [...Object.values(jobs), ...Object.values(scheduledJobs)];
    const hasSubmitters = Object.values(platform.teams).some(
        ({ submitters = [] }) => submitters.length > 0,
    );
    const unused = hasSubmitters ? [] : unusedPools(nodePools ?? {}, allJobs);
    const warnings = unused.map(
        (name) =>
            `${pathTo("nodePools", name)}: no job can use it, because each job names another pool: ` +
            "remove the pool, or a job's pool",
    );
    warnings.push(...openEndpointWarnings(platform.environment, cluster as Values));
    const { kind = ClusterChoice.Kubernetes, ...args } = cluster as Values;
    return {
        cluster: { kind, args } as ClusterSettings,
        platform,
        jobs,
        scheduledJobs,
        warnings,
    };
}
