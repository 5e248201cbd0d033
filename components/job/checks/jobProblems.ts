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
import { fileAddresses } from "../files/fileEndings";
import { projectFiles } from "../files/fileProblems";
import { jobFields } from "./jobFields";
import { JOB_KEYS, SCHEDULE_KEYS } from "./jobKeys";
import { jobRules, runsHaveAnEnd, versionOfImage, waitHasAnEnd } from "./jobRules";
import { schedule } from "./schedule";
import { oneSuspends } from "./schedulerChecks";
import { timeZone } from "./timeZone";

/** What a kind of job has beside what every job has. */
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
 * @param jobDefaults what the team says of its jobs, by the job's `team`
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
    const rules = [...jobRules, versionOfImage(jobDefaults), waitHasAnEnd, oneSuspends];
    every(projectFiles, fileAddresses, each, ...rules)(args, path, problems);
}

/** The same for a job that runs by a schedule. */
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
    const rules = [...jobRules, versionOfImage(jobDefaults), runsHaveAnEnd];
    every(projectFiles, fileAddresses, each, ...rules)(args, path, problems);
}

function ofConnection(team: unknown): unknown {
    return isPlainObject(team) ? team["jobDefaults"] : undefined;
}

/** A team of the same stack file, by its name. */
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
            `${formatValue(name)} cannot name a job: use 1-63 lower-case letters, digits and "-", ` +
                'beginning with a letter (e.g. "movie-ratings")',
        );
    }
}
