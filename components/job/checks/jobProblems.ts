import { teamConnectionCheck } from "../../team/connectionCheck";
import {
    Check,
    every,
    fields,
    isPlainObject,
    required,
    Shape,
    valueCheck,
} from "../../validation/checks";
import { formatValue, Problems, unknownName } from "../../validation/problems";
import { duration } from "../../validation/quantities";
import { anyString, boolean, oneOf, wholeNumber } from "../../validation/values";
import {
    Concurrency,
    HistoryArgs,
    ScheduledSparkApplicationArgs,
    SparkApplicationArgs,
    SparkJobArgs,
    Wait,
} from "../args/jobArgs";
import { uriRules } from "../files/fileEndings";
import { projectFiles } from "../files/fileProblems";
import { jobFields } from "./jobFields";
import { JOB_KEYS, SCHEDULE_KEYS } from "./jobKeys";
import { jobRules, runsCanEnd, versionOfImage, waitCanEnd } from "./jobRules";
import { schedule } from "./schedule";
import { kueueControlsSuspend } from "./schedulerChecks";
import { timeZone } from "./timeZone";

/** The arguments of one kind of job only. */
type Only<T extends SparkJobArgs> = Shape<Omit<T, keyof SparkJobArgs>>;

const oneShotFields: Only<SparkApplicationArgs> = {
    wait: oneOf("wait", Wait),
    trigger: anyString,
    suspend: boolean,
    timeToLive: duration,
};

const scheduledFields: Only<ScheduledSparkApplicationArgs> = {
    schedule: required(schedule),
    timeZone,
    concurrency: oneOf("concurrency", Concurrency),
    history: fields<HistoryArgs>({ successful: wholeNumber(0), failed: wholeNumber(0) }),
    suspend: boolean,
    timeToLive: duration,
};

/**
 * Adds what is wrong with a job's name or arguments.
 *
 * @param team check of `team`, e.g. {@link teamNamed} in a stack file
 * @param jobDefaults the team's `jobDefaults`, by the job's `team`
 */
export function jobProblems(
    path: string,
    name: string,
    args: unknown,
    problems: Problems,
    team: Check = teamConnectionCheck,
    jobDefaults = ofConnection,
): void {
    nameProblems(path, name, problems);
    const shape = { team: required(team), ...jobFields, ...oneShotFields };
    const each = fields<SparkApplicationArgs>(shape, JOB_KEYS);
    const rules = [...jobRules, versionOfImage(jobDefaults), waitCanEnd, kueueControlsSuspend];
    every(projectFiles, uriRules, each, ...rules)(args, path, problems);
}

/** The same for a scheduled job. */
export function scheduledJobProblems(
    path: string,
    name: string,
    args: unknown,
    problems: Problems,
    team: Check = teamConnectionCheck,
    jobDefaults = ofConnection,
): void {
    nameProblems(path, name, problems);
    const shape = { team: required(team), ...jobFields, ...scheduledFields };
    const each = fields<ScheduledSparkApplicationArgs>(shape, SCHEDULE_KEYS);
    const rules = [...jobRules, versionOfImage(jobDefaults), runsCanEnd];
    every(projectFiles, uriRules, each, ...rules)(args, path, problems);
}

function ofConnection(team: unknown): unknown {
    return isPlainObject(team) ? team["jobDefaults"] : undefined;
}

/** A team of the same stack file, by name. */
export function teamNamed(teams: readonly string[]): Check {
    return valueCheck((value) => {
        if (typeof value !== "string") {
            return `${formatValue(value)} is not the name of a team`;
        }
        return teams.includes(value) ? undefined : unknownName("team", value, teams);
    });
}

function nameProblems(path: string, name: string, problems: Problems): void {
    if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
        problems.add(
            path,
            `${formatValue(name)} is not a valid job name: use 1-63 lower-case letters, digits and "-", ` +
                'starting with a letter (e.g. "movie-ratings")',
        );
    }
}
