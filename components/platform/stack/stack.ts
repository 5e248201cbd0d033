import { EndpointAccess } from "../../cluster/eks/eksClusterArgs";
import { unusedPools } from "../../job/fit/unusedPools";
import { NodePoolFacts } from "../../nodes/pools/nodePoolFacts";
import { Environment } from "../../spark/environment";
import { Check, fields, required } from "../../validation/checks";
import { isWithinLimits } from "../../validation/inputLimits";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { oneOf } from "../../validation/values";
import { platformRules, platformShape } from "../platformProblems";
import { Preset, withPreset } from "./presets";
import { ClusterChoice, ClusterSettings, Stack, StackArgs } from "./stackArgs";
import { choiceOf, plannedStackCluster, stackClusterCheck } from "./stackCluster";
import { fitProblems, jobsCheck, scheduledJobsCheck, soundPools } from "./stackJobs";
import { secretProblems, StackPath } from "./stackSecrets";

type Values = Record<string, unknown>;

/**
 * A stack as a stack file describes it, checked as a whole.
 * Throws one `pulumi.RunError` with everything that is wrong.
 *
 * @param subject whose values they are, for the message
 * @param secrets where values are that must not be created in clear, as secret Outputs
 */
export function stackOf(given: Values, subject: string, secrets: readonly StackPath[] = []): Stack {
    const problems = new Problems();
    if (!isWithinLimits(given, "", problems)) {
        problems.throwIfAny(subject);
    }
    const values = chosenPreset(given, problems);
    const cluster = plannedStackCluster(values["cluster"]);
    const shape = fields<StackArgs>({
        cluster: required(stackClusterCheck),
        ...platformShape(values),
        jobs: jobsCheck(values),
        scheduledJobs: scheduledJobsCheck(values),
    });
    shape(values, "", problems);
    platformRules(values, cluster, problems);
    const nodePools = soundPools(values, cluster);
    fitProblems(values, nodePools, problems);
    unquotedDates(values, "", problems);
    secretProblems(given, secrets, problems);
    problems.throwIfAny(subject);
    return checkedStack(values as Values & StackArgs, nodePools);
}

/** The values, and below them those of the preset that they name. */
function chosenPreset({ preset, ...values }: Values, problems: Problems): Values {
    if (preset === undefined) {
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

/** The engine reads a date without quotes as a moment, and hands on its own spelling of it. */
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

/** A token is needed anyway, but one that leaked is worth more where all of the internet can use it. */
function openEndpointWarnings(environment: Environment | undefined, cluster: Values): string[] {
    const { kind, endpointAccess = EndpointAccess.Public, publicAccessCidrs } = cluster;
    const isOpen = kind === ClusterChoice.Eks && endpointAccess === EndpointAccess.Public;
    return environment === Environment.Prod && isOpen && publicAccessCidrs === undefined
        ? [
              "cluster.publicAccessCidrs: is missing, so that all of the internet reaches the API " +
                  'server of a production cluster: name your networks (e.g. ["54.240.193.128/26"]), ' +
                  `set endpointAccess to "${EndpointAccess.Private}", or say ["0.0.0.0/0"] if that ` +
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
            `${pathTo("nodePools", name)}: no job can use it, for each names another pool: ` +
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
